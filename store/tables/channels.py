"""Cases' channels: what was asked for, what has come of it in Teams, who has a seat, and what is posted."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text, false

from cases.model import ChannelForm, ChannelStage, SeatStage
from store.tables.columns import Moment, Words, metadata, one_of

channel_orders = Table(
    "channel_orders",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("form", Text, nullable=False),
    Column("asked_by", ForeignKey("practitioners.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("progress_conversation", Words),
    Column("progress_activity", Words),
    one_of("form", ChannelForm),
)

channel_left_out = Table(
    "channel_left_out",
    metadata,
    Column("case_id", ForeignKey("channel_orders.case_id"), primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
)

channel_records = Table(
    "channel_records",
    metadata,
    Column("case_id", ForeignKey("channel_orders.case_id"), primary_key=True),
    Column("stage", Text, nullable=False),
    Column("team_id", Text, nullable=False),
    Column("channel_id", Words, unique=True),
    Column("name", Words, nullable=False),
    Column("since", Moment),
    Column("trouble", Text, nullable=False),
    one_of("stage", ChannelStage),
    Index(None, "team_id"),
)

# No practitioner is needed: whoever was found in a channel may be on nobody's register.
channel_seats = Table(
    "channel_seats",
    metadata,
    Column("case_id", ForeignKey("channel_orders.case_id"), primary_key=True),
    Column("tenant_id", Text, primary_key=True),
    Column("object_id", Text, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id")),
    Column("stage", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("membership", Words, nullable=False),
    Column("why", Text, nullable=False),
    one_of("stage", SeatStage),
    Index(None, "practitioner_id"),
)

# One piece of work at a time tends a case; what comes meanwhile leaves word that there is more to do. No
# foreign key: the making of a team has its turn here too.
case_tending = Table(
    "case_tending",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("work_key", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("again", Boolean, nullable=False, server_default=false()),
)

case_teams = Table(
    "case_teams",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("full", Boolean, nullable=False),
    Column("operation", Text, nullable=False),
    Column("case_id", ForeignKey("cases.id")),
)

# Messages of the bot that are kept up to date: what was intended, and what is there.
posts = Table(
    "posts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("conversation_id", Words, nullable=False),
    Column("activity_id", Words, nullable=False),
    Column("digest", Text, nullable=False),
    Column("intended", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

graph_subscriptions = Table(
    "graph_subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team_id", Text, nullable=False, unique=True),
    Column("until", Moment, nullable=False),
    Column("secret", Text, nullable=False),
)
