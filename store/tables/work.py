"""Beside the durable engine's own tables: work that is not due yet, who works, and what died under whom."""

from sqlalchemy import JSON, Column, Float, Index, Integer, Table, Text

from store.tables.columns import Moment, metadata

scheduled_work = Table(
    "scheduled_work",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("ids", JSON, nullable=False),
    Column("not_before", Moment, nullable=False),
    Index(None, "not_before"),
)

# Seconds by the database's own clock, so that replicas need not agree on the time.
work_leases = Table(
    "work_leases",
    metadata,
    Column("worker_id", Text, primary_key=True),
    Column("beat", Float, nullable=False),
)

work_deaths = Table(
    "work_deaths",
    metadata,
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)
