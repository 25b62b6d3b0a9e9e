"""Timelines to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cards.card import Card
from cards.timeline import timeline
from cases.commands import Timeline
from cases.model import Birth, ContactKind
from cases.query import Query
from cases.views import Happened, TimelineEntry, TimelineView
from tests.cards.samples.base import HOSTILE

TODAY = date(2026, 11, 20)
GRACE, COUNCIL = "Grace Adeyemi", "Northbrook Council"
EWAN, SCHOOL = "Ewan Price", "Hartley Academy"


def _on(days: int, kind: Happened, name: str = GRACE, agency: str = COUNCIL, detail: str = "", by: str = ""):
    return TimelineEntry(TODAY - timedelta(days=days), kind, name, agency, detail, by)


ENTRIES = (
    _on(-14, Happened.JOINED, EWAN, SCHOOL, "Family worker"),
    _on(1, Happened.CONTACT, detail=ContactKind.VISIT),
    _on(3, Happened.CONTACT, EWAN, SCHOOL, ContactKind.SCHOOL_OR_CLINIC),
    _on(3, Happened.CONFIRMED, EWAN, SCHOOL),
    _on(30, Happened.CONTACT),
    _on(33, Happened.LEFT, "Rosa Quinn", "Larkmere NHS Trust", by=GRACE),
    _on(40, Happened.ROLE_CHANGED, EWAN, SCHOOL, "Mentor"),
    _on(90, Happened.LEAD_CHANGED),
    _on(200, Happened.LEAD_CHANGED, "", ""),
    _on(400, Happened.JOINED, detail="Social worker"),
    _on(401, Happened.OPENED),
    _on(500, Happened.CLOSED, "", ""),
)
VIEW = TimelineView("Amina Khan", Birth(2014, 3, 2), "TA-1042", ENTRIES, TODAY, earlier="2025-07-08/1")
ASKED = Timeline(Query(name="Amina Khan"))
WINDOW = Timeline(Query(name="Amina Khan"), since="2026-03-01", until="2026-06-30")
BETWEEN = replace(VIEW, since=date(2026, 3, 1), until=date(2026, 6, 30), earlier="")

SAMPLES: dict[str, Callable[[], Card]] = {
    "timeline": lambda: timeline(VIEW, ASKED),
    "timeline_tasks": lambda: timeline(
        replace(
            VIEW,
            entries=(
                _on(0, Happened.TASK_DONE, detail="Ring the school about Thursday", by=EWAN),
                _on(1, Happened.TASK_GIVEN, EWAN, SCHOOL, "Send the *plan*", by=GRACE),
                _on(2, Happened.TASK_CANCELLED, "", "", HOSTILE, by=HOSTILE),
            ),
        ),
        ASKED,
    ),
    "timeline_later_page": lambda: timeline(
        replace(VIEW, first=False, earlier="", since=date(2025, 6, 1)), replace(ASKED, earlier="2026-01-01/1")
    ),
    "timeline_for_a_reason": lambda: timeline(
        replace(VIEW, earlier="", grant_until=datetime(2026, 11, 21, 9, 30, tzinfo=UTC)), ASKED
    ),
    "timeline_nothing": lambda: timeline(
        replace(VIEW, entries=(), earlier=""), Timeline(Query(reference="TA-1042"))
    ),
    "timeline_nothing_between": lambda: timeline(replace(BETWEEN, entries=()), WINDOW),
    "timeline_drawable": lambda: timeline(BETWEEN, WINDOW, drawable=True),
    "timeline_hostile": lambda: timeline(
        TimelineView(
            HOSTILE * 10,
            None,
            HOSTILE,
            tuple(
                TimelineEntry(TODAY - timedelta(days=31 * n), Happened.JOINED, *(HOSTILE * 10,) * 4)
                for n in range(12)
            ),
            TODAY,
            earlier="2025-07-08/1",
        ),
        Timeline(Query(name=HOSTILE)),
    ),
}  # fmt: skip
