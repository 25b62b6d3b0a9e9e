"""What turns leave behind: the audit trail, handled activities, chats, and notices still to be sent."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
    text,
)

from store.tables.columns import Moment, Words, metadata

# SQLite numbers rows by itself only in a column declared INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")

# No foreign keys: the trail has to outlive what it speaks of. No list of known actions or outcomes either: an
# entry is never refused because its kind is new. Triggers in the migrations refuse UPDATE and DELETE.
audit = Table(
    "audit",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("tenant_id", Words, nullable=False),
    Column("object_id", Words, nullable=False),
    Column("practitioner_id", Words),
    Column("action", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("child_id", Words),
    Column("basis", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("asked", Words, nullable=False),
    Column("shown", JSON, nullable=False),
    Index(None, "child_id", "id"),
    Index(None, "practitioner_id", "id"),
    sqlite_autoincrement=True,
)

# What cases/seals.py makes. Triggers refuse UPDATE and DELETE here as well.
audit_seals = Table(
    "audit_seals",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("digests", LargeBinary, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("head", Text, nullable=False),
)

inbound = Table(
    "inbound",
    metadata,
    Column("activity_id", Words, primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)

_OUT_OF_REACH = text("unreachable_since IS NOT NULL")

conversation_references = Table(
    "conversation_references",
    metadata,
    Column("tenant_id", Words, primary_key=True),
    Column("object_id", Words, primary_key=True),
    Column("conversation_id", Words, nullable=False),
    Column("service_url", Words, nullable=False),
    Column("unreachable_since", Moment),
    Index(None, "unreachable_since", sqlite_where=_OUT_OF_REACH, postgresql_where=_OUT_OF_REACH),
)

_OPEN = text("ended_at IS NULL")

notices = Table(
    "notices",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    # Who is delivering it: until ``not_before`` nobody else does.
    Column("taken_by", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("written_at", Moment),
    Column("sending_at", Moment),
    Column("ended_at", Moment),
    Column("activity_id", Words, nullable=False, server_default=""),
    # How often it may have arrived once more: sent again while nobody could look whether it had.
    Column("maybe_twice", Integer, nullable=False, server_default="0"),
    # What its message bears, so that it is found; since when it may be there, and looks in vain since then.
    Column("mark", Text, nullable=False, server_default=""),
    Column("doubt_since", Moment),
    Column("looks", Integer, nullable=False, server_default="0"),
    # Later ones to the same person wait for it.
    Column("blocks", Boolean, nullable=False, server_default=false()),
    Index(None, "not_before", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index(None, "practitioner_id", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index(None, "state", "ended_at"),
    sqlite_autoincrement=True,
)
