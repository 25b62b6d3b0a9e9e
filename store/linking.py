"""Whether a child is in the register already: candidates by key and by number, then the rules' verdict."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from cases.linking import Candidate, Doubtful, Linked, Verdict, asked_of, link
from cases.matching import CLOSE
from cases.matching.nicknames import Forms
from cases.model import Child, ChildId
from cases.ports_import import FRESH, Link
from store import files, merged, rows
from store.database import Database
from store.likely import Names, likely
from store.tables import children

_ANY = select(children.c.id).limit(1)
_THESE = rows.ForIds(lambda among: files.CHILDREN.where(among(children.c.id)))
_BY_NHS_NUMBER = rows.ForIds(lambda among: select(children.c.id).where(among(children.c.nhs_number)))
_BY_UPN = rows.ForIds(lambda among: select(children.c.id).where(among(children.c.upn)))

AT_LEAST = 8
"""A whole record says much: one of the register that says no more than a name and a year is not weighed."""


class RegisterLinker:
    """Links the children of an agency's file to the register (cases.ports_import.Linker)."""

    def __init__(self, database: Database, forms: Forms | None = None) -> None:
        self._database = database
        self._linking = Linking(forms)

    async def link(self, children: Sequence[Child]) -> Sequence[Link]:
        """One answer for each, in order."""
        return await self._database.read(
            lambda connection: (
                [_as_link(self._linking.verdict(connection, child)) for child in children]
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

    def verdict(self, connection: Connection, child: Child, but: Collection[ChildId] = ()) -> Verdict:
        """Who of the register this child is. ``but`` are children that it is not."""
        return link(child, self.candidates(connection, child, but), self._forms)

    def candidates(
        self, connection: Connection, child: Child, but: Collection[ChildId] = ()
    ) -> list[Candidate]:
        """Those who may be this child, each as it is now, and how probably."""
        found: dict[ChildId, float] = {}
        for asked in asked_of(child, self._forms):
            for one in likely(connection, asked, self._names, AT_LEAST):
                if one.probability >= CLOSE:
                    found[one.child_id] = max(one.probability, found.get(one.child_id, 0.0))
        for numbered in self._numbered(connection, child):
            found.setdefault(numbered, 1.0)
        kept = [one for one in found if one not in but]
        known = files.children_from(_THESE.gather(connection, kept)) if kept else ()
        return [Candidate(one, found[one.id]) for one in known]

    def _numbered(self, connection: Connection, child: Child) -> list[ChildId]:
        numbers = ((_BY_NHS_NUMBER, child.nhs_number), (_BY_UPN, child.upn))
        ids = [
            ChildId(row.id)
            for statement, number in numbers
            if number
            for row in statement.gather(connection, [number])
        ]
        return merged.resolved(connection, ids) if ids else []
