"""Two children who are one: which is kept, what it is then, and what goes back when that was wrong.

Rules on frozen values. docs/policy.md has them as tables, whose rows are the test cases.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cases.birth import fits
from cases.model import Birth, Child, Name, ServiceId
from cases.names import normalise


class Fact(StrEnum):
    """What two children may differ in, and only one of them can be right about."""

    BIRTH = "birth"
    AREA = "area"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A child and what decides which of two is kept: whether it has an open case."""

    child: Child
    has_case: bool


def kept_first(one: Weighed, other: Weighed) -> tuple[Child, Child]:
    """Which is kept and which goes: an open case counts, then the older reference.

    Nothing hidden plays a part: whoever merges would learn of it.
    """
    first, second = sorted((one, other), key=lambda side: (not side.has_case, _age(side.child.reference)))
    return first.child, second.child


def differing(kept: Child, gone: Child) -> tuple[Fact, ...]:
    """In what the two contradict each other, so that whoever merges them has to choose."""
    return tuple(fact for fact in Fact if _contradict(fact, kept, gone))


def merged(kept: Child, gone: Child, taken: Collection[Fact] = ()) -> Child:
    """The kept child as it is after the merge. ``taken`` are contradicted facts in which the other is right.

    What only one of them says holds. A shield on either side is a shield on both.
    """
    facts: dict[str, Any] = {fact: _chosen(fact, kept, gone, taken) for fact in Fact}
    known = {normalise(str(name)) for name in kept.names}
    more = tuple(name for name in gone.names if normalise(str(name)) not in known)
    return replace(kept, names=kept.names + more, shielded=kept.shielded or gone.shielded, **facts)


def parted(now: Child, before: Child, after: Child, *, shield: bool) -> Child:
    """The kept child once a merge is undone: what is still as the merge made it is as it was before it.

    What has been written since stays. ``shield`` says that another child who is part of it is shielded.
    """
    back: dict[str, Any] = {
        fact: getattr(before, fact) if getattr(now, fact) == getattr(after, fact) else getattr(now, fact)
        for fact in Fact
    }
    came = {name for name in after.names if name not in before.names}
    shielded = before.shielded if now.shielded == after.shielded else now.shielded
    return replace(
        now,
        names=_left(now.names, came),
        shielded=shielded or shield,
        **back,
    )


def goes_back(service: ServiceId, gone: Collection[ServiceId], kept: Collection[ServiceId]) -> bool:
    """Whether an involvement begun since the merge goes back with the child who was merged away.

    It does if its service worked, of the two, with that child alone. All else that came later stays.
    """
    return service in gone and service not in kept


def _left(names: tuple[Name, ...], came: Collection[Name]) -> tuple[Name, ...]:
    return tuple(name for name in names if name not in came)


def _contradict(fact: Fact, kept: Child, gone: Child) -> bool:
    mine, theirs = getattr(kept, fact), getattr(gone, fact)
    if fact is Fact.BIRTH:
        return not (
            fits(mine, theirs) and (mine is None or theirs is None or mine.expected == theirs.expected)
        )
    return bool(mine and theirs and normalise(mine) != normalise(theirs))


def _chosen(fact: Fact, kept: Child, gone: Child, taken: Collection[Fact]) -> object:
    mine, theirs = getattr(kept, fact), getattr(gone, fact)
    if _contradict(fact, kept, gone):
        return theirs if fact in taken else mine
    if fact is Fact.BIRTH:
        return theirs if _parts(theirs) > _parts(mine) else mine
    return mine or theirs


def _parts(birth: Birth | None) -> int:
    if birth is None:
        return 0
    return sum(part is not None for part in (birth.year, birth.month, birth.day))


def _age(reference: str) -> tuple[int, str]:
    # "C-999" is older than "C-1000".
    return len(reference), reference
