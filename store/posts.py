"""The bot's messages that are kept up to date: what was intended, and what is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from cases.model import ConversationId
from store.database import Database
from store.tables import posts
from store.upsert import insert

_ONE = select(posts).where(posts.c.key == bindparam("of"))
_SENT = update(posts).where(
    posts.c.key == bindparam("of"), or_(posts.c.activity_id == "", posts.c.activity_id == bindparam("mine"))
)


@dataclass(frozen=True, slots=True)
class Post:
    """One such message. ``activity_id`` is "" while it was intended and nobody knows whether it was sent."""

    key: str
    conversation_id: ConversationId
    activity_id: str = ""
    digest: str = ""


class SqlPosts:
    """Messages in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, key: str) -> Post | None:
        """The message of that key; None if none was ever intended."""
        row = await self._database.look_up(
            lambda connection: connection.execute(_ONE, {"of": key}).one_or_none()
        )
        if row is None:
            return None
        return Post(row.key, ConversationId(row.conversation_id), row.activity_id, row.digest)

    async def intend(
        self, key: str, conversation: ConversationId, at: datetime, instead_of: str = ""
    ) -> bool:
        """A new message is about to be sent there, in the place of one that is gone.

        False, and not kept, if somebody else was about to, or did: look again.
        """
        values = {
            "conversation_id": conversation,
            "activity_id": "",
            "digest": "",
            "intended": True,
            "at": at,
        }

        def intend(connection: Connection) -> bool:
            statement = insert(connection.dialect.name, posts).values(key=key, **values)
            as_known = (posts.c.activity_id == instead_of) & (
                (posts.c.conversation_id != conversation) | (posts.c.activity_id != "")
            )
            statement = statement.on_conflict_do_update(index_elements=["key"], set_=values, where=as_known)
            return connection.execute(statement.returning(posts.c.key)).first() is not None

        return await self._database.write(intend)

    async def sent(self, key: str, activity: str, digest: str, at: datetime) -> bool:
        """It was sent, or found. False, and not kept, if another is there meanwhile: take yours back."""
        values: dict[str, object] = {"of": key, "mine": activity}
        values |= {"activity_id": activity, "digest": digest, "intended": False, "at": at}
        return await self._database.write(lambda connection: connection.execute(_SENT, values).rowcount) > 0

    async def adopt(self, post: Post, at: datetime) -> None:
        """A message that somebody else sent is kept from now on, unless one is already."""
        values: dict[str, Any] = {
            "key": post.key,
            "conversation_id": post.conversation_id,
            "activity_id": post.activity_id,
            "digest": post.digest,
            "intended": False,
            "at": at,
        }

        def adopt(connection: Connection) -> None:
            connection.execute(
                insert(connection.dialect.name, posts).values(**values).on_conflict_do_nothing()
            )

        await self._database.write(adopt)
