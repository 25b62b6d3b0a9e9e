"""What a manager reads of a digest that was made: its counts, and what has changed since the one before."""

from collections.abc import Mapping
from datetime import date

from cases.digest import OF_PERIOD, Kind, Line, Rules
from cases.local import local_day
from cases.model import PractitionerId, ServiceId
from cases.records import DigestRow
from cases.views import DigestView, Figure


def digest_view(
    row: DigestRow,
    before: DigestRow | None,
    day: date,
    services: Mapping[ServiceId, str],
    names: Mapping[PractitionerId, str],
    rules: Rules,
) -> DigestView:
    """The digest of that day. ``before`` counts only if it was of the same services.

    ``names`` are of those whom the manager may see named; others' caseloads are left out.
    """
    last = before if before is not None and before.services == row.services else None
    caseload = tuple((names[who], count) for who, count in row.caseload if who in names)
    return DigestView(
        kind=Kind(row.kind),
        day=day,
        services=tuple(sorted(services.values())),
        figures=tuple(
            Figure(line, row.figures[line], _change(line, row, last))
            for line in Line
            if row.figures.get(line)
        ),
        caseload=caseload,
        level=rules.level,
        contact_days=rules.contact_days,
        since=local_day(row.since),
        compared=local_day(last.at) if last else None,
    )


def _change(line: Line, row: DigestRow, last: DigestRow | None) -> int | None:
    """What has happened in one period is not compared with what happened in another."""
    if last is None or line in OF_PERIOD:
        return None
    return row.figures[line] - last.figures.get(line, 0)
