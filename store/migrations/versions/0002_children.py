"""Children, their names, the people around them and households."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DAYS_OF_MONTH = (
    "CASE WHEN birth_month IN (4, 6, 9, 11) THEN 30 WHEN birth_month <> 2 THEN 31"
    " WHEN birth_year % 4 = 0 AND (birth_year % 100 <> 0 OR birth_year % 400 = 0) THEN 29 ELSE 28 END"
)
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Children, their names, the people around them and households."""
    op.create_table(
        "children",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("birth_year", sa.Integer),
        sa.Column("birth_month", sa.Integer),
        sa.Column("birth_day", sa.Integer),
        sa.Column("birth_expected", sa.Boolean, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("nhs_number", sa.Text),
        sa.Column("upn", sa.Text),
        sa.Column("shielded", sa.Boolean, nullable=False),
        sa.CheckConstraint("birth_year BETWEEN 1900 AND 2199", name="birth_year_plausible"),
        sa.CheckConstraint("birth_month BETWEEN 1 AND 12", name="birth_month_in_year"),
        sa.CheckConstraint(f"birth_day BETWEEN 1 AND {_DAYS_OF_MONTH}", name="birth_day_in_month"),
        sa.CheckConstraint("birth_month IS NULL OR birth_year IS NOT NULL", name="birth_month_needs_year"),
        sa.CheckConstraint("birth_day IS NULL OR birth_month IS NOT NULL", name="birth_day_needs_month"),
        sa.CheckConstraint("birth_year IS NOT NULL OR NOT birth_expected", name="birth_expected_needs_year"),
        sa.CheckConstraint(
            "length(nhs_number) = 10 AND ltrim(nhs_number, '0123456789') = ''", name="nhs_number_ten_digits"
        ),
        sa.CheckConstraint("upn <> ''", name="upn_not_empty"),
    )
    op.create_index(op.f("ix_children_nhs_number"), "children", ["nhs_number"])
    op.create_table(
        "child_names",
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
    )
    op.create_table(
        "child_name_keys",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_child_name_keys_child_id"), "child_name_keys", ["child_id"])
    op.create_table(
        "persons",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
    )
    op.create_table(
        "relationships",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("other_child_id", sa.Text, sa.ForeignKey("children.id")),
        sa.Column("other_person_id", sa.Text, sa.ForeignKey("persons.id")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.CheckConstraint(
            "(other_child_id IS NULL) <> (other_person_id IS NULL)", name="other_child_id_or_other_person_id"
        ),
        sa.CheckConstraint("child_id <> other_child_id", name="not_with_oneself"),
        sa.UniqueConstraint("child_id", "other_child_id", "kind"),
        sa.UniqueConstraint("child_id", "other_person_id", "kind"),
    )
    op.create_table("households", sa.Column("id", sa.Text, primary_key=True))
    op.create_table(
        "household_members",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("household_id", sa.Text, sa.ForeignKey("households.id"), nullable=False),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id")),
        sa.Column("person_id", sa.Text, sa.ForeignKey("persons.id")),
        sa.CheckConstraint("(child_id IS NULL) <> (person_id IS NULL)", name="child_id_or_person_id"),
        sa.UniqueConstraint("household_id", "child_id"),
        sa.UniqueConstraint("household_id", "person_id"),
    )
