"""Writes who was asked what is due, and who has left or is back; never twice, whoever else does so."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from cases.model import AgencyId
from cases.records import Asked, Departure
from store.database import Database
from store.tables import agencies, confirm_prompts, practitioners
from store.upsert import insert

# One lock for both kinds: a practitioner's own row, whether or not there is a row about them yet.
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)
_ASKED = select(confirm_prompts.c.asked_on).where(confirm_prompts.c.practitioner_id == bindparam("whose"))
_STANDING = select(practitioners.c.active, practitioners.c.left_by_directory).where(
    practitioners.c.id == bindparam("whose")
)
_UPDATE = update(practitioners).where(practitioners.c.id == bindparam("whose"))


def lock(connection: Connection, rewrites: Sequence[Asked | Departure]) -> None:
    """Keep others from asking them, and from saying where they are, until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({rewrite.practitioner_id for rewrite in rewrites})}).all()


def is_asked_as_known(connection: Connection, rewrite: Asked) -> bool:
    """Whether they were last asked when it was thought."""
    last = connection.scalar(_ASKED, {"whose": rewrite.practitioner_id})
    return last == rewrite.before


def ask(connection: Connection, change: Asked) -> None:
    """Write that they are asked."""
    statement = insert(connection.dialect.name, confirm_prompts)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[confirm_prompts.c.practitioner_id], set_={"asked_on": change.on}
        ),
        {"practitioner_id": change.practitioner_id, "asked_on": change.on},
    )


def is_elsewhere(connection: Connection, rewrite: Departure) -> bool:
    """Whether they are known, and are not already where the change would have them."""
    found = connection.execute(_STANDING, {"whose": rewrite.practitioner_id}).first()
    if found is None:
        return False
    if rewrite.by_directory:
        return bool(found.left_by_directory if rewrite.active else found.active)
    return bool(found.active is not rewrite.active or (not rewrite.active and found.left_by_directory))


def move(connection: Connection, change: Departure) -> None:
    """Write that they have left, or are back."""
    # Whoever had left by the directory's word left then, and not now that a person says so too.
    left_on = None if change.active else func.coalesce(practitioners.c.left_on, change.on)
    by_directory = change.by_directory and not change.active
    connection.execute(
        _UPDATE.values(active=change.active, left_on=left_on, left_by_directory=by_directory),
        {"whose": change.practitioner_id},
    )


async def confirm_after(database: Database, agency: AgencyId, days: int) -> bool:
    """Set after how many days an agency's involvements are unconfirmed. False if there is no such agency."""
    statement = update(agencies).where(agencies.c.id == agency).values(confirm_after_days=days)
    return bool(await database.write(lambda connection: connection.execute(statement).rowcount))
