"""Which record is kept, what the child is then, and what goes back: the tables of docs/policy.md."""

from dataclasses import replace

import pytest

from cases.merging import Fact, Weighed, differing, goes_back, kept_first, merged, parted
from cases.model import Birth, Child, Name, ServiceId
from tests.builders import child

BLANK = child("kept", birth=None, area="", names=())


def born(said: str) -> Birth | None:
    if said == "none":
        return None
    written, _, expected = said.partition(", ")
    return Birth(*map(int, written.split("-")), expected=bool(expected))


def having(fact: str, said: str) -> Child:
    if fact == "name":
        given, family = said.split()
        return replace(BLANK, names=(Name(given, family),))
    values = {"birth": born(said) if fact == "birth" else None, "shielded": said == "yes"}
    return replace(BLANK, **{fact: values.get(fact, "" if said == "none" else said)})


def shown(fact: str, of: Child) -> str:
    if fact == "name":
        return "; ".join(map(str, of.names))
    if fact == "shielded":
        return "yes" if of.shielded else "no"
    value = getattr(of, fact)
    if fact == "birth" and value:
        return "-".join(
            f"{part:02}" if part < 100 else str(part) for part in (value.year, value.month, value.day) if part
        )
    return value or "none"


def afterwards(fact: str, kept: str, other: str) -> str:
    """What the tables of the page say of a fact of two records."""
    one, two = having(fact, kept), having(fact, other)
    if differing(one, two):
        (wrong,) = differing(one, two)
        assert getattr(merged(one, two), wrong) == getattr(one, wrong)
        assert getattr(merged(one, two, [wrong]), wrong) == getattr(two, wrong)
        return "chosen"
    return shown(fact, merged(one, two))


SERVICES = {
    "worked with the other record alone": ({"a"}, {"b"}),
    "worked with both": ({"a"}, {"a"}),
    "worked with the kept record alone": ({"b"}, {"a"}),
    "worked with neither": ({"b"}, {"b"}),
}


def back(case: str) -> bool:
    gone, kept = (frozenset(map(ServiceId, side)) for side in SERVICES[case])
    return goes_back(ServiceId("a"), gone, kept)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (("C-1001", False), ("C-1002", False), "C-1001"),
        (("C-1002", False), ("C-1001", False), "C-1001"),
        (("C-1001", False), ("C-1002", True), "C-1002"),
        (("C-1001", True), ("C-1002", True), "C-1001"),
        (("C-1000", False), ("C-999", False), "C-999"),
    ],
)
def test_the_record_with_a_case_is_kept_or_the_older(one, other, kept):
    sides = [Weighed(child(ref, reference=ref), has_case) for ref, has_case in (one, other)]
    first, second = kept_first(*sides)
    assert first.reference == kept
    assert second.reference != kept


def test_what_somebody_wrote_since_stays_when_it_is_undone():
    before, gone = child("kept", area=""), child("gone", names=(Name("Robyn", "Example"),), upn="B1")
    after = merged(before, gone)
    now = replace(after, area="Elsewhere", names=(*after.names, Name("Bobby")))

    undone = parted(now, before, after, shield=False)

    assert undone == replace(before, area="Elsewhere", names=(*before.names, Name("Bobby")))


def test_a_shield_stays_where_another_part_is_shielded():
    before = child("kept")
    after = merged(before, child("gone", shielded=True))
    assert parted(after, before, after, shield=False) == before
    assert parted(after, before, after, shield=True).shielded


def test_every_fact_is_a_field_of_a_child():
    assert {str(fact) for fact in Fact} <= set(Child.__dataclass_fields__)
