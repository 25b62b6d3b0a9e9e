"""Children who come close to what was asked: candidates by key, then each weighed by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from sqlalchemy import BigInteger, Connection, Integer, bindparam, text

from cases.matching import LEAST, Asked, Found, likelihood, probes, unpack
from cases.matching.likelihood import numbered
from cases.matching.weights import RAREST, like, words_of
from cases.model import ChildId

MOST_OF_A_KEY = 1_000
"""Children of one key that are looked at. More share it only where it says little: a date, a common name."""

MOST_WEIGHED = 400
"""Candidates that are weighed, those with the most telling keys first. There usually are some tens."""

_AT_LEAST, _DIGITS = 4, 2
# Counting stops there: a name that more children bear is common, however many they are.
_MOST_COUNTED = 4_096
# Registers of fewer children are taken for one of so many, or a borough's only Amra would be beyond doubt.
_SMALLEST = 2**17
_SLICE = 2**63 // 1024
_MOST_KEPT, _KEPT_FOR = 50_000, 5_000

_CANDIDATES = """
SELECT number, sum(said) AS said FROM ({parts}) AS hits
GROUP BY number HAVING sum(said) >= {least} ORDER BY 2 DESC, 1 LIMIT {most}
"""
_PART = (
    "SELECT number, {said} AS said FROM"
    " (SELECT number FROM child_keys WHERE key = {key} LIMIT {most}) AS k{key}"
)
_TRAITS = "SELECT child_id, traits FROM child_traits WHERE number IN ({numbers})"
_COUNT = text(
    "SELECT count(*) FROM"
    " (SELECT 1 FROM child_name_keys WHERE key >= :low AND key < :high LIMIT :most) AS counted"
).bindparams(bindparam("most", type_=Integer))
_SAMPLE = text("SELECT count(*) FROM child_traits WHERE number < :below").bindparams(
    bindparam("below", type_=BigInteger)
)


class Names:
    """How rare names are in this register: counted when first asked for, coarse, kept for a while.

    Names rarer than one in some ten thousand are not told apart, and others by powers of four alone: so that
    one child more or fewer, whom somebody may not know of, is next to never what another's weight hangs on.
    """

    def __init__(self) -> None:
        self._counted = _Counted({}, 0.0)
        self._searches = 0

    def begin(self, connection: Connection) -> "_Counted":
        """What is known of names, for one search; counted anew after many, for registers grow."""
        self._searches += 1
        if not self._counted.prior or self._searches > _KEPT_FOR or len(self._counted.bits) > _MOST_KEPT:
            # Numbers are hashes, so a slice of them is a fair sample.
            sampled = int(connection.execute(_SAMPLE, {"below": _SLICE}).scalar_one())
            self._counted = _Counted({}, float(round(log2(max(sampled * 1024, _SMALLEST)))))
            self._searches = 0
        return self._counted


@dataclass(frozen=True, slots=True)
class _Counted:
    """How rare names are, in bits, and how many bits it takes to pick one child of this register."""

    bits: dict[str, float]
    prior: float

    def learn(self, connection: Connection, words: Iterable[str]) -> None:
        """Count what has not been counted yet."""
        for word in words:
            if word not in self.bits:
                asked = {"low": f"{word} ", "high": f"{word}!", "most": _MOST_COUNTED}
                counted = int(connection.execute(_COUNT, asked).scalar_one())
                coarse = 2 * int(log2(max(counted, 1)) / 2)  # in bits: of powers of four alone
                self.bits[word] = min(RAREST, self.prior - coarse)

    def rarity(self, word: str) -> float:
        """How many bits a word says."""
        return self.bits.get(word, RAREST)


def likely(connection: Connection, asked: Asked, names: Names, at_least: int = _AT_LEAST) -> Sequence[Found]:
    """Those who come close, the most probable first; those who fit exactly are among them.

    ``at_least`` is how much a child's keys have to say for it to be weighed at all.
    """
    numbers = _candidates(connection, probes(asked), at_least)
    if not numbers:
        return ()
    rows = connection.exec_driver_sql(_TRAITS.format(numbers=", ".join(map(str, numbers))))
    there = [(child, unpack(traits)) for child, traits in rows]
    words = [words_of(traits) for _, traits in there]
    known = like(asked, set[str]().union(*words)) if asked.words else set[str]()
    # Most share a date of birth and nothing else: nothing that was said is like their names or numbers.
    promising = [
        one
        for one, called in zip(there, words, strict=True)
        if not known.isdisjoint(called) or numbered(asked, one[1], _DIGITS)
    ]
    counted = names.begin(connection)
    counted.learn(connection, sorted(known))
    weighed = (
        Found(
            ChildId(child),
            exact=False,
            probability=likelihood(asked, traits, counted.prior, counted.rarity),
        )
        for child, traits in promising
    )
    close = (found for found in weighed if found.probability >= LEAST)
    best: dict[ChildId, Found] = {}
    # A child into whom another was merged is known by the traits of both.
    for found in sorted(close, key=lambda found: (-found.probability, found.child_id)):
        best.setdefault(found.child_id, found)
    return list(best.values())


def _candidates(connection: Connection, asked: dict[int, int], at_least: int) -> Sequence[int]:
    if not asked:
        return ()
    parts = " UNION ALL ".join(
        _PART.format(key=key, said=said, most=MOST_OF_A_KEY) for key, said in asked.items()
    )
    statement = _CANDIDATES.format(parts=parts, least=at_least, most=MOST_WEIGHED)
    return [number for number, _ in connection.exec_driver_sql(statement)]
