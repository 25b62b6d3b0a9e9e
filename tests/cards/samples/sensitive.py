"""Sensitive services: what others see of them, and being put in touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import Card
from cards.circle import circle
from cards.disclosure import disclosure_form, disclosure_told
from cards.introduction import (
    introduction_ask,
    introduction_outcome,
    introduction_passed_on,
    my_introductions,
)
from cards.introduction_answer import introduction_answer, introduction_answered, introduction_gone
from cards.introduction_queue import introduction_queue
from cases.introduction import Reads
from cases.model import Birth, DisclosureLevel, InvolvementId, Purpose, Reason
from cases.views import (
    ApproachForm,
    CircleMember,
    CircleView,
    DisclosureForm,
    DisclosureNotice,
    Insight,
    MyIntroduction,
    MyIntroductionsView,
    OutcomeView,
    PersonView,
    QueueView,
    RequestView,
)
from tests.cards.samples.base import HOSTILE

AT = datetime(2026, 7, 1, 14, 5, tzinfo=UTC)
TODAY = date(2026, 7, 1)
ASKER = PersonView(
    "Ewan Price", "Year 7 tutor", "Pastoral Team", "Hartley Academy", "01632 960014", "ewan@hartley.example"
)
NURSE = PersonView(
    "Grace Adeyemi", "Specialist nurse", "Willow Clinic", "Riverside NHS Trust", "01632 960015", ""
)
LOUD = PersonView(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "07700 900123", HOSTILE)
ONE, OTHER = InvolvementId("i-1"), InvolvementId("i-2")
REQUEST = RequestView(
    "request-1", ASKER, "TA-1042", Reason(Purpose.EDUCATION, "We should plan together"), AT,
    ((ONE, "Grace Adeyemi, Specialist nurse, Willow Clinic"),),
)  # fmt: skip
TWO = replace(
    REQUEST,
    introduction="request-2",
    services=(*REQUEST.services, (OTHER, "Dylan Frost, Worker, Clearbrook")),
)
LATE = replace(REQUEST, services=(), passed=REQUEST.services)
WILD = RequestView(HOSTILE[:40], LOUD, HOSTILE, Reason(Purpose.CRIME, HOSTILE * 40), AT, ((ONE, HOSTILE),))
FORM = DisclosureForm(
    child_name="Amina Khan",
    birth=Birth(2014, 3, 2),
    reference="TA-1042",
    today=TODAY,
    rows=(("i-1", "Grace Adeyemi, Specialist nurse"),),
    people=(
        ("p-1", "Ewan Price, Year 7 tutor, Hartley Academy"),
        ("p-2", "Tom Bell, Social worker, Riverside"),
    ),
    which="i-1",
    level=DisclosureLevel.NAMED,
    named=("p-1",),
    recording_basis="significant_harm",
    seen="0123456789abcdef",
)
SENSITIVE = CircleMember(
    "Grace Adeyemi", "Specialist nurse", "Riverside NHS Trust", "Willow Clinic", date(2026, 5, 1), None,
    "", "", is_lead=False, is_viewer=True, insight=Insight(DisclosureLevel.NAMED, 2, "consent"),
)  # fmt: skip
CIRCLE = CircleView(
    "Amina Khan", Birth(2014, 3, 2), "TA-1042", (SENSITIVE,), True, TODAY, may_disclose=True  # noqa: FBT003
)  # fmt: skip


def _mine(reads: Reads, *people: PersonView) -> MyIntroduction:
    return MyIntroduction(f"request-{reads}", AT, Purpose.SAFEGUARDING, OutcomeView("TA-1042", reads, people))


MINE = MyIntroductionsView(
    (
        _mine(Reads.PASSED_ON),
        _mine(Reads.IN_TOUCH, NURSE),
        _mine(Reads.IN_TOUCH),
        _mine(Reads.DECLINED),
        _mine(Reads.WITHDRAWN),
    ),
    "Withdrawn.",
)
SAMPLES: dict[str, Callable[[], Card]] = {
    "circle_sensitive_own": lambda: circle(CIRCLE, own=True),
    "circle_sensitive_unknown": lambda: circle(
        replace(CIRCLE, members=(replace(SENSITIVE, insight=Insight(DisclosureLevel.NONE, 0, "")),)), own=True
    ),
    "disclosure_form": lambda: disclosure_form(FORM),
    "disclosure_which": lambda: disclosure_form(
        replace(FORM, which="", rows=(*FORM.rows, ("i-2", "Dylan Frost, Worker")))
    ),
    "disclosure_refused": lambda: disclosure_form(
        replace(
            FORM, whose="Grace Adeyemi", people=(), also="Tom", problem="Please give a name.", named=()
        )
    ),
    "disclosure_hostile": lambda: disclosure_form(
        replace(
            FORM, child_name=HOSTILE, reference=HOSTILE, whose=HOSTILE, problem=HOSTILE,
            people=(("p-1", HOSTILE),), basis="consent",
        )
    ),
    "disclosure_told": lambda: disclosure_told(DisclosureNotice("TA-1042", NURSE, AT)),
    "disclosure_told_hostile": lambda: disclosure_told(DisclosureNotice(HOSTILE, LOUD, AT)),
    "introduction_ask": lambda: introduction_ask("TA-1042", tuple(Purpose)),
    "introduction_passed_on": lambda: introduction_passed_on("TA-1042"),
    "introduction_in_touch": lambda: introduction_outcome(OutcomeView("TA-1042", Reads.IN_TOUCH, (NURSE,))),
    "introduction_will_call": lambda: introduction_outcome(OutcomeView("TA-1042", Reads.IN_TOUCH)),
    "introduction_declined": lambda: introduction_outcome(OutcomeView("TA-1042", Reads.DECLINED)),
    "introduction_declined_why": lambda: introduction_outcome(
        OutcomeView(HOSTILE, Reads.DECLINED, why=HOSTILE * 40)
    ),
    "introduction_mine": lambda: my_introductions(MINE),
    "introduction_mine_none": lambda: my_introductions(MyIntroductionsView(())),
    "introduction_queue": lambda: introduction_queue(QueueView((REQUEST,))),
    "introduction_queue_choice": lambda: introduction_queue(
        QueueView((REQUEST, TWO, WILD), TWO, why="Because", problem="Please choose.", note="Passed on.")
    ),
    "introduction_queue_late": lambda: introduction_queue(QueueView((LATE,), LATE, note="No answer yet.")),
    "introduction_queue_none": lambda: introduction_queue(QueueView((), note="Passed on.")),
    "introduction_queue_many": lambda: introduction_queue(
        QueueView(tuple(replace(WILD, introduction=f"r-{number}") for number in range(40)))
    ),
    "introduction_answer": lambda: introduction_answer(ApproachForm(REQUEST, ONE)),
    "introduction_answer_refused": lambda: introduction_answer(
        ApproachForm(WILD, ONE, "consent", HOSTILE, share=True, problem=HOSTILE)
    ),
    "introduction_answered": lambda: introduction_answered("They are told.", ASKER),
    "introduction_gone": introduction_gone,
}  # fmt: skip
