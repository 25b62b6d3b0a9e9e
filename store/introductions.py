"""Requests to be put in touch: read for those whom they concern, and moved on if nothing came first."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, Select, bindparam, select, update

from cases.introduction import OPEN, Approach, Introduction, Stage
from cases.model import (
    ChildId,
    InvolvementId,
    PractitionerId,
    Purpose,
    Reason,
    ServiceId,
)
from cases.records import IntroductionRewrite
from store import rows
from store.database import Database
from store.tables import introduction_approaches, introductions, practitioners, service_managers

_WHOLE = (
    select(introductions, introduction_approaches)
    .join(introduction_approaches, introduction_approaches.c.introduction_id == introductions.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_ONE = _WHOLE.where(introductions.c.id == bindparam("introduction"))
_OF = _WHOLE.where(introductions.c.asker_id == bindparam("asker"))
_AWAITED = _WHOLE.where(
    introductions.c.id.in_(
        select(introduction_approaches.c.introduction_id).where(
            introduction_approaches.c.stage.in_(sorted(OPEN))
        )
    )
)
_OPEN_FOR = _OF.where(
    introductions.c.child_id == bindparam("child"), introduction_approaches.c.stage.in_(sorted(OPEN))
)
_BROKERS = (
    select(practitioners.c.id)
    .where(practitioners.c.broker.is_(True), practitioners.c.active.is_(True))
    .order_by(practitioners.c.id)
)
_MANAGERS = (
    select(practitioners.c.id)
    .join(service_managers, service_managers.c.practitioner_id == practitioners.c.id)
    .where(
        service_managers.c.service_id.in_(bindparam("services", expanding=True)),
        practitioners.c.active.is_(True),
    )
    .order_by(practitioners.c.id)
    .distinct()
)
# Whatever becomes of one asker's requests, replicas take turns: else two presses make two requests.
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)
_MOVE = update(introduction_approaches).where(
    introduction_approaches.c.introduction_id == bindparam("introduction"),
    introduction_approaches.c.involvement_id == bindparam("involvement"),
)


class SqlIntroductions:
    """Requests in a database (cases.ports_introductions.Introductions)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def one(self, introduction: str) -> Introduction | None:
        """A request by its id."""
        found = await self._database.look_up(
            lambda connection: _read(connection, _ONE, introduction=introduction)
        )
        return found[0] if found else None

    async def of(self, asker: PractitionerId) -> Sequence[Introduction]:
        """All that somebody asked for, the newest first."""
        return (await self._database.read(lambda connection: _read(connection, _OF, asker=asker)))[::-1]

    async def awaited(self) -> Sequence[Introduction]:
        """All in which an answer is awaited from anybody, those that have waited longest first."""
        return await self._database.read(lambda connection: _read(connection, _AWAITED))

    async def brokers(self) -> Sequence[PractitionerId]:
        """The active brokers, in order."""
        return await self._database.read(
            lambda connection: [PractitionerId(one) for one in connection.scalars(_BROKERS)]
        )

    async def managers(self, services: Collection[ServiceId]) -> Sequence[PractitionerId]:
        """The active managers of any of these services, in order."""
        asked = {"services": sorted(services)}
        return await self._database.read(
            lambda connection: [PractitionerId(one) for one in connection.scalars(_MANAGERS, asked)]
        )


def lock(connection: Connection, rewrites: Sequence[IntroductionRewrite]) -> None:
    """Keep others from changing these askers' requests until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({rewrite.after.asker_id for rewrite in rewrites})}).all()


def is_current(connection: Connection, rewrite: IntroductionRewrite) -> bool:
    """Whether the request is still as it was; of a new one, whether none is open for that child."""
    if rewrite.before is not None:
        return _read(connection, _ONE, introduction=rewrite.before.id) == [rewrite.before]
    after = rewrite.after
    return not _read(connection, _OPEN_FOR, asker=after.asker_id, child=after.child_id)


def rewrite(connection: Connection, change: IntroductionRewrite) -> None:
    """Write a new request, or how it has moved. Call ``lock`` and ``is_current`` first."""
    after = change.after
    if change.before is None:
        connection.execute(introductions.insert(), _request(after))
        keys = {"introduction_id": after.id}
        made = [
            {**keys, "involvement_id": one.involvement_id, **_whose(one), **_standing(one)}
            for one in after.approaches
        ]
        connection.execute(introduction_approaches.insert(), made)
        return
    for one in set(after.approaches) - set(change.before.approaches):
        named = {"introduction": after.id, "involvement": one.involvement_id}
        connection.execute(_MOVE.values(**_standing(one)), named)


def _read(connection: Connection, statement: Select[Any], **asked: str) -> list[Introduction]:
    found = connection.execute(statement, asked)
    made = [_introduction(group) for group in rows.grouped(found, "introductions_id")]
    return sorted(made, key=lambda one: (one.asked_at, one.id))


def _introduction(group: Sequence[Row[Any]]) -> Introduction:
    row = group[0]
    approaches = sorted(map(_approach, group), key=lambda one: one.involvement_id)
    return Introduction(
        id=row.introductions_id,
        asker_id=PractitionerId(row.introductions_asker_id),
        child_id=ChildId(row.introductions_child_id),
        reason=Reason(Purpose(row.introductions_purpose), row.introductions_words),
        asked_at=row.introductions_asked_at,
        approaches=tuple(approaches),
    )


def _approach(row: Row[Any]) -> Approach:
    by = row.introduction_approaches_by_id
    return Approach(
        involvement_id=InvolvementId(row.introduction_approaches_involvement_id),
        practitioner_id=PractitionerId(row.introduction_approaches_practitioner_id),
        service_id=ServiceId(row.introduction_approaches_service_id),
        stage=Stage(row.introduction_approaches_stage),
        since=row.introduction_approaches_since,
        by=None if by is None else PractitionerId(by),
        why=row.introduction_approaches_why,
        shared=row.introduction_approaches_shared,
        reminded_at=row.introduction_approaches_reminded_at,
    )


def _request(one: Introduction) -> dict[str, Any]:
    return {
        "id": one.id,
        "asker_id": one.asker_id,
        "child_id": one.child_id,
        "purpose": one.reason.purpose,
        "words": one.reason.words,
        "asked_at": one.asked_at,
    }


def _whose(one: Approach) -> dict[str, Any]:
    return {"practitioner_id": one.practitioner_id, "service_id": one.service_id}


def _standing(one: Approach) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "since": one.since,
        "by_id": one.by,
        "why": one.why,
        "shared": one.shared,
        "reminded_at": one.reminded_at,
    }
