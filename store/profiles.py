"""Reads and rewrites what practitioners say of themselves; nobody's change is ever written over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, bindparam, or_, select

from cases.model import ChildId, PractitionerId
from cases.profile import WEEK, Profile
from cases.records import ProfileRewrite
from store import rows
from store.database import Database
from store.tables import involvements, practitioners, profiles
from store.tables.columns import storable
from store.upsert import insert

PROFILES = select(profiles).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
_OF = PROFILES.where(profiles.c.practitioner_id == bindparam("whose"))
_OF_MANY = rows.ForIds(lambda among: PROFILES.where(among(profiles.c.practitioner_id)))
_WORKS_WITH = (
    select(involvements.c.child_id)
    .distinct()
    .where(
        involvements.c.practitioner_id == bindparam("whose"),
        involvements.c.since <= bindparam("on"),
        or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("on")),
    )
    .order_by(involvements.c.child_id)
)
# The practitioner's row and not the profile's, for there may be no profile yet.
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)


class SqlProfiles:
    """Profiles in a database (cases.ports_profiles.Profiles)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, practitioner: PractitionerId) -> Profile:
        """Their profile; an empty one if they have said nothing, or nobody has that id."""
        known = PractitionerId(storable(practitioner))
        found = await self._database.look_up(lambda connection: _of(connection, known))
        return replace(found, practitioner_id=practitioner)

    async def works_with(self, practitioner: PractitionerId, on: date) -> Sequence[ChildId]:
        """The children with whom they have an involvement on that day, by id, once each."""
        asked = {"whose": storable(practitioner), "on": on}
        return await self._database.look_up(
            lambda connection: [ChildId(one) for one in connection.scalars(_WORKS_WITH, asked)]
        )


def lock(connection: Connection, rewrites: Sequence[ProfileRewrite]) -> None:
    """Keep others from changing these profiles until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.before.id for change in rewrites})}).all()


def is_current(connection: Connection, change: ProfileRewrite) -> bool:
    """Whether the profile is still as it was when the change was decided."""
    return _of(connection, change.before.id) == change.before


def rewrite(connection: Connection, change: ProfileRewrite) -> None:
    """Write the profile. Call ``lock`` and ``is_current`` first."""
    row = profile_row(change.after)
    made = insert(connection.dialect.name, profiles).values(row)
    new = {name: value for name, value in row.items() if name != "practitioner_id"}
    connection.execute(made.on_conflict_do_update(index_elements=["practitioner_id"], set_=new))


def profile_row(profile: Profile) -> dict[str, Any]:
    """A profile as the table has it."""
    absence = profile.absence
    return {
        "practitioner_id": profile.practitioner_id,
        "working_days": ",".join(day for day in WEEK if day in profile.working_days),
        "languages": list(profile.languages),
        "away_from": absence.since if absence else None,
        "away_until": absence.until if absence else None,
    }


def profiles_of(connection: Connection, whose: Sequence[PractitionerId]) -> Mapping[PractitionerId, Profile]:
    """The profiles of those of these people who have said anything."""
    return {one.practitioner_id: one for one in map(rows.profile, _OF_MANY.gather(connection, whose))}


def _of(connection: Connection, practitioner: PractitionerId) -> Profile:
    row = connection.execute(_OF, {"whose": practitioner}).one_or_none()
    return Profile(practitioner) if row is None else rows.profile(row)
