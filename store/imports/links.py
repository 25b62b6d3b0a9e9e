"""Finds children of the register by the numbers that are theirs alone."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from cases.model import Child, ChildId
from cases.ports_import import FRESH, Link
from store import rows
from store.database import Database
from store.tables import children

_BY_NHS_NUMBER = rows.ForIds(
    lambda among: select(children.c.id, children.c.nhs_number.label("number")).where(
        among(children.c.nhs_number)
    )
)
_BY_UPN = rows.ForIds(
    lambda among: select(children.c.id, children.c.upn.label("number")).where(among(children.c.upn))
)


class ExactLinker:
    """Links by NHS number or UPN (cases.ports_import.Linker). What fits two is doubtful."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def link(self, children: Sequence[Child]) -> Sequence[Link]:
        """One answer for each, in order."""
        nhs_numbers = sorted({child.nhs_number for child in children} - {""})
        upns = sorted({child.upn for child in children} - {""})
        if not nhs_numbers and not upns:
            return [FRESH] * len(children)

        def read(connection: Connection) -> list[Link]:
            by_nhs, by_upn = (
                _found(connection, _BY_NHS_NUMBER, nhs_numbers),
                _found(connection, _BY_UPN, upns),
            )
            return [
                _link(by_nhs.get(child.nhs_number, set()) | by_upn.get(child.upn, set()))
                for child in children
            ]

        return await self._database.read(read)


def _found(connection: Connection, statement: rows.ForIds, numbers: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in statement.gather(connection, numbers) if numbers else ():
        found[row.number].add(row.id)
    return found


def _link(found: set[str]) -> Link:
    ids = tuple(ChildId(one) for one in sorted(found))
    return Link(ids[0]) if len(ids) == 1 else Link(doubtful=ids)
