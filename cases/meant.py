"""Who is meant, among those whom the viewer may see: never decided before the policy has spoken.

Those called exactly so go before those whose names only begin so, and all of them before those who only come
close. Of these, one who is certain and without a rival is the answer to a question; several, or one who is
less certain, are offered to choose from; weaker ones are as if they were not there. One who fits only because
the register does not know the date that was said is offered, too; and where no more than a year or a month
was said, those who come close go beside one who fits: a year tells few namesakes apart. Of whom no more is
said than the beginning of a name is offered as well. Where something would be written, whoever only comes
close is always offered first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cases.matching import CERTAIN, CLOSE, PLAUSIBLE
from cases.matching.spelling import tokens
from cases.model import Child, ChildFile, Reason
from cases.names import is_called
from cases.query import Query
from cases.views import Candidate, ChoiceView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Meant(Generic[T]):
    """Those who are meant. ``ask`` is whether one of them has to be chosen, even if there is but one."""

    these: tuple[T, ...]
    ask: bool = False

    @property
    def one(self) -> T | None:
        """The one beyond doubt."""
        return self.these[0] if len(self.these) == 1 and not self.ask else None


def meant(
    query: Query, visible: Iterable[T], file_of: Callable[[T], ChildFile], *, acting: bool = False
) -> Meant[T]:
    """Whom of these a query means. ``acting``: something is to be written, not only shown."""
    candidates = tuple(visible)
    exact = [one for one in candidates if file_of(one).close is None]
    if exact:
        called = [one for one in exact if is_called(file_of(one).child.names, query.name)]
        these = _in_area(query, called or exact, file_of)
        trusted = all(_trusted(query, file_of(one).child) for one in these)
        if query.half_dated:
            these += tuple(one for one in candidates if (file_of(one).close or 0.0) >= PLAUSIBLE)
        return Meant(these, ask=len(these) > 1 or not trusted)
    return _close(candidates, lambda one: file_of(one).close or 0.0, acting=acting)


def chosen_among(query: Query, files: Iterable[ChildFile], *, acting: bool = False) -> Meant[ChildFile]:
    """The same for files as they are."""
    return meant(query, files, lambda file: file, acting=acting)


def _close(candidates: Sequence[T], likely: Callable[[T], float], *, acting: bool) -> Meant[T]:
    plausible = tuple(one for one in candidates if likely(one) >= PLAUSIBLE)
    best = max(map(likely, plausible), default=0.0)
    if best < CLOSE:
        return Meant(())
    alone = len(plausible) == 1
    return Meant(plausible, ask=acting or not (alone and best >= CERTAIN))


def _trusted(query: Query, child: Child) -> bool:
    return _said_of(query, child) and (_told_otherwise(query) or _has_words(query, child))


def _told_otherwise(query: Query) -> bool:
    """Whether more is said of them than a name and a part of a date."""
    dated = query.born is not None and query.born.day is not None
    return dated or bool(query.nhs_number or query.upn or query.reference or query.conversation_id)


def _has_words(query: Query, child: Child) -> bool:
    """Whether each word that was said is one of a name of theirs, and not only the beginning of one."""
    words = set(tokens(query.name))
    return any(words <= set(tokens(str(name))) for name in child.names)


def _said_of(query: Query, child: Child) -> bool:
    """Whether the register knows as much of the date of birth as was said, or a number says who it is."""
    born, known = query.born, child.birth
    if born is None or query.nhs_number or query.upn:
        return True
    pairs = (
        ((born.year, known.year), (born.month, known.month), (born.day, known.day)) if known else ((1, None),)
    )
    return all(said is None or there is not None for said, there in pairs)


def _in_area(query: Query, those: Sequence[T], file_of: Callable[[T], ChildFile]) -> tuple[T, ...]:
    """Those who live where it was said, if any do: a hint, which excludes nobody by itself."""
    area = tokens(query.area)
    there = [one for one in those if area and tokens(file_of(one).child.area) == area]
    return tuple(there or those)


def choice_of(files: Iterable[ChildFile], reason: Reason | None) -> ChoiceView:
    """Which of these children is meant: told apart by year of birth and area, in an order of those alone."""
    candidates = (
        Candidate(
            child.id,
            child.birth.year if child.birth else None,
            child.area,
            str(child.names[0]) if file.close is not None and child.names else "",
        )
        for file in files
        for child in (file.child,)
    )
    ordered = sorted(
        candidates,
        key=lambda candidate: (candidate.born_year or 0, candidate.area, candidate.name, candidate.child_id),
    )
    by_area = _alike(one.area for one in ordered) < _alike(one.born_year for one in ordered)
    return ChoiceView(tuple(ordered), reason, by_area)


def _alike(said: Iterable[object]) -> int:
    """How badly this tells them apart: how many are still alike, added up over all of them."""
    return sum(count * count for count in Counter(said).values())
