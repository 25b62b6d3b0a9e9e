"""Reads and rewrites how practitioners want to hear of updates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from cases.choices import Choice, Pace
from cases.model import CaseId, PractitionerId
from cases.records import ChoiceRewrite
from store.database import Database
from store.rows import ForIds
from store.tables import case_mutes, choices, practitioners
from store.tables.columns import storable
from store.upsert import insert

CHOICES = select(choices)
_OF = CHOICES.where(choices.c.practitioner_id == bindparam("whose"))
_OF_MANY = ForIds(lambda among: CHOICES.where(among(choices.c.practitioner_id)))
_MUTED = select(case_mutes.c.case_id).where(case_mutes.c.practitioner_id == bindparam("whose"))
# The practitioner's row: there may be no choice yet.
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)


class SqlChoices:
    """Choices in a database (cases.ports_updates.Choices)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, practitioner: PractitionerId) -> Choice:
        """Their choice; the usual one if they have made none."""
        known = PractitionerId(storable(practitioner))
        found = await self._database.look_up(lambda connection: _of(connection, known))
        return replace(found, practitioner_id=practitioner)

    async def made(self, practitioner: PractitionerId) -> Choice | None:
        """Their choice of how often and when; None if they have made none, whatever they have muted."""
        known = PractitionerId(storable(practitioner))
        return await self._database.look_up(lambda connection: _made(connection, known))


def lock(connection: Connection, rewrites: Sequence[ChoiceRewrite]) -> None:
    """Keep others from changing these choices until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.before.id for change in rewrites})}).all()


def is_current(connection: Connection, change: ChoiceRewrite) -> bool:
    """Whether the choice is still as it was when the change was decided."""
    return _of(connection, change.before.id) == change.before


def rewrite(connection: Connection, change: ChoiceRewrite) -> None:
    """Write the choice. Call ``lock`` and ``is_current`` first."""
    after, dialect = change.after, connection.dialect.name
    if not change.muting:
        row = _row(after)
        new = {name: value for name, value in row.items() if name != "practitioner_id"}
        made = insert(dialect, choices).values(row)
        connection.execute(made.on_conflict_do_update(index_elements=["practitioner_id"], set_=new))
    mine = case_mutes.c.practitioner_id == after.id
    connection.execute(delete(case_mutes).where(mine, case_mutes.c.case_id.not_in(sorted(after.muted))))
    if fresh := sorted(after.muted - change.before.muted):
        rows = [{"practitioner_id": after.id, "case_id": case} for case in fresh]
        connection.execute(insert(dialect, case_mutes).on_conflict_do_nothing(), rows)


def _row(choice: Choice) -> dict[str, Any]:
    return {
        "practitioner_id": choice.id,
        "pace": str(choice.pace),
        "every": choice.every,
        "daily_at": choice.daily_at,
        "quiet_from": choice.quiet_from,
        "quiet_to": choice.quiet_to,
        "zone": choice.zone,
        "budget": choice.budget,
    }


def _of(connection: Connection, whose: PractitionerId) -> Choice:
    return _made(connection, whose) or Choice(whose, muted=_muted(connection, whose))


def _muted(connection: Connection, whose: PractitionerId) -> frozenset[CaseId]:
    return frozenset(CaseId(one) for one in connection.scalars(_MUTED, {"whose": whose}))


def _made(connection: Connection, whose: PractitionerId) -> Choice | None:
    row = connection.execute(_OF, {"whose": whose}).one_or_none()
    return None if row is None else choice_from(whose, row, _muted(connection, whose))


def choices_of(connection: Connection, whose: Sequence[PractitionerId]) -> Mapping[PractitionerId, Choice]:
    """The choice of each of them, the usual one where they made none; without what they have muted."""
    made = {row.practitioner_id: row for row in _OF_MANY.gather(connection, whose)}
    return {one: choice_from(one, made.get(one)) for one in whose}


def choice_from(
    whose: PractitionerId, row: Row[Any] | None, muted: frozenset[CaseId] = frozenset()
) -> Choice:
    """A choice as the table has it; the usual one without a row."""
    if row is None:
        return Choice(whose, muted=muted)
    return Choice(
        practitioner_id=whose,
        pace=Pace(row.pace),
        every=row.every,
        daily_at=row.daily_at,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        zone=row.zone,
        budget=row.budget,
        muted=muted,
    )
