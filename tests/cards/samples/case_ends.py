"""Cases once they are there: their cards, closing, members, what is told. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from cards import Card
from cards.case_card import case_card, closed_card, withheld_card
from cards.case_ends import (
    case_closed,
    case_not_known,
    case_said,
    closing_form,
    reference_offered,
    reopening,
    which_case,
)
from cards.case_members import case_members
from cards.case_summary import case_summary
from cards.channel_told import channel_told
from cards.my_cases import my_cases
from cases.commands import CloseCase, RenameCase
from cases.model import Birth, CaseId, CaseKind, ChannelStage, PractitionerId
from cases.ports_tenant import Why
from cases.views import (
    CaseCardView,
    CaseChild,
    CaseLine,
    CasePerson,
    ChannelTold,
    ClosingForm,
    LeadView,
    MembersView,
    MyCasesView,
    PastPerson,
    SeatLine,
    Stands,
    SummaryView,
    Told,
)
from tests.cards.samples.base import HOSTILE, TEAM, TODAY
from tests.cards.samples.task_reminders import LEFT, many

ID = CaseId("k-1")
MARCH = date(2026, 3, 3)
LEAD = LeadView(
    "Grace Adeyemi",
    "Social worker",
    "Children in Need",
    "Northbrook Council",
    "01632 960123",
    "grace.adeyemi@northbrook.example",
)
AMINA = CaseChild("Amina Khan", Birth(2014, 3, 2), "TA-1042")
BILAL = CaseChild("Bilal Khan", None, "TA-1043")
PEOPLE = tuple(CasePerson(replace(one, is_viewer=False)) for one in TEAM)
CARD = CaseCardView(
    ID,
    "kanu-rilo",
    CaseKind.CHILD_PROTECTION,
    MARCH,
    LEAD,
    vacant=False,
    children=(AMINA,),
    people=PEOPLE,
    further_service=True,
    today=TODAY,
)
SIBLINGS = replace(
    CARD,
    children=(AMINA, BILAL),
    people=(PEOPLE[0], *(replace(one, children=("Bilal Khan",)) for one in PEOPLE[1:])),
    further_service=False,
)
BAD = LeadView(*(HOSTILE,) * 6)
WORST = replace(
    CARD,
    reference=HOSTILE,
    lead=BAD,
    children=(CaseChild(HOSTILE, None, HOSTILE),),
    people=tuple(
        CasePerson(
            replace(TEAM[0], name=HOSTILE, role=HOSTILE, service=HOSTILE, agency=HOSTILE, has_left=True),
            (HOSTILE,) * 3,
        )
        for _ in range(80)
    ),
)
PAST = PastPerson(
    "Ewan Price", "Year 7 tutor", "Pastoral", "Hartley Academy", date(2026, 4, 1), date(2026, 7, 1)
)
SUMMARY = SummaryView(
    "kanu-rilo",
    CaseKind.CHILD_IN_NEED,
    MARCH,
    date(2026, 11, 20),
    "needs_met",
    (PAST, replace(PAST, name="Grace Adeyemi", role="Social worker", until=None)),
    LEAD,
)
FORM = ClosingForm(ID, "kanu-rilo", TODAY, MARCH, (), channelled=True, seen="0123456789abcdef")
LINE = CaseLine(
    ID,
    "kanu-rilo",
    CaseKind.CHILD_PROTECTION,
    ("Amina Khan", "Bilal Khan"),
    is_open=True,
    is_lead=True,
    may_decide=True,
    stage=ChannelStage.OPEN,
    link="https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/kanu-rilo?groupId=1&tenantId=2",
)
SEAT = SeatLine(PractitionerId("p-1"), "Ewan Price", "Year 7 tutor", "Pastoral", "Hartley Academy", Stands.IN)
MEMBERS = MembersView(
    ID,
    "kanu-rilo",
    ChannelStage.OPEN,
    "",
    (
        replace(SEAT, name="Grace Adeyemi", is_lead=True),
        SEAT,
        replace(SEAT, stands=Stands.REFUSED, why=Why.OTHER_TENANT),
        replace(SEAT, stands=Stands.REFUSED, why=Why.OTHER),
        replace(SEAT, stands=Stands.LEFT_OUT, left_out=True),
        *(
            replace(SEAT, stands=how)
            for how in (Stands.COMING, Stands.NO_ACCOUNT, Stands.KEPT_APART, Stands.LEAVING)
        ),
    ),
    strangers=1,
)
TOLD = ChannelTold(Told.STRANGER, ID, "kanu-rilo", may_decide=True)


def told(what: Told, **changes: object) -> Callable[[], Card]:
    return partial(channel_told, replace(TOLD, what=what, **changes))


SAMPLES: dict[str, Callable[[], Card]] = {
    "case-card": lambda: case_card(CARD),
    "case-card-siblings": lambda: case_card(SIBLINGS),
    "case-card-no-lead": lambda: case_card(replace(CARD, vacant=True, lead=replace(LEAD, gone=True))),
    "case-card-nobody": lambda: case_card(
        replace(CARD, vacant=True, lead=LeadView(), people=(), further_service=False, kind=None, since=None)
    ),
    "case-card-lead-not-shown": lambda: case_card(replace(CARD, lead=LeadView())),
    "case-card-80-hostile": lambda: case_card(WORST),
    "case-card-withheld": lambda: withheld_card("kanu-rilo"),
    "case-card-closed": lambda: closed_card("kanu-rilo"),
    "case-summary": lambda: case_summary(SUMMARY),
    "case-summary-short": lambda: case_summary(
        replace(SUMMARY, since=date(2026, 11, 20), people=(), ask=replace(LEAD, gone=True), why="")
    ),
    "case-summary-300-hostile": lambda: case_summary(
        replace(
            SUMMARY,
            reference=HOSTILE,
            since=None,
            ask=LeadView(),
            people=(PastPerson(*(HOSTILE,) * 4, MARCH, None),) * 300,
        )
    ),
    "case-close": lambda: closing_form(FORM, CloseCase(case_id=ID)),
    "case-close-problem": lambda: closing_form(
        replace(
            FORM,
            since=None,
            channelled=False,
            under_way=("TA-1042",),
            problem="Please choose why the case is closed.",
        ),
        CloseCase(case_id=ID, on="2026-11-01", sent=True),
    ),
    "case-close-tasks": lambda: closing_form(
        replace(FORM, tasks=replace(LEFT, owner="", owner_id=None, people=())),
        CloseCase(case_id=ID, on="2026-11-01", sent=True, choices={"t9/3": "cancel"}),
    ),
    "case-close-tasks-hostile": lambda: closing_form(
        replace(FORM, tasks=replace(LEFT, owner="", owner_id=None, lines=many(20, HOSTILE), missing=480)),
        CloseCase(case_id=ID),
    ),
    "case-closed": lambda: case_closed("kanu-rilo", ID, channelled=True, again=True),
    "case-reopen": lambda: reopening("kanu-rilo", ID, "Its lead will be Grace Adeyemi.", channelled=True),
    "case-rename": lambda: reference_offered(
        "kanu-rilo",
        "solu-mipa",
        RenameCase(case_id=ID, offer="a", sent=True),
        RenameCase(case_id=ID, offer="b"),
    ),
    "case-which": lambda: which_case(
        [(one, CloseCase(case_id=CaseId(one))) for one in ("kanu-rilo", "solu-mipa", HOSTILE)]
    ),
    "case-said": lambda: case_said(HOSTILE, HOSTILE, [("Close the case", CloseCase(case_id=ID))]),
    "case-not-known": case_not_known,
    "my-cases": lambda: my_cases(
        MyCasesView(
            (
                LINE,
                replace(
                    LINE, is_lead=False, may_decide=False, stage=ChannelStage.OPENING, link="", kind=None
                ),
                replace(LINE, stage=ChannelStage.OPENING, trouble="not_permitted", link=""),
                replace(LINE, stage=ChannelStage.LOST, link=""),
                replace(LINE, stage=None, link="", may_ask=True),
                replace(LINE, is_open=False, stage=ChannelStage.ARCHIVED, may_reopen=True),
            ),
            channels=True,
            page=1,
            more=True,
        )
    ),
    "my-cases-none": lambda: my_cases(MyCasesView((), channels=True, note="Which case do you mean?")),
    "my-cases-hostile": lambda: my_cases(
        MyCasesView((replace(LINE, reference=HOSTILE, children=(HOSTILE,) * 90),) * 6, channels=False)
    ),
    "case-members": lambda: case_members(replace(MEMBERS, note="Ewan Price is left out of the channel.")),
    "case-members-trouble": lambda: case_members(
        replace(
            MEMBERS, seats=(), strangers=2, stage=ChannelStage.OPENING, trouble="full", may_ask_again=True
        )
    ),
    "case-members-200-hostile": lambda: case_members(
        replace(
            MEMBERS,
            trouble="something else",
            seats=(replace(SEAT, name=HOSTILE, role=HOSTILE, service=HOSTILE, agency=HOSTILE),) * 200,
        )
    ),
    "channel-stranger": told(Told.STRANGER, object_id="9f3c"),
    "channel-stranger-named": told(
        Told.STRANGER,
        name="Ewan Price",
        role="Tutor",
        agency="Hartley Academy",
        still_in=True,
        may_decide=False,
    ),
    "channel-missing": told(Told.MISSING, name="Ewan Price"),
    "channel-deleted": told(Told.DELETED),
    "channel-renamed": told(Told.RENAMED),
    "channel-bot-removed": told(Told.BOT_REMOVED),
    "channel-archived": told(Told.ARCHIVED),
    "channel-trouble": told(Told.TROUBLE, trouble="not_permitted"),
    "case-closed-told": told(Told.CLOSED, name="Grace Adeyemi"),
    "case-reopened-told": told(Told.REOPENED),
}
