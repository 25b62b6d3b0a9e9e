"""What people asked of shielded children's records, and the reviews of overrides: only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, bindparam, select

from cases.model import (
    Approach,
    ApproachKind,
    ChildId,
    Colleague,
    PractitionerId,
    Purpose,
    Reason,
    Review,
    Verdict,
)
from cases.records import NewApproach, NewReview
from store.database import Database
from store.tables import approach_reviews, approaches, practitioners

_ALL = (
    select(approaches, approach_reviews)
    .outerjoin(approach_reviews, approach_reviews.c.approach_id == approaches.c.id)
    .order_by(approaches.c.at, approaches.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_ONE = _ALL.where(approaches.c.id == bindparam("approach", type_=approaches.c.id.type))
_OF = _ALL.where(
    approaches.c.practitioner_id == bindparam("whose"),
    approaches.c.at >= bindparam("since", type_=approaches.c.at.type),
)
_UNREVIEWED = _ALL.where(approaches.c.kind != ApproachKind.CONTACT, approach_reviews.c.by_id.is_(None))
_GOVERNANCE = (
    select(practitioners.c.id)
    .where(practitioners.c.governance_lead.is_(True), practitioners.c.active.is_(True))
    .order_by(practitioners.c.id)
)
_LOCK_PEOPLE = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)
_LOCK = (
    select(approaches.c.id)
    .where(approaches.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(approaches.c.id)
    .with_for_update(key_share=True)
)


class SqlApproaches:
    """Approaches in a database (cases.ports_override.Approaches)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def approach(self, approach_id: str) -> Approach | None:
        """One of them, with its review if there is one; None if unknown."""
        return await self._database.look_up(lambda connection: _one(connection, approach_id))

    async def of(self, practitioner: PractitionerId, since: datetime) -> Sequence[Approach]:
        """Those of one person from a moment on, in order of time."""
        return await self._database.look_up(lambda connection: _of(connection, practitioner, since))

    async def unreviewed(self) -> Sequence[Approach]:
        """The overrides, refused ones too, that nobody has reviewed; the oldest first."""
        return await self._database.read(
            lambda connection: tuple(map(_approach, connection.execute(_UNREVIEWED)))
        )

    async def governance_leads(self) -> Sequence[Colleague]:
        """The active governance leads of all agencies, by id."""

        def governance_leads(connection: Connection) -> Sequence[Colleague]:
            directory = self._directory.at(connection)
            ids = list(connection.scalars(_GOVERNANCE))
            known = directory.practitioners(connection, ids)
            return [directory.colleague(known[one]) for one in ids]

        return await self._database.look_up(governance_leads)


def lock(connection: Connection, changes: Sequence[NewApproach]) -> None:
    """Keep these people from making two approaches at once until the transaction ends."""
    ids = sorted({change.approach.practitioner_id for change in changes})
    connection.execute(_LOCK_PEOPLE, {"ids": ids}).all()


def is_current(connection: Connection, change: NewApproach) -> bool:
    """Whether this person's approaches are those that the decision knew of, and none has this id."""
    mine = _of(connection, change.approach.practitioner_id, change.since)
    return {one.id for one in mine} == change.before and _one(connection, change.approach.id) is None


def add(connection: Connection, change: NewApproach) -> None:
    """Write the approach. Call ``lock`` and ``is_current`` first."""
    one = change.approach
    values = {
        "id": one.id,
        "kind": one.kind,
        "practitioner_id": one.practitioner_id,
        "child_id": one.child_id,
        "purpose": one.reason.purpose,
        "words": one.reason.words,
        "at": one.at,
        "seen": one.seen,
    }
    connection.execute(approaches.insert(), values)


def lock_reviews(connection: Connection, changes: Sequence[NewReview]) -> None:
    """Keep others from reviewing these overrides until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.approach_id for change in changes})}).all()


def is_unreviewed(connection: Connection, change: NewReview) -> bool:
    """Whether nobody has reviewed it."""
    one = _one(connection, change.approach_id)
    return one is not None and one.review is None


def review(connection: Connection, change: NewReview) -> None:
    """Write the review. Call ``lock_reviews`` and ``is_unreviewed`` first."""
    mine = change.review
    values = {
        "approach_id": change.approach_id,
        "by_id": mine.by,
        "at": mine.at,
        "verdict": mine.verdict,
        "words": mine.words,
    }
    connection.execute(approach_reviews.insert(), values)


def _one(connection: Connection, approach_id: str) -> Approach | None:
    row = connection.execute(_ONE, {"approach": approach_id}).one_or_none()
    return None if row is None else _approach(row)


def _of(connection: Connection, whose: PractitionerId, since: datetime) -> Sequence[Approach]:
    return tuple(map(_approach, connection.execute(_OF, {"whose": whose, "since": since})))


def _approach(row: Row[Any]) -> Approach:
    by = row.approach_reviews_by_id
    verdict, words = row.approach_reviews_verdict, row.approach_reviews_words
    return Approach(
        id=row.approaches_id,
        kind=ApproachKind(row.approaches_kind),
        practitioner_id=PractitionerId(row.approaches_practitioner_id),
        child_id=ChildId(row.approaches_child_id),
        reason=Reason(Purpose(row.approaches_purpose), row.approaches_words),
        at=row.approaches_at,
        seen=row.approaches_seen,
        review=None
        if by is None
        else Review(PractitionerId(by), row.approach_reviews_at, Verdict(verdict), words),
    )
