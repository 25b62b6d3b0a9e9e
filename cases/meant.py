"""Who is meant, among those whom the viewer may see: never decided before the policy has spoken.

Those called exactly so go before those whose names only begin so, and all of them before those who only come
close. Of these, one who is certain and without a rival is the answer to a question; several, or one who is
less certain, are offered to choose from; weaker ones are as if they were not there. Where something would be
written, whoever only comes close is always offered first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cases.matching import CERTAIN, CLOSE, PLAUSIBLE
from cases.matching.spelling import tokens
from cases.model import ChildFile
from cases.names import is_called
from cases.query import Query

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
        return Meant(these, ask=len(these) > 1)
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


def _in_area(query: Query, those: Sequence[T], file_of: Callable[[T], ChildFile]) -> tuple[T, ...]:
    """Those who live where it was said, if any do: a hint, which excludes nobody by itself."""
    area = tokens(query.area)
    there = [one for one in those if area and tokens(file_of(one).child.area) == area]
    return tuple(there or those)
