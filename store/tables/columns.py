"""Column types and constraints that mean the same on SQLite and PostgreSQL."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, DateTime, Dialect, MetaData, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# NUL is refused by PostgreSQL, a lone surrogate has no UTF-8; JSON from a chat client can carry both.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with U+FFFD for each character that no database can hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def all_storable(texts: Iterable[str]) -> bool:
    """Whether every one of the texts can be stored as it is."""
    return _UNSTORABLE.search("".join(texts)) is None


class Words(TypeDecorator[str]):
    """Text from outside. A character that no database can hold is U+FFFD, in values and in look-ups."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as it can be stored."""
        return None if value is None else storable(value)


class Moment(TypeDecorator[datetime]):
    """A moment: aware in Python, in UTC in the database. A naive datetime is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; without the zone on SQLite, which keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Byte order, so that a prefix is a range of keys that the index serves, whatever the server's locale.
Key = Text().with_variant(Text(collation="C"), "postgresql")


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the enumeration's values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def not_after(first: str, last: str) -> CheckConstraint:
    """Both days may be the same; the last may be missing."""
    return CheckConstraint(f"{first} <= {last}", name=f"{first}_not_after_{last}")


def exactly_one(first: str, second: str) -> CheckConstraint:
    """One of two columns is set, never both and never neither."""
    return CheckConstraint(f"({first} IS NULL) <> ({second} IS NULL)", name=f"{first}_or_{second}")
