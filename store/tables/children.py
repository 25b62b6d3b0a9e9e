"""Children, the names they are known by, the people around them, and who lives together."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from store.tables.columns import Key, Words, exactly_one, metadata

_DAYS_OF_MONTH = (
    "CASE WHEN birth_month IN (4, 6, 9, 11) THEN 30 WHEN birth_month <> 2 THEN 31"
    " WHEN birth_year % 4 = 0 AND (birth_year % 100 <> 0 OR birth_year % 400 = 0) THEN 29 ELSE 28 END"
)

_MERGED = text("merged_into IS NOT NULL")

children = Table(
    "children",
    metadata,
    Column("id", Words, primary_key=True),
    Column("reference", Words, nullable=False, unique=True),
    Column("birth_year", Integer),
    Column("birth_month", Integer),
    Column("birth_day", Integer),
    Column("birth_expected", Boolean, nullable=False),
    Column("area", Text, nullable=False),
    Column("nhs_number", Words),
    Column("upn", Text),
    Column("shielded", Boolean, nullable=False),
    # Who this child turned out to be, never one who is merged into another (store/merges.py, which alone
    # writes it). No foreign key: SQLite adds none by a name to a table that is there.
    Column("merged_into", Words),
    CheckConstraint("birth_year BETWEEN 1900 AND 2199", name="birth_year_plausible"),
    CheckConstraint("birth_month BETWEEN 1 AND 12", name="birth_month_in_year"),
    CheckConstraint(f"birth_day BETWEEN 1 AND {_DAYS_OF_MONTH}", name="birth_day_in_month"),
    CheckConstraint("birth_month IS NULL OR birth_year IS NOT NULL", name="birth_month_needs_year"),
    CheckConstraint("birth_day IS NULL OR birth_month IS NOT NULL", name="birth_day_needs_month"),
    CheckConstraint("birth_year IS NOT NULL OR NOT birth_expected", name="birth_expected_needs_year"),
    CheckConstraint(
        "length(nhs_number) = 10 AND ltrim(nhs_number, '0123456789') = ''", name="nhs_number_ten_digits"
    ),
    CheckConstraint("upn <> ''", name="upn_not_empty"),
    Index(None, "nhs_number"),
    Index(None, "upn"),
    Index(None, "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
)

child_names = Table(
    "child_names",
    metadata,
    Column("child_id", ForeignKey("children.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("given", Text, nullable=False),
    Column("family", Text, nullable=False),
)

_BIRTH = ("birth_year", "birth_month", "birth_day")

# The date of birth is the child's, written with it: thousands have a common name, and looking each of them up
# to compare dates took most of the time that such a question took.
child_name_keys = Table(
    "child_name_keys",
    metadata,
    Column("key", Key),
    Column("child_id", ForeignKey("children.id")),
    *(Column(part, Integer) for part in _BIRTH),
    PrimaryKeyConstraint("key", "child_id", postgresql_include=_BIRTH),
    Index(None, "child_id"),
    sqlite_with_rowid=False,
)

# What a child is found by when it is not asked for quite as it is written: hashed keys, and what is then
# compared. Children have a number there, a hash of their id: text would make a hundred million bytes of it.
child_keys = Table(
    "child_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

child_traits = Table(
    "child_traits",
    metadata,
    Column(
        "number",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("traits", Words, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("given", Text, nullable=False),
    Column("family", Text, nullable=False),
)

relationships = Table(
    "relationships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("other_child_id", ForeignKey("children.id")),
    Column("other_person_id", ForeignKey("persons.id")),
    Column("kind", Text, nullable=False),
    Column("ended_on", Date),
    exactly_one("other_child_id", "other_person_id"),
    CheckConstraint("child_id <> other_child_id", name="not_with_oneself"),
    UniqueConstraint("child_id", "other_child_id", "kind"),
    UniqueConstraint("child_id", "other_person_id", "kind"),
    Index(None, "other_child_id"),
    Index(None, "other_person_id"),
)

households = Table("households", metadata, Column("id", Text, primary_key=True))

household_members = Table(
    "household_members",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("household_id", ForeignKey("households.id"), nullable=False),
    Column("child_id", ForeignKey("children.id")),
    Column("person_id", ForeignKey("persons.id")),
    exactly_one("child_id", "person_id"),
    UniqueConstraint("household_id", "child_id"),
    UniqueConstraint("household_id", "person_id"),
    Index(None, "child_id"),
)
