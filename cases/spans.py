"""From when to when: which involvements touch a span of days, and how they cover it without doubling."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cases.model import Involvement

_DAY = timedelta(days=1)


def ended(row: Involvement, on: date) -> bool:
    """Whether it was over before that day, or called off; the last day still counts."""
    return row.cancelled or (row.until is not None and row.until < on)


def touching(rows: Sequence[Involvement], since: date, until: date | None) -> list[Involvement]:
    """Those that share a day with the span, or end or begin the day beside it; the earliest first."""
    return sorted(
        (
            row
            for row in rows
            if (until is None or row.since <= until + _DAY)
            and (row.until is None or since <= row.until + _DAY)
        ),
        key=lambda row: (row.since, row.id),
    )


def covered(rows: Sequence[Involvement], since: date, until: date | None) -> list[Involvement]:
    """The same involvements, widened to cover the span together; none begins later or ends earlier.

    ``rows`` are those that touch the span, the earliest first. Each but the last ends the day before the
    next.
    """
    wide = []
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        start = min(row.since, since) if row is rows[0] else row.since
        if following is None:
            end = None if row.until is None or until is None else max(row.until, until)
        else:
            end = max(row.since, following.since - _DAY) if row.until is not None else None
        wide.append(replace(row, since=start, until=end))
    return wide
