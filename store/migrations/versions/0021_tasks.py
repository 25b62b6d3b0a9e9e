"""Tasks, and what happened to them, which refuses to be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = ("open", "accepted", "declined", "done", "cancelled")
_ON_SQLITE = """
CREATE TRIGGER task_events_refuses_{event} BEFORE {event} ON task_events
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
# The function is that of the history of involvements (revision 0008).
_ON_POSTGRESQL = (
    """
    CREATE TRIGGER task_events_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON task_events
    FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()
    """,
    "ALTER TABLE task_events ENABLE ALWAYS TRIGGER task_events_refuses_change",
)


def upgrade() -> None:
    """Two tables."""
    _tasks()
    op.create_table(
        "task_events",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("task_id", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_task_events_task_id"), "task_events", ["task_id"])
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(_ON_SQLITE.format(event=event))
    else:
        for statement in _ON_POSTGRESQL:
            op.execute(statement)


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("asked_by", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("due_at", sa.Time),
        sa.Column("priority", sa.Text, nullable=False),
        sa.Column("checklist", sa.JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("snoozed", sa.Date),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.CheckConstraint("priority IN ('normal', 'urgent')", name=op.f("ck_tasks_priority_known")),
        sa.CheckConstraint(_one_of("state", _STATES), name=op.f("ck_tasks_state_known")),
    )
    op.create_index(op.f("ix_tasks_case_id_state"), "tasks", ["case_id", "state"])
    op.create_index(op.f("ix_tasks_owner_id_state_due"), "tasks", ["owner_id", "state", "due"])
    op.create_index(op.f("ix_tasks_state_due"), "tasks", ["state", "due"])


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
