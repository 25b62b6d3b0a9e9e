"""Where people are reached: their personal chat with the bot."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select, update

from cases.model import ConversationId, Identity, PractitionerId
from cases.ports_delivery import DeliveryState, PersonalChat
from store.database import Database
from store.tables import conversation_references, notices, practitioners
from store.upsert import insert

_KEY = (conversation_references.c.tenant_id, conversation_references.c.object_id)
_THEIRS = select(conversation_references).where(
    conversation_references.c.tenant_id == bindparam("tenant_id"),
    conversation_references.c.object_id == bindparam("object_id"),
)
_OF_PRACTITIONER: Select[Any] = (
    select(
        practitioners.c.tenant_id,
        practitioners.c.object_id,
        conversation_references.c.conversation_id,
        conversation_references.c.service_url,
        conversation_references.c.unreachable_since,
    )
    .outerjoin(
        conversation_references,
        and_(
            conversation_references.c.tenant_id == practitioners.c.tenant_id,
            conversation_references.c.object_id == practitioners.c.object_id,
        ),
    )
    .where(practitioners.c.id == bindparam("practitioner"), practitioners.c.tenant_id.is_not(None))
)
_BACK = (
    update(notices)
    .where(
        notices.c.ended_at.is_(None),
        notices.c.state == DeliveryState.UNREACHABLE,
        notices.c.practitioner_id.in_(
            select(practitioners.c.id).where(
                practitioners.c.tenant_id == bindparam("tenant_id"),
                practitioners.c.object_id == bindparam("object_id"),
            )
        ),
    )
    .values(state=DeliveryState.WAITING, not_before=func.coalesce(notices.c.written_at, notices.c.not_before))
)


class SqlContacts:
    """Contacts in a database (cases.ports_delivery.Contacts)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, identity: Identity, conversation_id: ConversationId, service_url: str) -> None:
        """This is the person's chat with the bot, and they can be reached. Writes only what is new."""
        values = {
            **_key(identity),
            "conversation_id": conversation_id,
            "service_url": service_url,
            "unreachable_since": None,
        }
        if not await self._database.look_up(partial(_is_so, values=values)):
            await self._database.write(partial(_remember, values=values))

    async def of(self, practitioner_id: PractitionerId) -> PersonalChat | None:
        """Where a practitioner is reached; None when they are unknown or have no Teams identity."""
        return await self._database.look_up(partial(_of, practitioner_id=practitioner_id))

    async def chat(self, identity: Identity) -> PersonalChat | None:
        """Where the person with this identity is reached, registered or not; None when nothing is known."""
        row = await self._database.look_up(
            lambda connection: connection.execute(_THEIRS, _key(identity)).one_or_none()
        )
        return None if row is None else _chat(row)

    async def unreachable(self, identity: Identity, at: datetime) -> None:
        """They have blocked or removed the bot. The first such moment is kept until the next ``remember``."""
        await self._database.write(partial(_unreachable, identity=identity, at=at))


def _is_so(connection: Connection, values: dict[str, object]) -> bool:
    row = connection.execute(_THEIRS, values).mappings().one_or_none()
    return row is not None and dict(row) == values


def _remember(connection: Connection, values: dict[str, object]) -> None:
    statement = insert(connection.dialect.name, conversation_references)
    connection.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=values), values)
    # What could not be told them meanwhile is due now, in the order in which it was written.
    connection.execute(_BACK, {key.name: values[key.name] for key in _KEY})


def _unreachable(connection: Connection, identity: Identity, at: datetime) -> None:
    statement = insert(connection.dialect.name, conversation_references)
    first = func.coalesce(conversation_references.c.unreachable_since, statement.excluded.unreachable_since)
    connection.execute(
        statement.on_conflict_do_update(index_elements=_KEY, set_={"unreachable_since": first}),
        {**_key(identity), "conversation_id": "", "service_url": "", "unreachable_since": at},
    )


def _of(connection: Connection, practitioner_id: PractitionerId) -> PersonalChat | None:
    row = connection.execute(_OF_PRACTITIONER, {"practitioner": practitioner_id}).one_or_none()
    return None if row is None else _chat(row)


def _chat(row: Row[Any]) -> PersonalChat:
    return PersonalChat(
        Identity(row.tenant_id, row.object_id),
        ConversationId(row.conversation_id or ""),
        row.service_url or "",
        unreachable=row.unreachable_since is not None,
    )


def _key(identity: Identity) -> dict[str, object]:
    return {"tenant_id": identity.tenant_id, "object_id": identity.object_id}
