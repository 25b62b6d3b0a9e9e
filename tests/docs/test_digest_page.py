"""The table of what a digest counts is what is counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.digest import LATE, Rules, asked
from cases.digest_count import found
from cases.digest_facts import CaseFact, Facts, Held, OverrideFact, TaskFact, UnseenFact, WaitingFact
from cases.introduction import Stage
from cases.model import AgencyId, CaseId, ChildId, PractitionerId, ServiceId, TaskId
from tests.builders import NOW, TODAY, agreement, practitioner, viewer
from tests.docs.tables import table

OURS, THEIRS = ServiceId("ours"), ServiceId("theirs")
CHIEF = viewer(
    practitioner("chief", "ours", manages=frozenset({OURS})), "council", agreement("council", "health")
)
ANN, OTHER = PractitionerId("ann"), PractitionerId("other")
CHILD, CASE, DAY = ChildId("c"), CaseId("k"), timedelta(days=1)
LONG_AGO, FORTNIGHT = TODAY - 40 * DAY, TODAY - 14 * DAY

HELD = Held(CHILD, ANN, OURS, FORTNIGHT, None, TODAY, TODAY, active=True, allowed=90)
FOREIGN = replace(HELD, practitioner_id=OTHER, service_id=THEIRS)
LEFT = replace(HELD, practitioner_id=PractitionerId("gone"), active=False)
CASE_ = CaseFact(CASE, frozenset({OURS}), ANN, OURS, lead_gone=False, channel=True, stranger=False)
LED_ELSEWHERE = replace(CASE_, lead_id=OTHER, lead_service=THEIRS)
TASK = TaskFact(TaskId("t"), CASE, ANN, OURS, ANN, OURS, TODAY - DAY)
OF_OTHERS = replace(TASK, asked_by=OTHER, asker_service=THEIRS)
UNSEEN = UnseenFact("u", ANN, OURS, NOW - 5 * DAY, CHILD, None, OURS)
WAITS = WaitingFact("i", ANN, OURS, CHILD, Stage.PASSED, NOW)
ASKED_OF_BROKER = replace(WAITS, stage=Stage.ASKED)
UNCONFIRMED = replace(HELD, since=date(2026, 1, 5), last_confirmed=None)
SILENT = replace(HELD, since=LONG_AGO, last_contact=TODAY - 28 * DAY)


def facts(*held: Held, case: CaseFact | None = None, **more: object) -> Facts:
    return replace(Facts(held or (HELD,), cases=(case,) if case else ()), **more)


FACTS = {
    "a service of theirs works with a child": facts(),
    "another service alone works with the child": facts(FOREIGN),
    "a practitioner has more children than the level": facts(HELD, replace(HELD, child_id=ChildId("d"))),
    "the last contact that their own people logged was 28 days ago": facts(SILENT),
    "the same, and another service logged one yesterday": facts(
        SILENT, replace(FOREIGN, last_contact=TODAY - DAY)
    ),
    "nobody has confirmed an involvement for as long as its agency allows": facts(UNCONFIRMED),
    "the same, and it ends today": facts(replace(UNCONFIRMED, until=TODAY)),
    "a leaver is the only one of theirs with a child": facts(LEFT),
    "the same, and a colleague works with the child": facts(LEFT, HELD),
    "a case of such a child has no lead": facts(case=replace(CASE_, lead_id=None, lead_service=None)),
    "its lead, one of theirs, has left": facts(case=replace(CASE_, lead_gone=True)),
    "its lead, of another service, has left": facts(case=replace(LED_ELSEWHERE, lead_gone=True)),
    "it has no channel": facts(case=replace(LED_ELSEWHERE, channel=False)),
    "a case led by one of theirs, about other children, has no channel": facts(
        case=replace(CASE_, services=frozenset(), channel=False)
    ),
    "a case of other services has no channel": facts(
        case=replace(LED_ELSEWHERE, services=frozenset({THEIRS}), channel=False)
    ),
    "a case was opened within the period": facts(case=replace(CASE_, opened=NOW - DAY / 2)),
    "a case was closed within the period": facts(case=replace(CASE_, closed=NOW - DAY / 2, channel=False)),
    "a task of one of theirs, given by the lead, is overdue": facts(case=CASE_, tasks=(TASK,)),
    "the same, given by somebody whom the circle names to them": facts(
        case=CASE_, tasks=(replace(OF_OTHERS, asker_of=frozenset({AgencyId("health")})),)
    ),
    "the same, given by somebody hidden": facts(case=CASE_, tasks=(OF_OTHERS,)),
    "the same, in a case about other children": facts(
        case=replace(CASE_, services=frozenset()), tasks=(TASK,)
    ),
    "nobody acknowledged an update about one of theirs for two working days": facts(unseen=(UNSEEN,)),
    "the same, about somebody of another service": facts(unseen=(replace(UNSEEN, about=THEIRS),)),
    "a request to be put in touch waits for one of theirs": facts(waiting=(WAITS,), brokers=True),
    "a request waits for a broker": facts(waiting=(ASKED_OF_BROKER,), brokers=True),
    "a request waits to be passed on, and there is no broker": facts(waiting=(ASKED_OF_BROKER,)),
    "somebody is in the channel of a case led by one of theirs who does not belong": facts(
        case=replace(CASE_, stranger=True)
    ),
    "the same, of a case that another service leads": facts(case=replace(LED_ELSEWHERE, stranger=True)),
    "one of theirs looked past a shield within the period": facts(
        overrides=(OverrideFact("o", ANN, OURS, NOW - DAY / 2),)
    ),
}  # fmt: skip
ROWS = table("docs/policy.md", "digest")


@pytest.mark.parametrize(("what", "under"), ROWS, ids=[row[0] for row in ROWS])
def test_what_counts_is_what_the_page_says(what: str, under: str):
    counted = found(CHIEF, FACTS[what], asked(NOW, TODAY, NOW - DAY, Rules(level=1), lambda _: False))
    lines = {line.replace("_", " ") for line in counted.figures if line not in set(LATE)}
    assert (lines - {"children"} or lines or {"nothing"}) == {under}


def test_every_row_is_tried():
    assert FACTS.keys() == {row[0] for row in ROWS}


@pytest.mark.parametrize(
    ("due", "today", "age"),
    [
        (date(2026, 11, 19), date(2026, 11, 20), "overdue_5"),
        (date(2026, 11, 13), date(2026, 11, 20), "overdue_5"),  # five working days
        (date(2026, 11, 12), date(2026, 11, 20), "overdue_10"),
        (date(2026, 11, 6), date(2026, 11, 20), "overdue_10"),  # ten
        (date(2026, 11, 5), date(2026, 11, 20), "overdue_more"),
        (date(2026, 11, 20), date(2026, 11, 22), "overdue_5"),  # a weekend begins no working day
        (date(2028, 2, 21), date(2028, 2, 29), "overdue_10"),
    ],
)
def test_overdue_tasks_are_counted_by_working_days(due: date, today: date, age: str):
    when = asked(NOW, today, NOW - DAY, Rules(), lambda _: False)
    counted = found(CHIEF, facts(case=CASE_, tasks=(replace(TASK, due=due),)), when)
    assert age in counted.figures
