"""Cards about opening a case, and about how its channel comes along."""

from collections.abc import Callable
from dataclasses import replace

from cards import Card
from cards.case_open import case_form
from cards.case_there import case_there
from cards.circle import circle
from cards.family import family
from cards.progress import progress
from cases.model import ChannelForm
from cases.query import Query
from cases.views import (
    Apart,
    CaseForm,
    CaseThere,
    Missing,
    Progress,
    ProgressView,
    WhyApart,
)
from tests.cards.samples.base import HOSTILE, many, siblings

LINK = "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/kanu-rilo?groupId=team&tenantId=home"
PEOPLE = (
    ("1a2b3c4d", "Grace Adeyemi, Social worker, Larkmere Council"),
    ("2b3c4d5e", "Ewan Price, School nurse, Lark Valley NHS Trust"),
    ("3c4d5e6f", "Marcus Thorne, Police constable, Larkmere Police"),
)
MANY = tuple((f"{number:08x}", f"{number} {'Hubert Blaine Wolfeschlegel ' * 4}") for number in range(40))
FORM = CaseForm(
    reference="C-1042",
    children=(("aaaa0001", "Amina Khan, C-1042"), ("aaaa0002", "Sami Khan, C-1043")),
    leads=PEOPLE,
    people=PEOPLE,
    children_ticked=("aaaa0001",),
    people_ticked=("1a2b3c4d", "2b3c4d5e", "3c4d5e6f"),
    lead="1a2b3c4d",
    form=ChannelForm.PRIVATE,
    seen="0123456789abcdef",
)
APART = (
    Apart("Farah Siddiqui", WhyApart.SENSITIVE),
    Apart("Rajesh Menon", WhyApart.NO_ACCOUNT),
    Apart("Kwame Asante", WhyApart.HAS_LEFT),
)
BEGUN = ProgressView("kanu-rilo", Progress.MAKING, lead="Grace Adeyemi")
WHY = (
    "guest",
    "other_tenant",
    "not_in_directory",
    "not_in_team",
    "full",
    "no_account",
    "kept_apart",
    "other",
    "",
)
MISSING = tuple(
    Missing(f"Practitioner {number}", "Tutor, Hartley Academy", why) for number, why in enumerate(WHY)
)


def form(**changes: object) -> Card:
    return case_form(replace(FORM, **changes))  # type: ignore[arg-type]


def comes(stage: Progress, **changes: object) -> Card:
    return progress(replace(BEGUN, stage=stage, **changes))  # type: ignore[arg-type]


SAMPLES: dict[str, Callable[[], Card]] = {
    "case_form": form,
    "case_form_siblings": lambda: form(children_ticked=("aaaa0001", "aaaa0002"), form=ChannelForm.SHARED),
    "case_form_one_child": lambda: form(children=FORM.children[:1]),
    "case_form_apart": lambda: form(apart=APART, further_service=True, form=None),
    "case_form_problem": lambda: form(
        people_ticked=(), kind="child_in_need", problem="Please tick at least one person who is to be there."
    ),
    "case_form_no_channel": lambda: form(channel=False),
    "case_form_nobody": lambda: form(people=(), people_ticked=(), apart=APART[1:2]),
    "case_form_channel": lambda: form(case="kanu-rilo", children=(), leads=()),
    "case_form_large": lambda: form(
        children=MANY[:8],
        leads=MANY[:20],
        people=MANY,
        people_ticked=tuple(key for key, _ in MANY),
        apart=(Apart("Hubert Blaine Wolfeschlegel " * 5, WhyApart.SENSITIVE),) * 40,
        more=13,
    ),
    "case_form_hostile": lambda: form(
        reference=HOSTILE,
        children=(("aaaa0001", HOSTILE), ("aaaa0002", HOSTILE)),
        leads=(("1a2b3c4d", HOSTILE),),
        people=(("1a2b3c4d", HOSTILE),),
        apart=(Apart(HOSTILE, WhyApart.SENSITIVE),),
        problem=HOSTILE,
    ),
    "case_there": lambda: case_there(CaseThere("kanu-rilo", "C-1042", "Grace Adeyemi")),
    "case_there_lead": lambda: case_there(CaseThere("kanu-rilo", "C-1042", "Grace Adeyemi", may_ask=True)),
    "case_there_link": lambda: case_there(CaseThere("kanu-rilo", "C-1042", "Grace Adeyemi", link=LINK)),
    "case_there_meanwhile": lambda: case_there(
        CaseThere("kanu-rilo", "C-1042", "Grace Adeyemi", opened_by="Ewan Price")
    ),
    "case_there_somebody": lambda: case_there(CaseThere("kanu-rilo", "C-1042", opened_by="")),
    "case_there_problem": lambda: case_there(CaseThere("kanu-rilo", "C-1042", problem="Its lead can.")),
    "case_there_hostile": lambda: case_there(
        CaseThere(HOSTILE, HOSTILE, HOSTILE, opened_by=HOSTILE, may_ask=True, link=LINK, problem=HOSTILE)
    ),
    "progress_none": lambda: comes(Progress.NONE, leads=True, lead=""),
    "progress_making": lambda: comes(Progress.MAKING),
    "progress_stuck": lambda: comes(Progress.MAKING, trouble="not_permitted"),
    "progress_stuck_somehow": lambda: comes(Progress.MAKING, trouble="other"),
    "progress_adding": lambda: comes(Progress.ADDING, there=3, people=7),
    "progress_adding_missing": lambda: comes(Progress.ADDING, there=3, people=16, missing=MISSING),
    "progress_checking": lambda: comes(Progress.CHECKING, there=7, people=7),
    "progress_ready": lambda: comes(Progress.READY, there=7, people=7, link=LINK),
    "progress_ready_missing": lambda: comes(
        Progress.READY, there=6, people=7, missing=MISSING[:1], leads=True, lead="", link=LINK
    ),
    "progress_ready_outside": lambda: comes(Progress.READY, there=1, people=1),
    "progress_closed": lambda: comes(Progress.CLOSED),
    "progress_lost": lambda: comes(Progress.LOST, there=7, people=7),
    "progress_large": lambda: comes(
        Progress.ADDING, there=1, people=60, missing=(Missing("Hubert " * 30, "Tutor " * 30, "guest"),) * 60
    ),
    "progress_hostile": lambda: comes(
        Progress.READY,
        reference=HOSTILE,
        lead=HOSTILE,
        missing=(Missing(HOSTILE, HOSTILE, HOSTILE),),
        trouble=HOSTILE,
        link=LINK,
    ),
    "circle_opens_case": lambda: circle(replace(many(2), may_open_case=True), own=True, drawable=True),
    "family_opens_case": lambda: family(
        replace(siblings(2, 2), opens_case_of="C-1042"), Query(reference="C-1042")
    ),
}
