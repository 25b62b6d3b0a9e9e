"""Involvements read for an import, and written with their history: in bulk at first, later as in Teams.

The first import of a source tells nobody: what it brings has been so for long, and millions of messages would
say nothing new. From then on each change goes the way of all changes: whoever is concerned is told
(cases/updates.py). The channels of open cases follow the register either way.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, select

from cases.importing.involved import Told
from cases.model import ChildId, Involvement, PractitionerId
from cases.records import Effects, Event, OutdatedError, Rewrite
from store import involvements as kept
from store import rows
from store.bulk import insert_many
from store.effects import Turn, Written, write
from store.imports import sources
from store.imports.scope import IMPORT, Given, Scope
from store.tables import events, involvement_named_to, involvements
from store.tending import tending
from store.works import put

_ROWS = (
    select(involvements, involvement_named_to.c.practitioner_id)
    .outerjoin(involvement_named_to, involvement_named_to.c.involvement_id == involvements.c.id)
    .order_by(involvements.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_THESE = rows.ForIds(lambda among: _ROWS.where(among(involvements.c.id)))
_OF_CHILDREN = rows.ForIds(
    lambda among: _ROWS.where(among(involvements.c.child_id), involvements.c.cancelled.is_(False))
)
_MOMENT = timedelta(microseconds=1)

Held = dict[tuple[str, str, str], list[Involvement]]
"""Involvements by child, practitioner and service."""


def current(connection: Connection, ids: Sequence[str]) -> dict[str, Involvement]:
    """These involvements as they are, by id."""
    return {row.id: row for row in _read(connection, _THESE, sorted(set(ids)))}


def of_children(connection: Connection, children: Sequence[str]) -> Held:
    """All involvements with these children, by child, practitioner and service."""
    found: Held = defaultdict(list)
    for row in _read(connection, _OF_CHILDREN, children):
        found[row.child_id, row.practitioner_id, row.service_id].append(row)
    return found


def _read(connection: Connection, statement: rows.ForIds, ids: Sequence[str]) -> list[Involvement]:
    found = statement.gather(connection, ids) if ids else ()
    return [
        rows.involvement(group[0], {row.involvement_named_to_practitioner_id for row in group} - {None})
        for group in rows.grouped(found, "involvements_id")
    ]


@dataclass(slots=True)
class Changes:
    """What a chunk of rows does to involvements."""

    scope: Scope
    _begun: list[tuple[Given, Involvement]] = field(default_factory=list)
    _adopted: list[tuple[Given, str]] = field(default_factory=list)
    _again: list[Given] = field(default_factory=list)
    _after: dict[str, Involvement] = field(default_factory=dict)
    _events: list[Event] = field(default_factory=list)

    def begin(self, one: Given, made: Involvement, told: Sequence[Told]) -> None:
        """A new one."""
        self._begun.append((one, made))
        self._tell(made, told, one.row.source_id)

    def adopt(self, one: Given, before: Involvement, after: Involvement, told: Sequence[Told]) -> None:
        """One that is there already, begun by somebody else."""
        self._adopted.append((one, before.id))
        self.change(before, after, told, one.row.source_id)

    def give_again(self, one: Given, before: Involvement, after: Involvement, told: Sequence[Told]) -> None:
        """One that the source has given before."""
        self._again.append(one)
        self.change(before, after, told, one.row.source_id)

    def change(self, before: Involvement, after: Involvement, told: Sequence[Told], by: str) -> None:
        """One that is different now, ``by`` the row with that id."""
        if after != before:
            self._after[after.id] = after
            self._tell(after, told, by)

    def write(self, connection: Connection) -> None:
        """Write it all."""
        made = [row for _, row in self._begun]
        if self.scope.first:
            self._write_quietly(connection, made)
        self._write_told(connection, [] if self.scope.first else made)
        sources.add(
            connection, self.scope, [*((one, str(row.id)) for one, row in self._begun), *self._adopted]
        )
        sources.change(connection, self.scope, self._again)

    def _write_quietly(self, connection: Connection, made: Sequence[Involvement]) -> None:
        if not made:
            return
        insert_many(connection, involvements, [kept.whole_row(row) for row in made])
        ids = {row.id for row in made}
        quiet = [kept.event_row(one) for one in self._events if one.involvement_id in ids]
        insert_many(connection, events, quiet)
        self._events = [one for one in self._events if one.involvement_id not in ids]
        touched = {row.child_id: Rewrite(row.child_id, row.practitioner_id, (), ()) for row in made}
        if works := tending(connection, touched.values()):
            put(connection, works, self.scope.at, None)

    def _write_told(self, connection: Connection, made: Sequence[Involvement]) -> None:
        """By the way that turns take: locked, judged as current, told to whoever is concerned."""
        after: dict[PractitionerId, dict[ChildId, list[Involvement]]] = defaultdict(lambda: defaultdict(list))
        for row in (*made, *self._after.values()):
            after[row.practitioner_id][row.child_id].append(row)
        rewrites = []
        for whose, by_child in after.items():
            held = kept.held(connection, whose, list(by_child))
            for child, mine in by_child.items():
                before = tuple(row for row in held if row.child_id == child)
                rewrites.append(Rewrite(child, whose, before, tuple(mine)))
        if not rewrites:
            return
        effects = Effects(rewrites=tuple(rewrites), events=tuple(self._events))
        (written,) = write(connection, [Turn(effects, None)], self.scope.at)
        if written is not Written.NOW:
            raise OutdatedError

    def _tell(self, row: Involvement, told: Sequence[Told], by: str) -> None:
        for kind, on, detail, previous in told:
            number = len(self._events)
            self._events.append(
                Event(
                    # Of one run, two rows may give one involvement, in two chunks.
                    id=f"{self.scope.run}.{row.id}.{number}.{by}",
                    # Each its own moment: what is of one moment and one person is told as one.
                    at=self.scope.at + number * _MOMENT,
                    kind=kind,
                    child_id=row.child_id,
                    involvement_id=row.id,
                    practitioner_id=row.practitioner_id,
                    actor_id=PractitionerId(IMPORT),
                    on=on,
                    detail=detail,
                    previous=previous,
                    basis=row.recording_basis,
                )
            )
