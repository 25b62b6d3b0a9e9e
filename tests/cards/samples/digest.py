"""Managers' digests and what their lines count. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cards import Card
from cards.digest import digest, no_digest
from cards.digest_lines import digest_line
from cases.digest import Kind, Line
from cases.model import CaseId, ChildId, PractitionerId, TaskId
from cases.views import DigestEntry, DigestLineView, DigestView, Figure
from tests.cards.samples.base import HOSTILE, TEAM

MONDAY = date(2026, 11, 23)
COUNTS = {line: number for number, line in enumerate(Line, 2)} | {Line.OVERDUE: 24}
VIEW = DigestView(
    kind=Kind.DAY,
    day=MONDAY,
    services=("Early Help North",),
    figures=tuple(Figure(line, count, count % 4 - 1) for line, count in COUNTS.items()),
    caseload=tuple((one.name, 24 - 3 * number) for number, one in enumerate(TEAM[:6])),
    level=20,
    contact_days=28,
    since=date(2026, 11, 20),
    compared=date(2026, 11, 20),
)
QUIET = replace(
    VIEW,
    figures=(Figure(Line.CHILDREN, 41, 2), Figure(Line.OPENED, 1)),
    caseload=(("Leila Osei", 12), ("Leila Osei", 9)),
)
ENTRY = DigestEntry(
    name="Amina Khan",
    reference="TA-1042",
    whose="Leila Osei",
    title="Ring the school",
    since=date(2026, 10, 9),
    count=23,
    practitioner_id=PractitionerId("p-leila"),
    child_id=ChildId("c-1"),
    case_id=CaseId("k-1"),
    task_id=TaskId("t-1"),
    gone=True,
)


def line(which: Line, *entries: DigestEntry, **changes: object) -> Card:
    view = DigestLineView(which, MONDAY, entries, len(entries), 20, 28, channels=True, passes_on=True)
    return digest_line(replace(view, **changes))


def entry(which: Line) -> DigestEntry:
    """As it is made for that line: what belongs to another is not on it."""
    if which in (Line.CHILDREN, Line.ABOVE, Line.OVERRIDES, Line.UNSEEN):
        return replace(ENTRY, name="Leila Osei", reference="", whose="", child_id=None, case_id=None)
    if "case" in str(which) or which in (
        Line.NO_LEAD,
        Line.NO_CHANNEL,
        Line.STRANGERS,
        Line.OPENED,
        Line.CLOSED,
    ):
        return replace(ENTRY, name="", reference="lumo-tavi", child_id=None, since=None)
    return ENTRY


LONG = replace(ENTRY, name=HOSTILE, whose=HOSTILE, title=HOSTILE, reference=HOSTILE)
SAMPLES: dict[str, Callable[[], Card]] = {
    "digest": lambda: digest(VIEW),
    "digest_week": lambda: digest(
        replace(VIEW, kind=Kind.WEEK, services=("Custody", "Front door", "Youth", "Duty"))
    ),
    "digest_first": lambda: digest(
        replace(VIEW, figures=tuple(replace(one, change=None) for one in VIEW.figures), compared=None)
    ),
    "digest_quiet": lambda: digest(QUIET),
    "digest_one": lambda: digest(replace(VIEW, figures=(Figure(Line.NO_LEAD, 1, 1),), caseload=())),
    "digest_empty": lambda: digest(replace(VIEW, figures=(), caseload=(), compared=None)),
    "digest_hostile": lambda: digest(
        replace(VIEW, services=(HOSTILE,) * 9, caseload=tuple((HOSTILE * 4, 400) for _ in range(12)))
    ),
    "digest_none": no_digest,
    **{f"digest_line_{which}": (lambda which=which: line(which, entry(which))) for which in Line},
    "digest_line_nothing": lambda: line(
        Line.NO_LEAD, note="They are asked, unless they were within the last week."
    ),
    "digest_line_pages": lambda: line(Line.NO_CONTACT, *(ENTRY,) * 10, total=35, page=1, more=True),
    "digest_line_hostile": lambda: line(Line.NO_CONTACT, *(LONG,) * 10, note=HOSTILE),
    "digest_line_late_hostile": lambda: line(Line.OVERDUE, *(LONG,) * 10),
    "digest_line_cases_hostile": lambda: line(Line.NO_LEAD, *(replace(LONG, name="", child_id=None),) * 10),
}
