"""The comparison overlooks what is random by nature, and nothing else."""

import pytest

from tests.leaks.same import Same, first_difference

URL = "http://127.0.0.1:4000"
GUID = "6b1f0d1c-7a0b-4b5c-8d9e-000000000001"
WORLD = {"people": [{"aadObjectId": GUID}]}


def same(one: object, other: object) -> bool:
    return Same(URL, WORLD).text(one) == Same(f"{URL}1", WORLD).text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1763620000000", "1763710000000"),
        ("1:1763620000000", "1:1763710000000"),
        ("f:11111111-7a0b-4b5c-8d9e-000000000001", "f:22222222-7a0b-4b5c-8d9e-000000000001"),
        ("0" * 32, "a" * 32),
        (f"{URL}/x", f"{URL}1/x"),
    ],
)
def test_what_is_random_by_nature_is_the_same(one: str, other: str):
    assert same({"id": one}, {"id": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amara", "amara"),
        ("01632 960001", "01632 960002"),
        ("9990000018", "9990000026"),
        ("2026-11-20T09:30:00.000Z", "2026-11-20T09:30:00.001Z"),
        ("c-1001", "c-1002"),
        ("C-1001 ", "C-1001"),
        (1, 2),
        (1, True),
        (None, ""),
        (GUID, "22222222-7a0b-4b5c-8d9e-000000000001"),
        (["a", "b"], ["b", "a"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([], [[]]),
        ("0" * 64, "1" * 64),
    ],
)
def test_everything_else_differs(one: object, other: object):
    assert not same(one, other)


def test_an_id_that_comes_again_is_told_from_a_new_one():
    assert not same(["0" * 32, "0" * 32], ["a" * 32, "b" * 32])


def test_the_first_difference_is_named():
    assert first_difference('{"a": 1, "b": 2}', '{"a": 1, "b": 3}').splitlines() == [
        'without it: "b": 2',
        '   with it: "b": 3',
    ]
