"""Reads the register: who asks, and all that the policy needs about a child."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Select, bindparam, select

from cases.model import ChildFile, ChildId, Colleague, Grant, Identity, PractitionerId, Viewer
from store import agreements, files, rows
from store.database import Database
from store.tables import agencies, grants, practitioners, service_managers, services

# The days of an involvement are those of the place where the work is done.
_LOCAL = ZoneInfo("Europe/London")
# As many children's files as are read in about the time of one hop to another thread.
_FEW = 5

_PRACTITIONERS = (
    select(practitioners, services, agencies, service_managers.c.service_id)
    .join(services, services.c.id == practitioners.c.service_id)
    .join(agencies, agencies.c.id == services.c.agency_id)
    .outerjoin(service_managers, service_managers.c.practitioner_id == practitioners.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_BY_IDENTITY = _PRACTITIONERS.where(
    practitioners.c.tenant_id == bindparam("tenant"),
    practitioners.c.object_id == bindparam("object"),
    practitioners.c.active,
)
_BY_ID = _PRACTITIONERS.where(practitioners.c.id == bindparam("practitioner"))
_GRANT = (
    select(grants).where(grants.c.id == bindparam("grant")).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)


class SqlRegister:
    """The register in a database (cases.ports.Register)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def viewer(self, identity: Identity, now: datetime) -> Viewer | None:  # noqa: ARG002 - the port's
        """The practitioner with this identity and their agency's agreements; None if unknown or left.

        An agreement that cannot be read is left out, and its id logged.
        """
        asked = {"tenant": identity.tenant_id, "object": identity.object_id}

        def viewer(connection: Connection) -> Viewer | None:
            found = _colleague(connection, _BY_IDENTITY, asked)
            if found is None:
                return None
            agency = found.agency.id
            return Viewer(found.practitioner, agency, agreements.of_agency(connection, agency))

        return await self._database.look_up(viewer)

    async def files(
        self, children: Sequence[ChildId], viewer: PractitionerId, now: datetime
    ) -> Sequence[ChildFile]:
        """One file for each known id, in the order asked: today's involvements and open cases, live grants.

        Four statements for up to 500 children. ``by_reference`` is for the caller to set.
        """
        if not children:
            return ()
        asked = list(dict.fromkeys(children))
        today = now.astimezone(_LOCAL).date()
        run = self._database.look_up if len(asked) <= _FEW else self._database.read
        return await run(partial(files.read, children=asked, viewer=viewer, now=now, on=today))

    async def colleague(self, practitioner: PractitionerId) -> Colleague | None:
        """A practitioner with their service and agency, active or not; None if unknown."""
        asked = {"practitioner": practitioner}
        return await self._database.look_up(partial(_colleague, statement=_BY_ID, asked=asked))

    async def grant(self, grant_id: str) -> Grant | None:
        """A grant by its id, live or not."""

        def grant(connection: Connection) -> Grant | None:
            row = connection.execute(_GRANT, {"grant": grant_id}).one_or_none()
            return None if row is None else rows.grant(row)

        return await self._database.look_up(grant)


def _colleague(connection: Connection, statement: Select[Any], asked: Mapping[str, str]) -> Colleague | None:
    found = connection.execute(statement, asked).all()
    if not found:
        return None
    managed = {row.service_managers_service_id for row in found} - {None}
    row = found[0]
    return Colleague(rows.practitioner(row, managed), rows.service(row), rows.agency(row))
