"""Cards about handing over."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from cards import Card
from cards.handover import handover_form
from cards.handover_told import handover_asked, handover_not_known, handover_stands
from cards.involvement_told import involvement_told
from cases.commands import HandOver
from cases.handover import HandoverState
from cases.model import Birth
from cases.query import Query
from cases.records import EventKind
from cases.views import HandoverAsked, HandoverForm, HandoverStands, InvolvementNotice
from tests.cards.samples.base import HOSTILE, QUERY, TODAY

PEOPLE = tuple((f"p-{n}", f"Practitioner Number{n}, Social worker, Family help team {n}") for n in range(50))


def form(command: HandOver | None = None, **changes: object) -> Card:
    shown: dict[str, object] = {"people": PEOPLE[:3], "seen": "abc", **changes}
    view = HandoverForm("Amina Khan", Birth(2014, 3, 2), "TA-1042", TODAY, **shown)  # type: ignore[arg-type]
    return handover_form(view, command or HandOver(QUERY))


def asked(**changes: object) -> Card:
    shown: dict[str, object] = {
        "asked_by": "Grace Adeyemi",
        "of_another": False,
        "roles": (("Social worker", date(2025, 3, 1)),),
        "first_day": date(2026, 11, 30),
        "with_lead": False,
        **changes,
    }
    return handover_asked(HandoverAsked("h1", "TA-1042", **shown))  # type: ignore[arg-type]


def stands(state: HandoverState, receiver: str = "Ewan Price", giver: str = "", **changes: object) -> Card:
    view = HandoverStands(state, "TA-1042", giver, receiver, date(2026, 11, 30), **changes)  # type: ignore[arg-type]
    return handover_stands(view)


SAMPLES: dict[str, Callable[[], Card]] = {
    "handover_form": form,
    "handover_form_lead": lambda: form(
        HandOver(QUERY, name="Ewan", first_day="2026-11-30"), cases=("lumo-tavi",), chosen="p-1"
    ),
    "handover_form_problem": lambda: form(
        HandOver(QUERY, to="p-1", first_day="2020-01-01", with_lead="false", sent=True),
        cases=("lumo-tavi",),
        chosen="p-1",
        problem="The first day cannot be in the past: please give today or a later one.",
    ),
    "handover_form_another": lambda: form(
        HandOver(QUERY, whose="Grace Adeyemi"), whose="Grace Adeyemi", people=PEOPLE, more=True
    ),
    "handover_form_owners": lambda: form(HandOver(QUERY, whose="Grace Adeyemi"), owners=PEOPLE[:2], seen=""),
    "handover_form_nobody": lambda: form(people=()),
    "handover_form_hostile": lambda: form(
        HandOver(Query(reference=HOSTILE)),
        people=((HOSTILE, HOSTILE),),
        whose=HOSTILE,
        cases=(HOSTILE,),
        problem=HOSTILE,
    ),
    "handover_asked": asked,
    "handover_asked_lead": lambda: asked(with_lead=True, may_see=True, of_another=True),
    "handover_asked_problem": lambda: asked(problem="Please choose why."),
    "handover_asked_hostile": lambda: asked(
        asked_by=HOSTILE, roles=((HOSTILE, TODAY),) * 9, problem=HOSTILE, may_see=True
    ),
    "handover_stands_asked": lambda: stands(HandoverState.ASKED, may_withdraw="h1"),
    "handover_stands_reminder": lambda: stands(HandoverState.ASKED, reminder=True, may_withdraw="h1"),
    "handover_stands_accepted": lambda: stands(HandoverState.ACCEPTED),
    "handover_stands_accepted_mine": lambda: stands(
        HandoverState.ACCEPTED, receiver="", giver="Grace Adeyemi"
    ),
    "handover_stands_done": lambda: stands(HandoverState.DONE),
    "handover_stands_declined": lambda: stands(
        HandoverState.DECLINED, reason="no_room: My list is full until January"
    ),
    "handover_stands_withdrawn": lambda: stands(HandoverState.WITHDRAWN, receiver="", giver="A colleague"),
    "handover_stands_lapsed": lambda: stands(HandoverState.LAPSED),
    "handover_stands_hostile": lambda: stands(HandoverState.DECLINED, receiver=HOSTILE, reason=HOSTILE),
    "handover_not_known": handover_not_known,
    "involvement_told_cancelled": lambda: involvement_told(
        InvolvementNotice(
            EventKind.CANCELLED,
            "TA-1042",
            "Ewan Price",
            "Mentor",
            "Hartley Academy",
            date(2026, 12, 1),
            datetime(2026, 11, 22, 9, 5, tzinfo=UTC),
        )
    ),
}
