"""Reads the register: who asks, and all that the policy needs about a child."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from cases.local import local_day
from cases.model import (
    ChildFile,
    ChildId,
    Colleague,
    Grant,
    Identity,
    Involvement,
    PractitionerId,
    Relatives,
    Viewer,
)
from cases.names import normalise
from cases.records import Event
from store import files, grants, involvements, merged, relatives
from store.database import Database
from store.tables import practitioner_name_keys
from store.tables.columns import storable

# As many children's files as are read in about the time of one hop to another thread.
_FEW = 5

_CALLED = select(practitioner_name_keys.c.practitioner_id).where(
    practitioner_name_keys.c.key == bindparam("key")
)


class SqlRegister:
    """The register in a database (cases.ports.Register)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def viewer(self, identity: Identity, now: datetime) -> Viewer | None:  # noqa: ARG002 - the port's
        """The practitioner with this identity and their agency's agreements; None if unknown or left.

        An agreement that cannot be read is left out, and its id logged.
        """

        def viewer(connection: Connection) -> Viewer | None:
            directory = self._directory.at(connection)
            found = directory.with_identity(connection, identity)
            if found is None or not found.active:
                return None
            agency = directory.services[found.service_id].agency_id
            return Viewer(found, agency, directory.agreements(connection, agency))

        return await self._database.look_up(viewer)

    async def files(
        self, children: Sequence[ChildId], viewer: PractitionerId, now: datetime
    ) -> Sequence[ChildFile]:
        """One file for each known id, in the order asked: today's involvements and open cases, live grants.

        Four statements for up to 500 children, and one for practitioners not met before. ``by_reference`` is
        for the caller to set.
        """
        if not children:
            return ()
        asked = list(dict.fromkeys(children))
        today = local_day(now)
        run = self._database.look_up if len(asked) <= _FEW else self._database.read

        def read(connection: Connection) -> Sequence[ChildFile]:
            return files.read(connection, self._directory.at(connection), asked, viewer, now, today)

        return await run(read)

    async def colleague(self, practitioner: PractitionerId) -> Colleague | None:
        """A practitioner with their service and agency, active or not; None if unknown."""

        def colleague(connection: Connection) -> Colleague | None:
            directory, asked = self._directory.at(connection), storable(practitioner)
            found = directory.practitioners(connection, [asked]).get(asked)
            return None if found is None else directory.colleague(found)

        return await self._database.look_up(colleague)

    async def grant(self, grant_id: str) -> Grant | None:
        """A grant by its id, live or not."""
        return await self._database.look_up(lambda connection: grants.one(connection, grant_id))

    async def same_look(self, grant_id: str) -> Sequence[Grant]:
        """All grants that were given by the look which gave this one, itself too, by id; empty if unknown."""
        return await self._database.look_up(lambda connection: grants.same_look(connection, grant_id))

    async def relatives(self, children: Sequence[ChildId]) -> Relatives:
        """Who is around these children, hidden ones too, in no meaningful order; empty for unknown ids.

        Four statements for up to 500 children.
        """
        if not children:
            return Relatives()
        asked = list(dict.fromkeys(children))
        run = self._database.look_up if len(asked) <= _FEW else self._database.read
        return await run(lambda connection: relatives.read(connection, merged.resolved(connection, asked)))

    async def held(self, practitioner: PractitionerId, children: Sequence[ChildId]) -> Sequence[Involvement]:
        """All of a practitioner's involvements with these children, past and future ones too, by id."""
        asked = list(dict.fromkeys(children))
        run = self._database.look_up if len(asked) <= _FEW else self._database.read
        if not asked:
            return ()
        return await run(
            lambda connection: involvements.held(connection, practitioner, merged.resolved(connection, asked))
        )

    async def colleagues(self, name: str) -> Sequence[Colleague]:
        """The active practitioners who are called so in full, by id."""

        def colleagues(connection: Connection) -> Sequence[Colleague]:
            directory = self._directory.at(connection)
            ids = sorted(connection.scalars(_CALLED, {"key": normalise(name)}))
            known = directory.practitioners(connection, ids)
            return [directory.colleague(known[one]) for one in ids if known[one].active]

        return await self._database.look_up(colleagues)

    async def event(self, event_id: str) -> Event | None:
        """What happened to an involvement, by the event's id."""
        return await self._database.look_up(lambda connection: involvements.event(connection, event_id))
