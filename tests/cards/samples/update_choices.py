"""How somebody hears of updates, muted cases, and who has seen what: ordinary ones and extreme ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from cards import Card
from cards.card import finish, heading
from cards.elements import TextBlock
from cards.update_choices import muted_cases, updates_chosen, updates_form
from cards.update_seen import (
    marked_seen,
    seen_actions,
    seen_reminder,
    update_not_known,
    updates_seen,
    witnesses,
)
from cards.why_now import with_reason
from cases.choices import Choice, Pace
from cases.deferral import URGENT
from cases.model import CaseId, PractitionerId, UpdateKind
from cases.views import (
    MutedView,
    SeenLine,
    SeenView,
    UpdatesChosen,
    UpdatesForm,
    Witness,
    WitnessesView,
)
from tests.cards.samples.base import HOSTILE

AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
FORM = UpdatesForm("60", "08:30", "18:00", "08:00", "Europe/London", "10", "0011aabb")
CHOICE = Choice(PractitionerId("p-ewan-price"))
LINES = (
    SeenLine(UpdateKind.LEAD_CHANGED, "lumo-tavi"),
    SeenLine(UpdateKind.CASE_CLOSED, "kanu-rilo", "event-1"),
)
SEEN = SeenView("batch-1", LINES)
GRACE, EWAN = Witness("Grace Adeyemi", "Social worker", AT), Witness("Ewan Price", "Year 7 tutor", None)
WHO = WitnessesView(UpdateKind.CASE_CLOSED, "lumo-tavi", (EWAN, GRACE))

SAMPLES: dict[str, Callable[[], Card]] = {
    "updates-form": lambda: updates_form(FORM),
    "updates-form-unusual": lambda: updates_form(
        UpdatesForm("45", "16:15", "", "", "America/Port-au-Prince", "7", "0011aabb")
    ),
    "updates-form-problem": lambda: updates_form(
        replace(FORM, zone="Atlantis", problem="I know no such time zone: please choose one from the list.")
    ),
    "updates-form-hostile": lambda: updates_form(UpdatesForm(*[HOSTILE] * 8)),
    "updates-chosen": lambda: updates_chosen(UpdatesChosen(CHOICE, "Saved.")),
    "updates-chosen-away": lambda: updates_chosen(
        UpdatesChosen(
            replace(CHOICE, pace=Pace.DAILY, daily_at=time(16, 15), zone="Asia/Kolkata", budget=1), away=True
        )
    ),
    "updates-chosen-hostile": lambda: updates_chosen(UpdatesChosen(replace(CHOICE, zone=HOSTILE), HOSTILE)),
    "muted": lambda: muted_cases(
        MutedView(((CaseId("c1"), "kanu-rilo"), (CaseId("c2"), "lumo-tavi")), "lumo-tavi is muted.")
    ),
    "muted-none": lambda: muted_cases(MutedView(())),
    "muted-60-hostile": lambda: muted_cases(MutedView(((CaseId("c1"), HOSTILE),) * 60, HOSTILE)),
    "update-seen": lambda: updates_seen(replace(SEEN, seen_at=AT)),
    "update-seen-nothing-to-show": lambda: updates_seen(SeenView("batch-1", (), AT)),
    "update-seen-actions": lambda: finish(
        [heading("What has happened")],
        "There is news of your cases.",
        seen_actions("batch-1", [UpdateKind.CASE_CLOSED], [("lumo-tavi", "event-1")]),
    ),
    "update-marked-seen": lambda: marked_seen(seen_reminder(SEEN), AT),
    "update-marked-seen-no-buttons-left": lambda: marked_seen(
        seen_reminder(SeenView("batch-1", LINES[:1])), AT
    ),
    "update-reminder": lambda: seen_reminder(SEEN),
    "update-reminder-60-hostile": lambda: seen_reminder(
        SeenView("batch-1", (replace(LINES[0], reference=HOSTILE),) * 60)
    ),
    "update-witnesses": lambda: witnesses(WHO, asked=True),
    "update-witnesses-lead": lambda: witnesses(WHO, asked=False),
    "update-witnesses-all": lambda: witnesses(replace(WHO, people=(GRACE,) * 2), asked=True),
    "update-witnesses-one": lambda: witnesses(replace(WHO, people=(GRACE,)), asked=True),
    "update-witnesses-200-hostile": lambda: witnesses(
        replace(WHO, reference=HOSTILE, people=(Witness(HOSTILE, HOSTILE, None),) * 200), asked=False
    ),
    "update-not-known": update_not_known,
    "why-now": lambda: with_reason(
        finish(
            [heading("Due soon"), TextBlock("Call the school")], "A task of yours is due within the hour."
        ),
        f"This does not wait for the end of your quiet hours: {URGENT['task.soon']}.",
    ),
}
