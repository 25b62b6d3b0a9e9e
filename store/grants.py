"""Reads grants, and ends them: the grant stays as it was given, and beside it stands who ended it and why."""

from collections.abc import Sequence

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, bindparam, select

from cases.model import Grant
from cases.records import GrantEnd
from store import rows
from store.tables import grant_endings, grants

_ALL = (
    select(grants, grant_endings)
    .outerjoin(grant_endings, grant_endings.c.grant_id == grants.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_ONE = _ALL.where(grants.c.id == bindparam("grant"))
# A look for a whole family gives one grant for each child, all at one moment and for one reason.
_SAME_LOOK = _ALL.where(
    grants.c.practitioner_id == bindparam("whose"),
    grants.c.given_at == bindparam("at"),
    grants.c.purpose == bindparam("purpose"),
    grants.c.words == bindparam("words"),
).order_by(grants.c.id)
_LOCK = (
    select(grants.c.id)
    .where(grants.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(grants.c.id)
    .with_for_update(key_share=True)
)


def one(connection: Connection, grant_id: str) -> Grant | None:
    """A grant by its id, live or not."""
    row = connection.execute(_ONE, {"grant": grant_id}).one_or_none()
    return None if row is None else rows.grant(row)


def same_look(connection: Connection, grant_id: str) -> Sequence[Grant]:
    """All grants that were given by the look which gave this one, itself too, by id; empty if unknown."""
    first = one(connection, grant_id)
    if first is None:
        return ()
    asked = {
        "whose": first.practitioner_id,
        "at": first.given_at,
        "purpose": first.reason.purpose,
        "words": first.reason.words,
    }
    return tuple(map(rows.grant, connection.execute(_SAME_LOOK, asked)))


def lock(connection: Connection, ends: Sequence[GrantEnd]) -> None:
    """Keep others from ending these grants until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.grant_id for change in ends})}).all()


def is_current(connection: Connection, change: GrantEnd) -> bool:
    """Whether the grant is there and nobody has ended it."""
    grant = one(connection, change.grant_id)
    return grant is not None and grant.ending is None


def end(connection: Connection, change: GrantEnd) -> None:
    """Write who ended the grant, when and why. Call ``lock`` and ``is_current`` first."""
    ending = change.ending
    values = {
        "grant_id": change.grant_id,
        "at": ending.at,
        "by_id": ending.by,
        "words": ending.words,
        "told": ending.told,
    }
    connection.execute(grant_endings.insert(), values)
