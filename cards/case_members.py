"""Who is in a case's channel, and who is not and why: for whoever decides about the case."""

from collections.abc import Iterator

from cards.actions import Action
from cards.card import Card, finish, heading, press, size
from cards.case_words import channel_stands, short
from cards.circle import LARGEST
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.notes import noted
from cases.commands import AskChannelAgain, BringIn, LeaveOut
from cases.ports_tenant import Why
from cases.views import MembersView, SeatLine, Stands

SUMMARY = "Here is who is in the channel of a case."
NOBODY = "There is nobody whom I can show you."
STANDS = {
    Stands.IN: "In the channel",
    Stands.COMING: "On the way in",
    Stands.REFUSED: "Could not be added",
    Stands.NO_ACCOUNT: "Not in: I know no Teams account of theirs",
    Stands.LEFT_OUT: "Left out, as somebody chose",
    Stands.KEPT_APART: "Not in: no agreement lets everybody in the channel know of them",
    Stands.LEAVING: "On the way out",
}
WHYS = {
    Why.GUEST: "a guest cannot be in this kind of channel: an administrator can make it a private one",
    Why.NOT_IN_TEAM: "they are not in the team yet: I try again",
    Why.OTHER_TENANT: "their organisation is not set up for shared channels: their administrator can do that",
    Why.NOT_IN_DIRECTORY: "they are not in the directory: an administrator can invite them as a guest",
    Why.FULL: "the channel is full",
    Why.NOT_PERMITTED: "I have no permission: an administrator can give it",
}
TROUBLES = {
    Why.NOT_PERMITTED: "I may not make channels here. Your Teams administrator can allow it.",
    Why.NOT_SIGNED_IN: "I cannot sign in to Teams. Your Teams administrator can put it right.",
    Why.NAME_TAKEN: "Another channel has its name already. Give the case a new reference.",
    Why.NAME_FORBIDDEN: "Teams does not allow its name. Give the case a new reference.",
    Why.FULL: "There is no room for another channel. Your Teams administrator can help.",
    Why.NO_OWNER: "The account that owns the channels is missing. Your Teams administrator can put it right.",
    Why.NO_APP: "I am not allowed into the team. Your Teams administrator can put it right.",
    Why.WRONG_KIND: "Channels of this kind are switched off here. Your Teams administrator can allow them.",
}
OTHER_TROUBLE = "Teams refused it. Your Teams administrator can see why."


def trouble_said(trouble: str) -> str:
    """What keeps a channel from coming about, and who can do something about it."""
    return TROUBLES.get(Why(trouble), OTHER_TROUBLE) if trouble in set(Why) else OTHER_TROUBLE


def case_members(view: MembersView) -> Card:
    """Everybody in a line or two, the lead first; as many as 28 KB hold."""
    for many in range(len(view.seats), -1, -1):
        card = _card(view, many)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: MembersView, many: int) -> Card:
    body: list[Element] = [
        heading(f"The channel of {short(view.reference)}"),
        TextBlock(f"{channel_stands(view.stage, view.trouble)}.", spacing="None"),
    ]
    body += noted(view.note)
    if view.trouble:
        body.append(TextBlock(trouble_said(view.trouble)))
    if view.strangers:
        who = "Somebody is" if view.strangers == 1 else f"{view.strangers} people are"
        body.append(TextBlock(f"{who} in it who do not belong there.", color="Attention", weight="Bolder"))
    body += [_seat(view, one) for one in view.seats[:many]]
    if missing := len(view.seats) - many:
        body.append(TextBlock(f"There is no room here for {missing} more."))
    if not view.seats:
        body.append(TextBlock(NOBODY))
    again = [press("Ask for the channel again", AskChannelAgain(view.case_id))] if view.may_ask_again else []
    return finish(body, SUMMARY, again)


def _seat(view: MembersView, one: SeatLine) -> Container:
    about = ", ".join(short(part) for part in (one.role, one.service, one.agency) if part)
    lines: list[Element] = [
        TextBlock(f"**{short(one.name)}**{' · Lead' if one.is_lead else ''}"),
        TextBlock(about, spacing="None", size="Small"),
        TextBlock(_stands(one), spacing="None", size="Small"),
    ]
    if actions := list(_actions(view, one)):
        lines.append(ActionSet(actions, spacing="Small"))
    return Container(lines, separator=True, spacing="Small")


def _stands(one: SeatLine) -> str:
    why = WHYS.get(Why(one.why), "Teams refused it") if one.why in set(Why) else ""
    return f"{STANDS[one.stands]}{f': {why}' if why else ''}."


def _actions(view: MembersView, one: SeatLine) -> Iterator[Action]:
    if one.left_out:
        yield press("Bring in", BringIn(view.case_id, one.practitioner_id))
    elif not one.is_lead and one.stands not in (Stands.KEPT_APART, Stands.LEAVING):
        yield press("Leave out", LeaveOut(view.case_id, one.practitioner_id))
