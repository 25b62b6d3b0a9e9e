"""Children who come close to what was asked: candidates by key, then each weighed by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from sqlalchemy import BigInteger, Connection, bindparam, text

from cases.matching import LEAST, Asked, Found, probes
from cases.matching.scales import Scales
from cases.matching.weights import RAREST
from cases.model import ChildId

MOST_OF_A_KEY = 1_000
"""Children of a key that are looked at, taken together with the keys that say as much.

More share one only where it says little: a date, a common name.
"""

MOST_WEIGHED = 150
"""Candidates that are weighed, those with the most telling keys first. There usually are some tens."""

_AT_LEAST = 4
# Counting stops there: a name that more children bear is common, however many they are.
_MOST_COUNTED = 4_096
# Registers of fewer children are taken for one of so many, or a borough's only Amra would be beyond doubt.
_SMALLEST = 2**17
_SLICE = 2**63 // 1024
_MOST_KEPT, _KEPT_FOR = 50_000, 5_000
_AT_ONCE = 200

# Looked up one by one: a join would have PostgreSQL read every child of a register that is not large.
TRAITS = "(SELECT child_id || '\n' || traits FROM child_traits WHERE child_traits.number = best.number)"
_CANDIDATES = (
    "SELECT {traits} FROM"
    " (SELECT number, sum(said) AS said FROM ({parts}) AS hits"
    " GROUP BY number HAVING sum(said) >= {least} ORDER BY 2 DESC, 1 LIMIT {most}) AS best"
)
_PART = (
    "SELECT number, {said} AS said FROM"
    " (SELECT number FROM child_keys WHERE key IN ({keys}) LIMIT {most}) AS k{said}"
)
_COUNTED = (
    "SELECT {place} AS place, count(*) AS many FROM (SELECT 1 FROM child_name_keys"
    " WHERE key >= :low{place} AND key < :high{place} LIMIT {most}) AS n{place}"
)
_SAMPLE = text("SELECT count(*) FROM child_traits WHERE number < :below").bindparams(
    bindparam("below", type_=BigInteger)
)


class Names:
    """How rare names are in this register: counted when first asked for, coarse, kept for a while.

    Names rarer than one in some ten thousand are not told apart, and others by powers of four alone: so that
    one child more or fewer, whom somebody may not know of, is next to never what another's weight hangs on.
    """

    def __init__(self) -> None:
        self._counted = Counted({}, 0.0)
        self._searches = 0

    def begin(self, connection: Connection) -> "Counted":
        """What is known of names, for one search; counted anew after many, for registers grow."""
        self._searches += 1
        if not self._counted.prior or self._searches > _KEPT_FOR or len(self._counted.bits) > _MOST_KEPT:
            # Numbers are hashes, so a slice of them is a fair sample.
            sampled = int(connection.execute(_SAMPLE, {"below": _SLICE}).scalar_one())
            self._counted = Counted({}, float(round(log2(max(sampled * 1024, _SMALLEST)))))
            self._searches = 0
        return self._counted


@dataclass(frozen=True, slots=True)
class Counted:
    """How rare names are, in bits, and how many bits it takes to pick one child of this register."""

    bits: dict[str, float]
    prior: float

    def learn(self, connection: Connection, words: Iterable[str]) -> None:
        """Count what has not been counted yet."""
        fresh = sorted(word for word in words if word not in self.bits)
        for start in range(0, len(fresh), _AT_ONCE):
            some = fresh[start : start + _AT_ONCE]
            parts = (_COUNTED.format(place=place, most=_MOST_COUNTED) for place in range(len(some)))
            limits: dict[str, str] = {}
            for place, word in enumerate(some):
                limits |= {f"low{place}": f"{word} ", f"high{place}": f"{word}!"}
            for place, many in connection.execute(text(" UNION ALL ".join(parts)), limits):
                coarse = 2 * int(log2(max(many, 1)) / 2)  # in bits: of powers of four alone
                self.bits[some[place]] = min(RAREST, self.prior - coarse)

    def rarity(self, word: str) -> float:
        """How many bits a word says."""
        return self.bits.get(word, RAREST)


def likely(connection: Connection, asked: Asked, names: Names, at_least: int = _AT_LEAST) -> Sequence[Found]:
    """Those who come close, the most probable first; those who fit exactly are among them.

    ``at_least`` is how much a child's keys have to say for it to be weighed at all.
    """
    there = _candidates(connection, probes(asked), at_least)
    return weighed(connection, asked, there, names.begin(connection)) if there else ()


def weighed(
    connection: Connection, asked: Asked, there: Sequence[tuple[str, str]], counted: Counted
) -> Sequence[Found]:
    """Those of these children, with their traits packed, who are probable at all; the most probable first."""
    scales = Scales(asked, (packed for _, packed in there))
    counted.learn(connection, scales.known)
    best: dict[str, float] = {}
    # A child into whom another was merged is known by the traits of both.
    for child, packed in there:
        probability = scales.likelihood(packed, counted.prior, counted.rarity)
        if probability >= LEAST and probability > best.get(child, 0.0):
            best[child] = probability
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    return [Found(ChildId(child), exact=False, probability=probability) for child, probability in ranked]


def _candidates(connection: Connection, asked: dict[int, int], at_least: int) -> list[tuple[str, str]]:
    """Those with the most telling keys, and their traits."""
    if not asked:
        return []
    by_said: dict[int, list[int]] = {}
    for key, said in asked.items():
        by_said.setdefault(said, []).append(key)
    parts = " UNION ALL ".join(
        _PART.format(keys=", ".join(map(str, keys)), said=said, most=MOST_OF_A_KEY * len(keys))
        for said, keys in by_said.items()
    )
    statement = _CANDIDATES.format(traits=TRAITS, parts=parts, least=at_least, most=MOST_WEIGHED)
    return [child_of(found) for (found,) in connection.exec_driver_sql(statement).all() if found]


def child_of(found: str) -> tuple[str, str]:
    """A child's id and its traits, packed, as TRAITS finds them."""
    child, _, packed = found.partition("\n")
    return child, packed
