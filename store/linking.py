"""Whether children are in the register already: candidates by key and by number, then the rules' verdict."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from cases.linking import Candidate, Doubtful, Linked, Verdict, asked_of, link
from cases.matching import CLOSE, Asked, probes
from cases.matching.nicknames import Forms
from cases.matching.scales import Scales
from cases.model import Child, ChildId
from cases.ports_import import FRESH, Link
from store import files, merged, rows
from store.database import Database
from store.likely import TRAITS, Names, child_of
from store.tables import children

PAGE = 200
"""Children who are looked for at once, however many there are."""

SELECTIVE = 250
"""A key that more children share says nothing of who is whom, and is left out."""

AT_LEAST = 8
"""A whole record says much: one of the register that says no more than a name and a year is not weighed."""

_ANY = select(children.c.id).limit(1)
_THESE = rows.ForIds(lambda among: files.CHILDREN.where(among(children.c.id)))
_BY_NUMBER = {
    "nhs_number": rows.ForIds(
        lambda among: select(children.c.id, children.c.nhs_number.label("number")).where(
            among(children.c.nhs_number)
        )
    ),
    "upn": rows.ForIds(
        lambda among: select(children.c.id, children.c.upn.label("number")).where(among(children.c.upn))
    ),
}
# A CROSS JOIN, so that SQLite begins with what is asked for.
_SHARED = (
    "WITH asked(who, key, said) AS (VALUES {asked})"
    " SELECT who, {traits} FROM"
    " (SELECT who, number FROM asked CROSS JOIN child_keys WHERE child_keys.key = asked.key AND"
    " (SELECT 1 FROM child_keys AS c WHERE c.key = asked.key LIMIT 1 OFFSET {most}) IS NULL"
    " GROUP BY who, number HAVING sum(said) >= {least}) AS best"
)


class RegisterLinker:
    """Links the children of an agency's file to the register (cases.ports_import.Linker)."""

    def __init__(self, database: Database, forms: Forms | None = None) -> None:
        self._database = database
        self._linking = Linking(forms)

    async def link(self, children: Sequence[Child]) -> Sequence[Link]:
        """One answer for each, in order."""
        return await self._database.read(
            lambda connection: (
                [_as_link(verdict) for verdict in self._linking.verdicts(connection, children)]
                if connection.execute(_ANY).first()
                else [FRESH] * len(children)
            )
        )


def _as_link(verdict: Verdict) -> Link:
    match verdict:
        case Linked(child_id):
            return Link(child_id)
        case Doubtful(child_ids):
            return Link(doubtful=child_ids)
    return FRESH


class Linking:
    """Links children to a register: keeps what it has learnt of how rare its names are."""

    def __init__(self, forms: Forms | None = None) -> None:
        self._forms = forms or Forms()
        self._names = Names()

    def verdicts(self, connection: Connection, asked: Sequence[Child]) -> Iterator[Verdict]:
        """Who of the register each of these children is."""
        for start in range(0, len(asked), PAGE):
            page = asked[start : start + PAGE]
            for child, found in zip(page, self.candidates(connection, page), strict=True):
                yield link(child, found, self._forms)

    def candidates(
        self, connection: Connection, page: Sequence[Child], *, later: bool = False
    ) -> list[list[Candidate]]:
        """For each of a page of children those who may be it, as they are now, and how probably.

        ``later`` asks for those with higher ids alone: of children of the register each pair is found once.
        """
        found = self._close(connection, page, later=later)
        for child, probable, numbered in zip(page, found, _numbered(connection, page), strict=True):
            for one in numbered:
                if not later or one > child.id:
                    probable.setdefault(one, 1.0)
        ids = sorted({one for probable in found for one in probable})
        known = {one.id: one for one in files.children_from(_THESE.gather(connection, ids))} if ids else {}
        return [
            [Candidate(known[one], probable[one]) for one in sorted(probable) if one in known]
            for probable in found
        ]

    def _close(
        self, connection: Connection, page: Sequence[Child], *, later: bool
    ) -> list[dict[ChildId, float]]:
        """Who comes close to each of them: all are looked for in one statement."""
        found = [dict[ChildId, float]() for _ in page]
        asked = [(place, one) for place, child in enumerate(page) for one in asked_of(child, self._forms)]
        shared = _shared(connection, [one for _, one in asked])
        if not shared:
            return found
        there = {
            who: [one for one in those if not later or one[0] > page[asked[who][0]].id]
            for who, those in shared.items()
        }
        scales = {who: Scales(asked[who][1], (packed for _, packed in those)) for who, those in there.items()}
        counted = self._names.begin(connection)
        counted.learn(connection, set[str]().union(*(one.known for one in scales.values())))
        for who, those in there.items():
            probable = found[asked[who][0]]
            for child, packed in those:
                probability = scales[who].likelihood(packed, counted.prior, counted.rarity)
                if probability >= CLOSE:
                    probable[ChildId(child)] = max(probability, probable.get(ChildId(child), 0.0))
        return found


def _shared(connection: Connection, asked: Iterable[Asked]) -> Mapping[int, list[tuple[str, str]]]:
    """Who shares enough with each of these, by its place; traits packed."""
    values = ", ".join(
        f"({who}, {key}, {said})" for who, one in enumerate(asked) for key, said in probes(one).items()
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if values:
        statement = _SHARED.format(asked=values, traits=TRAITS, most=SELECTIVE, least=AT_LEAST)
        for who, text in connection.exec_driver_sql(statement).all():
            if text:
                found[who].append(child_of(text))
    return found


def _numbered(connection: Connection, page: Sequence[Child]) -> list[set[ChildId]]:
    """Who has the number of each of them, as they are now."""
    having: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, statement in _BY_NUMBER.items():
        if numbers := sorted({getattr(child, kind) for child in page} - {""}):
            for row in statement.gather(connection, numbers):
                having[kind, row.number].add(row.id)
    moved = merged.pointers(connection, sorted(set().union(*having.values()))) if having else {}
    return [
        {
            moved.get(one, ChildId(one))
            for kind in _BY_NUMBER
            for one in having.get((kind, getattr(child, kind)), ())
        }
        for child in page
    ]
