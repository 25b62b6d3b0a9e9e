"""Other forms of a name: short ones, and the ways in which names of other scripts are written in ours.

The English short forms are those of the package ``nicknames``, a list kept by hand; the rest is in
cases/matching/variants.py. An agency adds its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from nicknames import name_triplets

from cases.matching.spelling import tokens
from cases.matching.variants import SHORT, WRITTEN

MOST = 24
"""Other forms of one word that are looked for: the list knows more for a few, and rare ones at that."""


class Forms:
    """Other forms of names. ``extra`` are groups of names that stand for each other."""

    def __init__(self, extra: Iterable[Iterable[str]] = ()) -> None:
        self._added: dict[str, set[str]] = defaultdict(set)
        for group in extra:
            _together(self._added, group)

    def of(self, word: str) -> frozenset[str]:
        """The other forms of a word, itself not among them."""
        known, added = _known().get(word, frozenset()), self._added.get(word)
        return known | frozenset(added - {word}) if added else known


@lru_cache(maxsize=1)
def _known() -> Mapping[str, frozenset[str]]:
    ours: dict[str, set[str]] = defaultdict(set)
    for group in WRITTEN:
        _together(ours, group.split())
    for full, *shorts in (group.split() for group in SHORT):
        for short in shorts:
            ours[full].add(short)
            ours[short].add(full)
    listed: dict[str, set[str]] = defaultdict(set)
    for row in name_triplets():
        one, other = tokens(row.name1), tokens(row.name2)
        if len(one) == len(other) == 1 and one != other:
            listed[one[0]].add(other[0])
            listed[other[0]].add(one[0])
    known = {}
    for word in listed.keys() | ours.keys():
        first = ours.get(word, set()) - {word}
        further = sorted(listed.get(word, set()) - first)
        known[word] = frozenset([*sorted(first), *further][:MOST])
    return known


def _together(forms: dict[str, set[str]], group: Iterable[str]) -> None:
    words = {word for name in group for word in tokens(name)}
    for word in words:
        forms[word] |= words
