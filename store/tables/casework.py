"""Cases, involvements with their disclosures and their history, and grants."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
)

from cases.model import ApproachKind, CaseKind, CaseStatus, DisclosureLevel, Purpose, Verdict, Visibility
from store.tables.columns import Moment, Words, metadata, not_after, one_of

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reference", Words, nullable=False, unique=True),
    Column("lead_id", ForeignKey("practitioners.id")),
    Column("status", Text, nullable=False),
    Column("conversation_id", Words, unique=True),
    Column("kind", Text),
    one_of("status", CaseStatus),
    one_of("kind", CaseKind),
    Index(None, "lead_id"),
)

case_children = Table(
    "case_children",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("child_id", ForeignKey("children.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "child_id"),
)

involvements = Table(
    "involvements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("service_id", ForeignKey("services.id"), nullable=False),
    Column("role", Words, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("last_contact", Date),
    Column("last_confirmed", Date),
    Column("visibility", Text, nullable=False),
    Column("disclosure_level", Text, nullable=False),
    Column("disclosure_basis", Text, nullable=False),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("recording_basis", Text, nullable=False, server_default=""),
    not_after("since", "until"),
    one_of("visibility", Visibility),
    one_of("disclosure_level", DisclosureLevel),
    CheckConstraint(
        f"disclosure_level = '{DisclosureLevel.NONE}' OR visibility = '{Visibility.SENSITIVE}'",
        name="disclosure_of_sensitive_only",
    ),
    # A disclosure counts only with consent or a lawful basis on record.
    CheckConstraint(
        f"disclosure_level = '{DisclosureLevel.NONE}' OR disclosure_basis <> ''", name="disclosure_has_basis"
    ),
    Index(None, "child_id"),
    Index(None, "practitioner_id"),
    Index(None, "service_id"),
    Index(None, "last_confirmed", "since"),
)

# When somebody was last asked whether they still work with the children they have not confirmed.
confirm_prompts = Table(
    "confirm_prompts",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("asked_on", Date, nullable=False),
)

involvement_named_to = Table(
    "involvement_named_to",
    metadata,
    Column("involvement_id", ForeignKey("involvements.id"), primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
)

grants = Table(
    "grants",
    metadata,
    Column("id", Words, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    one_of("purpose", Purpose),
    CheckConstraint("given_at < expires_at", name="given_before_expiry"),
    Index(None, "practitioner_id", "child_id"),
)

# A lead's decision not to share: the grant itself stays as it was given.
grant_endings = Table(
    "grant_endings",
    metadata,
    Column("grant_id", ForeignKey("grants.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by_id", ForeignKey("practitioners.id"), nullable=False),
    Column("words", Words, nullable=False),
    Column("told", Boolean, nullable=False),
)

# What people asked of shielded children's records, and what governance leads made of the overrides.
approaches = Table(
    "approaches",
    metadata,
    Column("id", Words, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen", Integer, nullable=False),
    one_of("kind", ApproachKind),
    one_of("purpose", Purpose),
    Index(None, "practitioner_id", "at"),
)

approach_reviews = Table(
    "approach_reviews",
    metadata,
    Column("approach_id", ForeignKey("approaches.id"), primary_key=True),
    Column("by_id", ForeignKey("practitioners.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("words", Words, nullable=False),
    one_of("verdict", Verdict),
)

# What happened to cases and to involvements. No foreign keys, as in the audit trail: history outlives what it
# speaks of. Triggers in the migrations refuse UPDATE and DELETE.
case_events = Table(
    "case_events",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("case_id", Words, nullable=False),
    Column("actor_id", Words),
    Column("on_day", Date, nullable=False),
    Column("lead_id", Words),
    Column("previous_id", Words),
    Column("detail", Words, nullable=False, server_default=""),
    Index(None, "case_id"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("child_id", Words, nullable=False),
    Column("involvement_id", Words, nullable=False),
    Column("practitioner_id", Words, nullable=False),
    Column("actor_id", Words, nullable=False),
    Column("on_day", Date, nullable=False),
    Column("detail", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Column("basis", Text, nullable=False),
    Column("grant_id", Words, nullable=False),
    Index(None, "child_id"),
    sqlite_autoincrement=True,
)
