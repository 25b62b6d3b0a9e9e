"""Identifiers as people type them."""

import pytest

from cases.identifiers import mistyped


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("", False),
        ("9990000018", False),
        ("9990000019", True),
        ("i-1009", True),
        ("999000001", True),
        ("٩", True),
    ],
)
def test_a_number_that_is_no_nhs_number_is_told(number: str, wrong: bool) -> None:  # noqa: FBT001 - a table
    assert mistyped(number) is wrong
