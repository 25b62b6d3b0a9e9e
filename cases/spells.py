"""When somebody was there, by the events of their involvements: gaps, and moves from one role to another."""

from collections.abc import Iterable, Iterator
from datetime import date

from cases.model import Involvement, InvolvementId
from cases.records import Event, EventKind


def gaps(row: Involvement, events: Iterable[Event]) -> Iterator[tuple[date, date]]:
    """When somebody had left and came back: the last day, and the first day after."""
    for event in events:
        if event.kind is EventKind.JOINED:
            gone = _day(event.previous.rpartition("/")[2])
            if gone and row.since <= gone < event.on and (row.until is None or event.on <= row.until):
                yield gone, event.on


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def latest(events: Iterable[Event], kind: EventKind, on: date) -> Event | None:
    """The newest event of that kind about that day."""
    return next((one for one in reversed(list(events)) if one.kind is kind and one.on == on), None)


def moves(events: Iterable[Event]) -> tuple[set[str], set[InvolvementId]]:
    """Of changes of role that ended one involvement and began another: those ends, and what began.

    They are told as one thing, the change of role.
    """
    recorded = list(events)
    roles = {
        (event.practitioner_id, event.at): event for event in recorded if event.kind is EventKind.ROLE_CHANGED
    }
    left: set[str] = set()
    begun: set[InvolvementId] = set()
    for event in recorded:
        change = roles.get((event.practitioner_id, event.at)) if event.kind is EventKind.LEFT else None
        if change and change.involvement_id != event.involvement_id:
            left.add(event.id)
            begun.add(change.involvement_id)
    return left, begun
