"""Reads and writes which row of an agency's system is what in the register."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from cases.importing.seen import Seen
from store import rows
from store.bulk import insert_many
from store.imports.scope import Given, Known, Scope
from store.tables import sources

_OURS = (
    sources.c.agency_id == bindparam("agency"),
    sources.c.source == bindparam("source"),
    sources.c.kind == bindparam("kind"),
)
_COLUMNS = (
    sources.c.source_id,
    sources.c.entity_id,
    sources.c.row_hash,
    sources.c.given,
    sources.c.ended,
)
_KNOWN = rows.ForIds(lambda among: select(*_COLUMNS).where(*_OURS, among(sources.c.source_id)))
_LIVE = (
    select(*_COLUMNS)
    .where(*_OURS, sources.c.ended.is_(None), sources.c.source_id > bindparam("after"))
    .order_by(sources.c.source_id)
    .limit(bindparam("most"))
)
_OF_ENTITIES = rows.ForIds(
    lambda among: select(sources).where(
        among(sources.c.entity_id), sources.c.kind == bindparam("kind"), sources.c.ended.is_(None)
    )
)
# Read once for a whole import: hardly any are, and an index of all involvements would cost each of them.
_SHARED = select(sources).where(
    sources.c.kind == bindparam("kind"),
    sources.c.ended.is_(None),
    sources.c.entity_id.in_(
        select(sources.c.entity_id)
        .where(sources.c.kind == bindparam("kind"), sources.c.ended.is_(None))
        .group_by(sources.c.entity_id)
        .having(func.count() > 1)
    ),
)
_UPDATE = (
    update(sources)
    .where(
        sources.c.agency_id == bindparam("of_agency"),
        sources.c.source == bindparam("of_source"),
        sources.c.kind == bindparam("of_kind"),
        sources.c.source_id == bindparam("of_id"),
    )
    .values(
        row_hash=bindparam("now_hash"),
        given=bindparam("now_given"),
        seen_run=bindparam("now_run"),
        ended=bindparam("now_ended"),
    )
)


def known(connection: Connection, scope: Scope, ids: Iterable[str], kind: str = "") -> dict[str, Known]:
    """What this source has given under these ids, of the import's kind or of another."""
    if scope.empty and kind in ("", scope.kind):
        return {}
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = _KNOWN.gather(connection, wanted, **_whose(scope, kind))
    return {row.source_id: _known(row) for row in found}


def is_empty(connection: Connection, agency: str, source: str, kind: str) -> bool:
    """Whether the source has never given anything of a kind."""
    ours = {"agency": agency, "source": source, "kind": kind}
    return connection.scalar(select(sources.c.source_id).where(*_OURS).limit(1), ours) is None


def live(connection: Connection, scope: Scope, after: str, most: int) -> list[Known]:
    """A page of what this source gives and has not ended, by id."""
    found = connection.execute(_LIVE, _whose(scope) | {"after": after, "most": most})
    return [_known(row) for row in found]


def of_entities(connection: Connection, kind: str, ids: Iterable[str]) -> Sequence[Row[Any]]:
    """All live rows of any source that give these entities."""
    wanted = sorted(set(ids))
    return _OF_ENTITIES.gather(connection, wanted, kind=kind) if wanted else ()


def given_elsewhere(connection: Connection, scope: Scope, gone: Iterable[Known]) -> frozenset[str]:
    """The entities of these rows that another live row, of any source, gives as well."""
    ending = {one.source_id: one.entity_id for one in gone}
    return frozenset(
        row.entity_id
        for row in of_entities(connection, scope.kind, ending.values())
        if (row.agency_id, row.source) != (scope.agency, scope.source) or row.source_id not in ending
    )


def given_still(connection: Connection, scope: Scope, present: Seen) -> frozenset[str]:
    """The entities of several live rows that go on being given when this source gives only ``present``."""
    ours = (scope.agency, scope.source)
    return frozenset(
        row.entity_id
        for row in connection.execute(_SHARED, {"kind": scope.kind})
        if (row.agency_id, row.source) != ours or row.source_id in present
    )


def add(connection: Connection, scope: Scope, new: Iterable[tuple[Given, str]], kind: str = "") -> None:
    """Write what a source gives for the first time, and as which entity."""
    made = [
        {
            "agency_id": scope.agency,
            "source": scope.source,
            "kind": kind or scope.kind,
            "source_id": one.row.source_id,
            "entity_id": entity,
            "row_hash": one.row_hash,
            "given": one.text,
            "seen_run": scope.run,
            "ended": None,
        }
        # In the order of the table, which is kept by key: that costs least.
        for one, entity in sorted(new, key=_source_id)
    ]
    insert_many(connection, sources, made)


def _source_id(new: tuple[Given, str]) -> str:
    source_id: str = new[0].row.source_id
    return source_id


def change(connection: Connection, scope: Scope, changed: Iterable[Given], kind: str = "") -> None:
    """Write what a source gives anew; what had ended is live again."""
    made = [_now(scope, one.row.source_id, kind, one.row_hash, one.text, None) for one in changed]
    if made:
        connection.execute(_UPDATE, made)


def end(connection: Connection, scope: Scope, gone: Iterable[Known]) -> None:
    """Write that a source gives these no more."""
    made = [_now(scope, one.source_id, "", one.row_hash, one.given, scope.today) for one in gone]
    if made:
        connection.execute(_UPDATE, made)


def _known(row: Any) -> Known:  # noqa: ANN401 - a row of either statement
    return Known(row.source_id, row.entity_id, row.row_hash, row.given, row.ended)


def _whose(scope: Scope, kind: str = "") -> dict[str, str]:
    return {"agency": scope.agency, "source": scope.source, "kind": kind or scope.kind}


def _now(
    scope: Scope, source_id: str, kind: str, row_hash: str, given: str, ended: date | None
) -> dict[str, object]:
    return {
        "of_agency": scope.agency,
        "of_source": scope.source,
        "of_kind": kind or scope.kind,
        "of_id": source_id,
        "now_hash": row_hash,
        "now_given": given,
        "now_run": scope.run,
        "now_ended": ended,
    }
