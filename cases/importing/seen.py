"""Remembers which ids have been seen, however many: eight bytes for each.

Ids are kept as Python's own hashes, 64 bits that differ from process to process. That two of ten million ids
share one has a chance of one in 300,000; then both rows are reported as having one id, and none is lost.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

_PARTS, _ALL_BITS = 256, 2**64 - 1


def digest(word: str) -> int:
    """What stands for an id, in this process."""
    return hash(word) & _ALL_BITS


class Seen:
    """A bag of ids. Add all of them first, then ask."""

    def __init__(self) -> None:
        # In parts, as sorting one of them takes memory for that part only.
        self._parts = [array("Q") for _ in range(_PARTS)]
        self._sorted = False

    def add(self, word: str) -> int:
        """One more; its digest."""
        number = digest(word)
        self._parts[number % _PARTS].append(number)
        self._sorted = False
        return number

    def __contains__(self, word: str) -> bool:
        number = digest(word)
        self._sort()
        part = self._parts[number % _PARTS]
        place = bisect_left(part, number)
        return place < len(part) and part[place] == number

    def twice(self) -> frozenset[int]:
        """The digests of those that were added more than once."""
        self._sort()
        return frozenset(self._repeated())

    def _repeated(self) -> Iterator[int]:
        for part in self._parts:
            for place in range(1, len(part)):
                if part[place] == part[place - 1]:
                    yield part[place]

    def _sort(self) -> None:
        if not self._sorted:
            self._parts = [array("Q", sorted(part)) for part in self._parts]
            self._sorted = True


class Named:
    """Remembers what goes with each id, and tells which ids had different things. Sixteen bytes each."""

    def __init__(self) -> None:
        self._parts = [(array("Q"), array("Q")) for _ in range(_PARTS)]

    def add(self, word: str, other: str) -> None:
        """This goes with that id."""
        number = digest(word)
        words, others = self._parts[number % _PARTS]
        words.append(number)
        others.append(digest(other))

    def different(self) -> frozenset[int]:
        """The digests of the ids of which two different things were said."""
        return frozenset(
            one[0]
            for part in self._parts
            for one, following in pairwise(sorted(set(zip(*part, strict=True))))
            if one[0] == following[0]
        )
