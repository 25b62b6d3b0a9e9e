"""The words of cases that several cards share: kinds, endings, how a channel stands."""

from collections.abc import Sequence
from datetime import date

from cards.dates import day
from cards.text import clip, escape, mail_links, phone_link
from cases.case_ends import CaseEnd
from cases.model import CaseKind, ChannelStage
from cases.views import LeadView

LONGEST = 100
KINDS = {
    CaseKind.EARLY_HELP: "Early help",
    CaseKind.CHILD_IN_NEED: "Child in need",
    CaseKind.CHILD_PROTECTION: "Child protection",
    CaseKind.LOOKED_AFTER: "Looked-after child",
    CaseKind.CARE_LEAVER: "Care leaver",
}
ENDS = {
    CaseEnd.NEEDS_MET: "Needs met",
    CaseEnd.STEPPED_DOWN: "Stepped down to early help",
    CaseEnd.STEPPED_UP: "Stepped up elsewhere",
    CaseEnd.MOVED_AWAY: "Moved away",
    CaseEnd.TRANSFERRED: "Transferred to another area",
    CaseEnd.IN_ERROR: "Opened in error",
}
STAGES = {
    ChannelStage.OPENING: "Its channel is being made",
    ChannelStage.OPEN: "Its channel is open",
    ChannelStage.ARCHIVED: "Its channel is archived",
    ChannelStage.LOST: "Its channel was deleted in Teams",
}
NO_CHANNEL = "It has no channel"
IN_TROUBLE = "Its channel does not come about"


def ending(why: str) -> str:
    """Why a case was closed, in words; "" where nobody said."""
    return ENDS[CaseEnd(why)] if why in set(CaseEnd) else ""


def channel_stands(stage: ChannelStage | None, trouble: str) -> str:
    """How a case's channel stands, in a few words."""
    if stage is None:
        return NO_CHANNEL
    return IN_TROUBLE if trouble and stage is ChannelStage.OPENING else STAGES[stage]


def short(typed: str) -> str:
    """What somebody wrote, safe and not too long."""
    return escape(clip(typed, LONGEST))


def lead_line(lead: LeadView) -> str:
    """Who the lead is, in one line."""
    return ", ".join(
        filter(None, [f"**{short(lead.name)}**", *map(short, (lead.role, lead.service, lead.agency))])
    )


def lead_ways(lead: LeadView) -> str:
    """Links that call, chat and write to the lead; "" where there are none."""
    ways: Sequence[str] = [phone_link(lead.phone)] if lead.phone else []
    return " · ".join([*ways, *(mail_links(lead.email) if lead.email else [])])


def since_line(kind: CaseKind | None, since: date | None, word: str = "Open since") -> str:
    """For instance "Child protection · Open since 3 March 2026"."""
    from_day = f"{word} {day(since)}" if since else ""
    return " · ".join(filter(None, (KINDS[kind] if kind else "", from_day)))
