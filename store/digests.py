"""Reads and writes managers' digests; none is made twice, however many replicas make it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, func, or_, select, tuple_

from cases.choices import Choice
from cases.digest import Kind
from cases.digest_facts import Facts
from cases.model import PractitionerId, ServiceId, Viewer
from cases.ports_digests import Manager
from cases.profile import Profile
from cases.records import DigestRow, DigestsMade
from store import digest_facts, rows
from store.choices import choices_of
from store.database import Database
from store.digest_rows import digest_from, put
from store.directory import Snapshot
from store.profiles import profiles_of
from store.tables import choices, digests, practitioners, service_managers
from store.tables.columns import storable

_USUAL = Choice(PractitionerId("")).zone
_MANAGES = practitioners.c.id.in_(select(service_managers.c.practitioner_id))
_TOLD = and_(practitioners.c.active, practitioners.c.tenant_id.is_not(None), _MANAGES)
_ZONES = (
    select(func.coalesce(choices.c.zone, _USUAL))
    .distinct()
    .select_from(practitioners)
    .outerjoin(choices, choices.c.practitioner_id == practitioners.c.id)
    .where(_TOLD)
)
_MANAGERS = (
    select(practitioners.c.id)
    .outerjoin(choices, choices.c.practitioner_id == practitioners.c.id)
    .where(
        _TOLD,
        practitioners.c.id > bindparam("after"),
        or_(choices.c.zone == bindparam("zone"), and_(choices.c.zone.is_(None), bindparam("zone") == _USUAL)),
    )
    .order_by(practitioners.c.id)
    .limit(bindparam("most"))
)
_NEWEST = func.max(digests.c.period)
_LATEST = rows.ForIds(
    lambda among: select(digests).where(
        tuple_(digests.c.practitioner_id, digests.c.kind, digests.c.period).in_(
            select(digests.c.practitioner_id, digests.c.kind, _NEWEST)
            .where(
                among(digests.c.practitioner_id),
                digests.c.kind == bindparam("kind"),
                or_(bindparam("before") == "", digests.c.period < bindparam("before")),
            )
            .group_by(digests.c.practitioner_id, digests.c.kind)
        )
    )
)
_ONE = select(digests).where(
    digests.c.practitioner_id == bindparam("whose"),
    digests.c.kind == bindparam("kind"),
    digests.c.period == bindparam("period"),
)
_THERE = rows.ForIds(
    lambda among: select(digests.c.practitioner_id, digests.c.kind, digests.c.period).where(
        among(digests.c.practitioner_id), digests.c.period.in_(bindparam("periods", expanding=True))
    )
)
# Replicas take turns: else two could find that there is no row yet.
_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(0x7EAD16E5))


class SqlDigests:
    """Digests in a database (cases.ports_digests.Digests)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zones(self) -> Sequence[str]:
        """The time zones that managers are in, in order."""
        return await self._database.read(lambda connection: sorted(connection.scalars(_ZONES)))

    async def managers(self, zone: str, after: str, most: int) -> Sequence[Manager]:
        """At most so many managers in that time zone behind that id, by id."""
        said = {"zone": zone, "after": after, "most": most}

        def found(connection: Connection) -> Sequence[Manager]:
            ids = [PractitionerId(one) for one in connection.scalars(_MANAGERS, said)]
            return _managers(connection, self._database.directory.at(connection), ids) if ids else []

        return await self._database.read(found)

    async def facts(self, services: Collection[ServiceId], today: date, since: datetime) -> Facts:
        """What is known of these services on that day, and what has happened since that moment."""
        return await self._database.read(
            lambda connection: digest_facts.read(
                connection, self._database.directory.at(connection), services, today, since
            )
        )

    async def latest(
        self, whose: Collection[PractitionerId], kind: Kind, before: str = ""
    ) -> Mapping[PractitionerId, DigestRow]:
        """The latest digest of that kind of each of these people; before a period, if one is given."""
        if not whose:
            return {}
        found = await self._database.read(
            lambda connection: _LATEST.gather(connection, sorted(whose), kind=str(kind), before=before)
        )
        return {PractitionerId(row.practitioner_id): digest_from(row) for row in found}

    async def one(self, whose: PractitionerId, kind: Kind, period: str) -> DigestRow | None:
        """A digest that was made."""
        said = {"whose": storable(whose), "kind": str(kind), "period": storable(period)}
        row = await self._database.look_up(lambda connection: connection.execute(_ONE, said).one_or_none())
        return digest_from(row) if row else None


def lock(connection: Connection, _: Sequence[DigestsMade]) -> None:
    """Keep others from making digests until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)


def is_current(connection: Connection, change: DigestsMade) -> bool:
    """Whether none of these has been made."""
    people = sorted({row.practitioner_id for row in change.rows})
    periods = sorted({row.period for row in change.rows})
    there = {tuple(row) for row in _THERE.gather(connection, people, periods=periods)} if people else set()
    return not any((row.practitioner_id, row.kind, row.period) in there for row in change.rows)


def rewrite(connection: Connection, change: DigestsMade) -> None:
    """Write that they are made. Call ``lock`` and ``is_current`` first."""
    put(connection, change.rows)


def _managers(
    connection: Connection, directory: Snapshot, ids: Sequence[PractitionerId]
) -> Sequence[Manager]:
    known = directory.practitioners(connection, ids)
    # Without what is muted: a digest is about no one case.
    said, days = choices_of(connection, ids), profiles_of(connection, ids)
    made = []
    for one in ids:
        who = known[one]
        agency = directory.services[who.service_id].agency_id
        viewer = Viewer(who, agency, directory.agreements(connection, agency))
        made.append(Manager(viewer, said[one], days.get(one) or Profile(one)))
    return made
