"""A lead's week and a governance lead's look at access. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from cards import Card
from cards.access_review import access_review
from cards.case_week import case_week
from cases.model import CaseId, PractitionerId, Purpose, Verdict
from cases.views import (
    AccessView,
    CaseWeek,
    Lapse,
    Looker,
    OverrideLine,
    SilentChild,
    WeekPerson,
    WeekView,
)
from tests.cards.samples.base import HOSTILE, TODAY

MONDAY = date(2026, 11, 9)
GRACE = WeekPerson("Grace Adeyemi", "Northbrook Council", date(2026, 11, 10))
TOM = WeekPerson("Tom Iveson", "Northbrook Police", date(2026, 11, 13))
FIRST = CaseWeek(
    CaseId("k-1"),
    "kanu-rilo",
    child="TA-1042",
    circle=True,
    joined=(TOM,),
    left=(GRACE,),
    contacts=(("Leila Osei", 2), ("Ben Holloway", 1)),
    done=("Ring the school about Thursday",),
    overdue=2,
    overdue_since=date(2026, 11, 4),
    unconfirmed=(replace(GRACE, on=date(2026, 7, 1)),),
    silent=(SilentChild("", date(2026, 10, 1)),),
    channel="no channel",
)
SIBLINGS = CaseWeek(
    CaseId("k-2"),
    "sita-mola",
    circle=True,
    silent=(SilentChild("Amina Khan", date(2026, 10, 1)), SilentChild("Bilal Khan", date(2026, 9, 1))),
    channel="trouble",
    refused=("Tom Iveson",),
)
TASKS_ALONE = CaseWeek(CaseId("k-3"), "bado-kilu", overdue=1, overdue_since=date(2026, 11, 13))
WEEK = WeekView(MONDAY, MONDAY + timedelta(days=6), TODAY, (FIRST, SIBLINGS, TASKS_ALONE))
BAD = WeekPerson(HOSTILE, HOSTILE, TODAY)
WORST = CaseWeek(
    CaseId("k-9"),
    HOSTILE,
    circle=True,
    joined=(BAD,) * 30,
    left=(BAD,) * 30,
    contacts=((HOSTILE, 99),) * 30,
    done=(HOSTILE * 2,) * 30,
    overdue=99,
    overdue_since=MONDAY,
    unconfirmed=(BAD,) * 30,
    silent=(SilentChild(HOSTILE, MONDAY),) * 8,
    channel="lost",
    refused=(HOSTILE,) * 30,
)
AT = datetime(2026, 10, 12, 22, 14, tzinfo=UTC)
OVERRIDE = OverrideLine(
    "o-1", "TA-1077", "Ellie Farrow", "Northbrook Police", AT, Purpose.SAFEGUARDING, Verdict.RIGHT
)
ELLIE = Looker(PractitionerId("p-1"), "Ellie Farrow", "Northbrook Police", 1, ("TA-1042",))
TARIQ = Looker(PractitionerId("p-2"), "Tariq Bassam", "Northbrook Council", 34)
ACCESS = AccessView(
    month=date(2026, 10, 1),
    today=TODAY,
    overrides=(OVERRIDE, replace(OVERRIDE, id="o-2", verdict=None, refused=True)),
    reasons=((Purpose.SAFEGUARDING, 12), (Purpose.EDUCATION, 3)),
    lapses=(
        Lapse(("Northbrook Police",), date(2026, 11, 1), over=True),
        Lapse(("Harbour Trust", "Millbrook Academy"), date(2027, 1, 4), over=False),
    ),
    refused=(TARIQ,),
    same_name=(ELLIE,),
    bursts=(replace(TARIQ, since=AT),),
    out_of_hours=(replace(TARIQ, references=("TA-1042", "TA-1043")), ELLIE),
)
BAD_LOOKER = Looker(PractitionerId("p-9"), HOSTILE, HOSTILE, 999, (HOSTILE,) * 3, AT)

SAMPLES: dict[str, Callable[[], Card]] = {
    "week": partial(case_week, WEEK),
    "week_more": partial(case_week, replace(WEEK, cases=(FIRST,) * 10, more=7)),
    "week_of_one_case": partial(case_week, replace(WEEK, cases=(FIRST,), reference="kanu-rilo", until=TODAY)),
    "week_without_news": partial(case_week, replace(WEEK, cases=())),
    "week_worst": partial(case_week, replace(WEEK, cases=(WORST,) * 10, more=90)),
    "access": partial(access_review, ACCESS),
    "access_nothing": partial(access_review, AccessView(date(2026, 10, 1), TODAY)),
    "access_worst": partial(
        access_review,
        replace(
            ACCESS,
            overrides=(replace(OVERRIDE, who=HOSTILE, agency=HOSTILE, reference=HOSTILE),) * 50,
            lapses=(Lapse((HOSTILE,) * 20, TODAY, over=False),) * 20,
            refused=(BAD_LOOKER,) * 400,
            same_name=(BAD_LOOKER,) * 400,
            bursts=(BAD_LOOKER,) * 400,
            out_of_hours=(BAD_LOOKER,) * 400,
        ),
    ),
}
