"""Turns the tables of circles into involvements with dates counted from one day."""

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.world.circles import NOT_TODAY, OPEN, SAFEGUARDING, SENSITIVE
from sandbox.world.people import person_id
from sandbox.world.shape import Row


def involvements(today: date, people: list[Row]) -> Iterator[Row]:
    """Every involvement of the tables: the open ones, those that do not hold today, the sensitive ones."""
    staff = {row["id"]: row for row in people}

    def day(ago: int | None) -> str | None:
        return None if ago is None else (today - timedelta(days=ago)).isoformat()

    def involvement(child: int, practitioner: str, since: int, contact: int | None) -> Row:
        person = staff[person_id(practitioner)]
        return {
            "id": f"i-{child}-{practitioner}",
            "child": f"c-{child}",
            "practitioner": person["id"],
            "service": person["service"],
            "role": person["role"],
            "since": day(since),
            "until": None,
            "lastContact": day(contact),
            "lastConfirmed": day(contact),
            "visibility": "open",
            "disclosure": "none",
            "basis": "",
            "namedTo": [],
            "recordingBasis": "",
        }

    for child, practitioner, since, contact, confirmed in _open_entries():
        yield involvement(child, practitioner, since, contact) | {"lastConfirmed": day(confirmed)}
    for span in NOT_TODAY:
        row = involvement(span.child, span.practitioner, span.since, span.contact)
        yield row | {"until": day(span.until)}
    for entry in SENSITIVE:
        row = involvement(entry.child, entry.practitioner, entry.since, entry.contact)
        yield row | {
            "until": day(entry.until),
            "visibility": "sensitive",
            "disclosure": entry.disclosure,
            "basis": entry.basis,
            "namedTo": [person_id(slug) for slug in entry.named_to],
            "recordingBasis": "significant_harm" if entry.basis == SAFEGUARDING else "consent",
        }


def current(rows: list[Row], today: date) -> list[Row]:
    """Those that hold on that day; first and last day included."""
    day = today.isoformat()
    return [row for row in rows if row["since"] <= day <= (row["until"] or day)]


def _open_entries() -> Iterator[tuple[int, str, int, int | None, int | None]]:
    for child, entries in OPEN.items():
        for entry in entries.split(", "):
            practitioner, days = entry.split()
            since, contact, confirmed = (*days.split("/"), days.split("/")[1])[:3]
            yield child, practitioner, int(since), _ago(contact), _ago(confirmed)


def _ago(days: str) -> int | None:
    return None if days == "-" else int(days)
