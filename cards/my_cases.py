"""My cases: those that somebody leads or is in the circle of, and how their channels stand."""

from collections.abc import Iterator

from cards.actions import Action
from cards.card import Card, finish, heading, press, size
from cards.case_words import KINDS, channel_stands, short
from cards.circle import LARGEST
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.notes import noted
from cases.commands import (
    AskChannelAgain,
    CaseMembers,
    CloseCase,
    Family,
    MyCases,
    OpenCase,
    ReopenCase,
)
from cases.model import ChannelStage
from cases.query import Query
from cases.views import CaseLine, MyCasesView

SUMMARY, NONE = "Here are your cases.", "You lead no case, and are in the circle of none."
MOST_CHILDREN = 6


def my_cases(view: MyCasesView) -> Card:
    """A page of them; as many of it as 28 KB hold."""
    if not view.cases:
        return finish([heading("My cases"), *noted(view.note), TextBlock(NONE)], SUMMARY)
    for many in range(len(view.cases), 0, -1):
        card = _card(view, many)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: MyCasesView, many: int) -> Card:
    body: list[Element] = [heading("My cases"), *noted(view.note)]
    body += [_case(one, channels=view.channels) for one in view.cases[:many]]
    if missing := len(view.cases) - many:
        body.append(TextBlock(f"There is no room here for {missing} more: ask for them by reference."))
    pages = [press("Back", MyCases(view.page - 1))] if view.page else []
    pages += [press("More", MyCases(view.page + 1))] if view.more else []
    return finish(body, SUMMARY, pages)


def _case(one: CaseLine, *, channels: bool) -> Container:
    state = "" if one.is_open else "Closed"
    part = "You lead it" if one.is_lead else ""
    kind = KINDS[one.kind] if one.kind else ""
    children = ", ".join(map(short, one.children[:MOST_CHILDREN]))
    lines: list[Element] = [
        TextBlock(f"**{short(one.reference)}**{f' · {children}' if children else ''}"),
    ]
    if about := " · ".join(filter(None, (state, kind, part))):
        lines.append(TextBlock(about, spacing="None", size="Small"))
    if channels or one.stage is not None:
        lines.append(TextBlock(_channel(one), spacing="None", size="Small", is_subtle=True))
    if actions := list(_actions(one)):
        lines.append(ActionSet(actions, spacing="Small"))
    return Container(lines, separator=True, spacing="Medium")


def _channel(one: CaseLine) -> str:
    stands = channel_stands(one.stage, one.trouble if one.may_decide else "")
    return f"{stands}: [open it in Teams]({one.link})" if one.link else stands


def _actions(one: CaseLine) -> Iterator[Action]:
    if one.is_open:
        yield press("Who is working with them?", Family(Query(reference=one.reference)))
    if one.may_ask:
        yield press("Open its channel", OpenCase(Query(reference=one.reference), channel=True))
    if one.may_decide and one.stage is not None:
        yield press("Members", CaseMembers(case_id=one.case_id))
        if one.stage is ChannelStage.LOST or one.trouble:
            yield press("Ask for its channel again", AskChannelAgain(one.case_id))
    if one.may_decide and one.is_open:
        yield press("Close the case", CloseCase(case_id=one.case_id))
    if one.may_reopen and not one.is_open:
        yield press("Open it again", ReopenCase(case_id=one.case_id))
