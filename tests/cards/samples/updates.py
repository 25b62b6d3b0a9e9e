"""What has changed around children and in cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import Card
from cards.updates import updates_card
from cases.model import UpdateKind
from cases.update_view import updates_view
from cases.views import About, UpdateLine
from tests.cards.samples.base import HOSTILE

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
AMARA, CASE = About("C-1001", "Amara Okonkwo-Reed"), About("lumo-tavi", is_case=True)
BEN, NAOMI = "Ben Holloway", "Naomi Castellan"
JOINED = UpdateLine(UpdateKind.JOINED, AMARA, TODAY, NOW, (NAOMI,), "School nurse", "Health Trust")
EVERY = (
    JOINED,
    replace(JOINED, kind=UpdateKind.LEFT, names=(BEN,), role="Social worker", agency="Council", by=NAOMI),
    replace(JOINED, kind=UpdateKind.CONTACT, on=date(2026, 11, 18), detail="visit"),
    replace(JOINED, kind=UpdateKind.CONFIRMED),
    replace(JOINED, kind=UpdateKind.CONFIRMED, names=(BEN,)),
    replace(JOINED, kind=UpdateKind.HANDOVER_ASKED, to=BEN, on=date(2026, 12, 1), detail="asked"),
    replace(JOINED, kind=UpdateKind.HANDOVER_ANSWERED, to=BEN, on=date(2026, 12, 1), detail="accepted"),
    replace(JOINED, kind=UpdateKind.HANDOVER_ANSWERED, names=(BEN,), detail="declined"),
    replace(JOINED, kind=UpdateKind.CASE_OPENED, about=CASE, names=(BEN,), role="Social worker"),
    replace(JOINED, kind=UpdateKind.LEAD_CHANGED, about=CASE, names=(), role="", agency=""),
    replace(JOINED, kind=UpdateKind.TASK_OVERDUE, about=CASE, names=(BEN,), role="", agency="",
            on=date(2026, 11, 17), detail="Ring the school about Thursday"),
    replace(JOINED, kind=UpdateKind.AWAY, about=About(), on=date(2026, 11, 23), until=date(2026, 11, 27),
            children=("C-1001", "C-1007")),
)  # fmt: skip
CLOSED = replace(JOINED, kind=UpdateKind.CASE_CLOSED, about=CASE, names=(), detail="needs_met")


def hostile(number: int) -> UpdateLine:
    kinds = list(UpdateKind)
    return replace(
        JOINED,
        kind=kinds[number % len(kinds)],
        about=About(HOSTILE + str(number), HOSTILE, is_case=number % 2 == 0),
        names=(HOSTILE,),
        role=HOSTILE,
        agency=HOSTILE,
        to=HOSTILE,
        by=HOSTILE,
        detail=HOSTILE,
        children=(HOSTILE,) * 60,
    )


SAMPLES: dict[str, Callable[[], Card]] = {
    "updates_one": lambda: updates_card(updates_view([JOINED], TODAY)),
    "updates_all": lambda: updates_card(updates_view(EVERY, TODAY)),
    "updates_same_day": lambda: updates_card(
        updates_view([JOINED, replace(JOINED, kind=UpdateKind.LEFT)], TODAY)
    ),
    "updates_many": lambda: updates_card(
        updates_view([replace(JOINED, names=(f"Practitioner {one}",)) for one in range(30)], TODAY)
    ),
    "updates_hostile": lambda: updates_card(updates_view(map(hostile, range(60)), TODAY)),
    "updates_channel": lambda: updates_card(
        updates_view([JOINED, CLOSED], TODAY, shared=True), mark="updates-case-20261120T0930"
    ),
    "updates_stranger": lambda: updates_card(
        updates_view([UpdateLine(UpdateKind.STRANGER, CASE, TODAY, NOW)], TODAY, shared=True)
    ),
}
