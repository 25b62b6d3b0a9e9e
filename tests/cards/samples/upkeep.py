"""What is due to be confirmed, and what leavers leave behind. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cards import Card
from cards.circle import circle
from cards.due import due
from cards.lead_told import lead_told
from cards.leaving import has_left, nobody_of_that_name
from cards.sweep import sweep
from cases.model import CaseId, ChildId, PractitionerId
from cases.views import Cover, DueChild, DueView, LeftCase, LeftChild, MayHaveLeft, SweepView
from tests.cards.samples.base import FAMILY_VIEW, HOSTILE, TEAM

MARCH = date(2026, 3, 3)
AMINA = DueChild(ChildId("c-1"), "TA-1042", "Amina Khan", "Year 7 tutor", MARCH)
HIDDEN = DueChild(ChildId("c-2"), "TA-2001", "", "Mentor", date(2026, 5, 4))
LEFT = LeftChild(ChildId("c-1"), "TA-1042", "Amina Khan", "Year 7 tutor", Cover.NOBODY)
COLLEAGUES = (("p-1", "Sioned Vaughan, Head of year"), ("p-2", "Tom Bell, Tutor"))
SWEEP = SweepView(
    PractitionerId("p-ewan"),
    "Ewan Price",
    (
        LEFT,
        replace(LEFT, child_id=ChildId("c-3"), reference="TA-1043", name="Idris Khan", cover=Cover.OTHERS),
        replace(LEFT, child_id=ChildId("c-4"), reference="TA-1044", name="Zoë Khan", cover=Cover.SERVICE),
        replace(LEFT, child_id=ChildId("c-2"), reference="TA-2001", name="", cover=Cover.UNSAID),
    ),
    (LeftCase(CaseId("k-1"), "lumo-tavi"),),
    COLLEAGUES,
)


def many_due(count: int, name: str = "Wilhelmina-Rose Featherstonehaugh") -> DueView:
    return DueView(
        tuple(
            replace(AMINA, child_id=ChildId(f"{n:032x}"), reference=f"TA-{n}", name=name)
            for n in range(count)
        )
    )


def many_left(count: int) -> SweepView:
    children = tuple(replace(LEFT, child_id=ChildId(f"{n:032x}"), reference=f"TA-{n}") for n in range(count))
    people = tuple((f"{n:032x}", f"Wilhelmina Featherstonehaugh {n}, Tutor") for n in range(80))
    return replace(SWEEP, children=children, colleagues=people)


SAMPLES: dict[str, Callable[[], Card]] = {
    "due": lambda: due(DueView((AMINA, HIDDEN))),
    "due_one": lambda: due(DueView((AMINA,))),
    "due_stopped": lambda: due(DueView((HIDDEN,), "Recorded: today is your last day with TA-1042.", AMINA)),
    "due_nothing": lambda: due(DueView((), "Confirmed as of today: 3 children.")),
    "due_60": lambda: due(many_due(60)),
    "due_300_hostile": lambda: due(replace(many_due(300, HOSTILE), note=HOSTILE)),
    "has_left": lambda: has_left(
        [MayHaveLeft(PractitionerId("p-ewan"), "Ewan Price", "Year 7 tutor", "Pastoral Team")]
    ),
    "has_left_hostile": lambda: has_left(
        [MayHaveLeft(PractitionerId(f"p-{n}"), HOSTILE, HOSTILE, HOSTILE) for n in range(14)]
    ),
    "has_left_nobody": nobody_of_that_name,
    "sweep": lambda: sweep(SWEEP),
    "sweep_sensitive": lambda: sweep(
        replace(SWEEP, sensitive=True, to="p-2", note="Please say on what ground your service records this.")
    ),
    "sweep_nobody_to_choose": lambda: sweep(replace(SWEEP, colleagues=())),
    "sweep_60": lambda: sweep(many_left(60)),
    "sweep_hostile": lambda: sweep(
        replace(SWEEP, name=HOSTILE, note=HOSTILE, children=(replace(LEFT, name=HOSTILE, role=HOSTILE),))
    ),
    "sweep_settled": lambda: sweep(replace(SWEEP, children=(), cases=(), note="Recorded.")),
    "circle_unconfirmed": lambda: circle(
        replace(
            FAMILY_VIEW,
            members=(
                replace(TEAM[2], unconfirmed_since=MARCH),
                replace(TEAM[3], has_left=True, phone="", email="", unconfirmed_since=MARCH),
            ),
        )
    ),
    "lead_told": lambda: lead_told("lumo-tavi"),
}
