"""Statements are compiled once for all databases of a process: tests open thousands of the same kind."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_MOST = 4_000
_COMPILED: LRUCache[Any, Any] = LRUCache(_MOST)


def share_compiled_statements() -> None:
    """What one engine has compiled, others with a dialect of the same kind take as it is.

    All are of one server and set up alike; SQLAlchemy knows only the very same dialect for one.
    """
    DefaultDialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign,assignment]
    DefaultDialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign,assignment]
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)
