"""Tasks, and what happened to them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Time,
)

from cases.model import Priority, TaskState
from store.tables.columns import Moment, Words, metadata, one_of

tasks = Table(
    "tasks",
    metadata,
    Column("id", Words, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("title", Words, nullable=False),
    Column("details", Words, nullable=False),
    Column("owner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("asked_by", ForeignKey("practitioners.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("due", Date),
    Column("due_at", Time),
    Column("priority", Text, nullable=False),
    Column("checklist", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("said", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("snoozed", Date),
    Column("source", Words, nullable=False),
    Column("template", Words, nullable=False),
    one_of("priority", Priority),
    one_of("state", TaskState),
    Index(None, "case_id", "state"),
    Index(None, "owner_id", "state", "due"),
    Index(None, "state", "due"),
)

# No foreign keys, as in the other histories: it outlives what it speaks of. Triggers refuse to change it.
task_events = Table(
    "task_events",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("task_id", Words, nullable=False),
    Column("actor_id", Words),
    Column("step", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Index(None, "task_id"),
    sqlite_autoincrement=True,
)

# What was last said of each kind about a task, or to a person: nothing is said twice.
task_reminders = Table(
    "task_reminders",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Words, primary_key=True),
    Column("stamp", Words, nullable=False),
)

# Digests of the tokens of calendar links, never the tokens. An empty task id is all of somebody's tasks.
calendar_links = Table(
    "calendar_links",
    metadata,
    Column("digest", Words, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("task_id", Words, nullable=False),
    Column("until", Moment),
    Index(None, "practitioner_id"),
)
