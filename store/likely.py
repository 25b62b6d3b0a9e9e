"""Children who come close to what was asked: candidates by key, then each weighed by itself."""

from collections.abc import Iterable, Sequence
from math import log2

from sqlalchemy import BigInteger, Connection, Integer, bindparam, text

from cases.matching import LEAST, Asked, Found, Traits, match_weight, probability, probes, unpack
from cases.matching.weights import RAREST
from cases.model import ChildId

MOST_OF_A_KEY = 1_000
"""Children of one key that are looked at. More share it only where it says little: a date, a common name."""

MOST_WEIGHED = 400
"""Candidates that are weighed, those with the most telling keys first. There usually are some tens."""

_AT_LEAST = 4
# Counting stops there: a name that more children bear is common, however many they are.
_MOST_COUNTED = 4_096
# Registers of fewer children are taken for one of so many, or a borough's only Amra would be beyond doubt.
_SMALLEST = 2**17
_SLICE = 2**63 // 1024
_MOST_KEPT = 50_000

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
        self._bits: dict[str, float] = {}
        self._size = 0.0

    def prior(self, connection: Connection) -> float:
        """How many bits it takes to pick one child of this register."""
        if not self._size or len(self._bits) > _MOST_KEPT:
            self._bits = {}
            # Numbers are hashes, so a slice of them is a fair sample.
            sampled = int(connection.execute(_SAMPLE, {"below": _SLICE}).scalar_one())
            self._size = float(round(log2(max(sampled * 1024, _SMALLEST))))
        return self._size

    def learn(self, connection: Connection, words: Iterable[str]) -> None:
        """Count what has not been counted yet."""
        for word in words:
            if word not in self._bits:
                asked = {"low": f"{word} ", "high": f"{word}!", "most": _MOST_COUNTED}
                counted = int(connection.execute(_COUNT, asked).scalar_one())
                coarse = 2 * int(log2(max(counted, 1)) / 2)  # in bits: of powers of four alone
                self._bits[word] = min(RAREST, self._size - coarse)

    def rarity(self, word: str) -> float:
        """How many bits a word says."""
        return self._bits.get(word, RAREST)


def likely(connection: Connection, asked: Asked, names: Names, at_least: int = _AT_LEAST) -> Sequence[Found]:
    """Those who come close, the most probable first; those who fit exactly are among them.

    ``at_least`` is how much a child's keys have to say for it to be weighed at all.
    """
    numbers = _candidates(connection, probes(asked), at_least)
    if not numbers:
        return ()
    rows = connection.exec_driver_sql(_TRAITS.format(numbers=", ".join(map(str, numbers))))
    there = [(child, unpack(traits)) for child, traits in rows]
    prior = names.prior(connection)
    promising = [
        (child, traits) for child, traits in there if probability(match_weight(asked, traits), prior) >= LEAST
    ]
    names.learn(connection, sorted({word for _, traits in promising for word in _words(traits)}))
    weighed = (
        Found(
            ChildId(child),
            exact=False,
            probability=probability(match_weight(asked, traits, names.rarity), prior),
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


def _words(traits: Traits) -> Iterable[str]:
    for name in traits.names:
        yield from name.given
        yield from name.family
