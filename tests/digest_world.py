"""A register with something of everything that a digest counts, and of what it must not count."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from cases.digest_facts import Facts
from cases.introduction import Approach as Waiting
from cases.introduction import Introduction, Stage
from cases.model import (
    Approach,
    ApproachKind,
    Case,
    CaseId,
    CaseStatus,
    ChildId,
    DisclosureLevel,
    Identity,
    Involvement,
    PractitionerId,
    Purpose,
    Reason,
    Seat,
    SeatStage,
    ServiceId,
    Task,
    TaskId,
    TaskState,
    Update,
    UpdateKind,
)
from cases.records import (
    CaseEvent,
    CaseEventKind,
    Effects,
    IntroductionRewrite,
    NewApproach,
    TaskRewrite,
)
from store.seed import RegisterSeed
from tests.builders import (
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    child,
    involvement,
    practitioner,
    sensitive,
    service,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SERVICES = frozenset({ServiceId("front door"), ServiceId("youth")})
CHIEF = practitioner("chief", "front door", manages=SERVICES)
ANN, BOB = practitioner("ann", "front door"), practitioner("bob", "front door")
CAT, YAN = practitioner("cat", "front door", active=False), practitioner("yan", "youth")
NURSE, HIDDEN = practitioner("nurse", "nursing"), practitioner("hidden", "clinic")
MATRON = practitioner("matron", "nursing", manages=frozenset({ServiceId("nursing")}))
LIST = (ANN, BOB, CAT, CHIEF, HIDDEN, MATRON, NURSE, YAN)
YANS = sensitive(YAN, DisclosureLevel.EXISTENCE, child="c1")


def _held(*rows: Involvement) -> tuple[Involvement, ...]:
    return tuple(replace(one, last_confirmed=one.last_confirmed or date(2026, 11, 1)) for one in rows)


def _case(name: str, *children: str, **changes: Any) -> Case:
    return case(*children, id=CaseId(name), reference=f"ref-{name}", **changes)


CASES = (
    _case("k1", "c1", lead="ann", channel="19:k1"),
    _case("k2", "c2"),
    _case("k3", "c3", "c5", lead="ann"),
    _case("k4", "c6", lead="bob"),
    _case("k5", "c4", lead="cat"),
    _case("k6", "c1", lead="nurse", status=CaseStatus.CLOSED),
    _case("k7", "c1", lead="nurse", status=CaseStatus.CLOSED),
    _case("k8", "c7", lead="nurse"),
)


def _event(kind: CaseEventKind, of: str, at: datetime) -> CaseEvent:
    return CaseEvent(f"{kind}-{of}", at, kind, CaseId(of), None, at.date())


WORLD = RegisterSeed(
    agencies=tuple(map(agency, ("council", "health", "charity"))),
    services=(
        service("front door", "council"),
        service("youth", "council", sensitive=True),
        service("nursing", "health"),
        service("clinic", "charity", sensitive=True),
    ),
    practitioners=LIST,
    children=tuple(child(f"c{number}", shielded=number == 5) for number in range(1, 8)),
    cases=CASES,
    involvements=(
        *_held(
            involvement(ANN, "c1", last_contact=date(2026, 11, 19)),
            involvement(BOB, "c3", since=date(2026, 11, 10), last_confirmed=date(2026, 11, 10)),
            involvement(CAT, "c3", last_contact=TODAY),
            involvement(CAT, "c4"),
            involvement(ANN, "c5"),
            involvement(ANN, "c6", until=date(2026, 11, 1)),
            involvement(NURSE, "c1", last_contact=TODAY),
            involvement(NURSE, "c7"),
            replace(YANS, last_contact=TODAY),
            replace(sensitive(HIDDEN, DisclosureLevel.NONE, child="c2"), last_contact=TODAY),
        ),
        involvement(ANN, "c2", last_contact=date(2026, 10, 1)),
    ),
    agreements=(agreement("council", "health"),),
    case_events=(
        _event(CaseEventKind.OPENED, "k1", NOW - 40 * DAY),
        _event(CaseEventKind.OPENED, "k2", NOW - 2 * HOUR),
        _event(CaseEventKind.OPENED, "k3", NOW - 2 * HOUR),
        _event(CaseEventKind.CLOSED, "k6", NOW - 3 * HOUR),
        _event(CaseEventKind.CLOSED, "k7", NOW - 9 * DAY),
    ),
)


def _task(name: str, owner: str, asker: str, of: str, due: date) -> Task:
    who, by = PractitionerId(owner), PractitionerId(asker)
    return Task(TaskId(name), CaseId(of), f"Task {name}", who, by, NOW, NOW, due=due)


TASKS = (
    _task("late", "ann", "ann", "k1", date(2026, 11, 19)),
    _task("later", "ann", "nurse", "k1", date(2026, 11, 10)),
    _task("latest", "bob", "ann", "k1", date(2026, 10, 1)),
    _task("of another's", "ann", "nurse", "k2", date(2026, 11, 10)),
    _task("of somebody hidden", "ann", "hidden", "k2", date(2026, 11, 19)),
    _task("out of sight", "bob", "bob", "k4", date(2026, 11, 19)),
    _task("of the protected", "ann", "ann", "k3", date(2026, 11, 19)),
    _task("not theirs", "nurse", "nurse", "k1", date(2026, 11, 19)),
    _task("not due", "ann", "ann", "k1", TODAY),
    replace(_task("done", "ann", "ann", "k1", date(2026, 11, 19)), state=TaskState.DONE),
)
ASKS = Introduction(
    "asked",
    NURSE.id,
    ChildId("c1"),
    Reason(Purpose.CARE),
    NOW - 3 * DAY,
    (Waiting(YANS.id, YAN.id, YAN.service_id, Stage.PASSED, NOW - 2 * DAY),),
)
LOOKED = Approach("looked", ApproachKind.OVERRIDE, ANN.id, ChildId("c5"), Reason(Purpose.CARE), NOW - HOUR)
HAPPENED = Effects(
    rewrites=(
        *(TaskRewrite(None, one) for one in TASKS),
        IntroductionRewrite(None, ASKS),
        NewApproach(LOOKED, NOW - DAY, frozenset()),
    )
)
STRANGER = Seat(CaseId("k1"), Identity("tenant", "oid-nobody"), SeatStage.STRANGER, NOW)
UPDATES = (
    Update("u1", NOW - 4 * DAY, UpdateKind.LEAD_CHANGED, case_id=CaseId("k1"), about_id=ANN.id),
    Update("u2", NOW - 4 * DAY, UpdateKind.STRANGER, child_id=ChildId("c1"), about_id=NURSE.id),
    Update("u3", NOW - 4 * DAY, UpdateKind.STRANGER, child_id=ChildId("c1"), about_id=ANN.id),
    Update("u4", NOW - HOUR, UpdateKind.STRANGER, child_id=ChildId("c1"), about_id=ANN.id),
    Update("u5", NOW - 4 * DAY, UpdateKind.JOINED, child_id=ChildId("c1"), about_id=ANN.id),
)
UNSEEN = (("u1", ANN.id), ("u2", ANN.id), ("u3", BOB.id), ("u3", NURSE.id), ("u4", ANN.id), ("u5", ANN.id))

FIGURES = {
    "children": 4,
    "above": 1,
    "no_contact": 2,
    "unconfirmed": 1,
    "overdue": 3,
    "overdue_5": 1,
    "overdue_10": 1,
    "overdue_more": 1,
    "uncovered": 1,
    "no_lead": 2,
    "no_channel": 3,
    "unseen": 2,
    "waiting": 1,
    "strangers": 1,
    "overrides": 1,
    "opened": 1,
    "closed": 1,
}
"""What the chief's digest of the day counts, where one child is enough for a practitioner."""


def in_order(facts: Facts) -> tuple[object, ...]:
    """The facts, comparable: their order means nothing."""
    parts = (facts.held, facts.cases, facts.tasks, facts.unseen, facts.waiting, facts.overrides)
    return (*(sorted(map(str, map(_comparable, part))) for part in parts), facts.brokers)


def _comparable(fact: Any) -> object:
    """Sets are written in any order."""
    names = fact.__dataclass_fields__
    return [
        sorted(value) if isinstance(value, frozenset) else value
        for value in (getattr(fact, name) for name in names)
    ]
