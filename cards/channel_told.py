"""What people are told of a case's channel: what happened in Teams, what was done, what they may do."""

from cards.card import Card, finish, heading, press
from cards.case_members import trouble_said
from cards.case_words import short
from cards.elements import Element, TextBlock
from cards.text import escape
from cases.commands import AskChannelAgain, CaseMembers, Command
from cases.views import ChannelTold, Told

SUMMARY = "Something happened in the channel of a case."
CASE_SUMMARY = "Something happened to one of your cases."
_UNKNOWN = "Somebody whom I cannot name to you"
_NOT_YET_SAID = "Something in Teams is in the way. Ask me who is in the channel to see what it is."
_LAST = "Their Teams object id ends in"
_TITLES = {
    Told.STRANGER: "Somebody was in the channel of {} who does not belong there",
    Told.MISSING: "Somebody was taken out of the channel of {}",
    Told.DELETED: "The channel of {} was deleted in Teams",
    Told.RENAMED: "The channel of {} was renamed in Teams",
    Told.BOT_REMOVED: "I was taken out of the channel of {}",
    Told.ARCHIVED: "The channel of {} was archived in Teams",
    Told.TROUBLE: "The channel of {} does not come about",
    Told.CLOSED: "{} was closed",
    Told.REOPENED: "{} is open again",
}
_SAID = {
    Told.MISSING: "{} belongs there, so I have put them back. If they should not be there, leave them out.",
    Told.DELETED: "For 30 days an owner of the team can restore it in Teams. Or ask for a new one.",
    Told.RENAMED: "A name can say too much, so I have given it its reference back.",
    Told.BOT_REMOVED: "I have come back. If I am kept out, nobody sees who joins and who leaves.",
    Told.ARCHIVED: "The case is open, so I have brought it back. If its work is done, close the case.",
    Told.CLOSED: "{} closed it. Its channel is archived, and stays to be read by those who belong there.",
    Told.REOPENED: "{} opened it again, and you lead it.",
}


def channel_told(view: ChannelTold) -> Card:
    """A sentence or two, by the case's reference alone; and at most two buttons."""
    body: list[Element] = [
        heading(_TITLES[view.what].format(short(view.reference))),
        TextBlock(_sentence(view)),
    ]
    if view.object_id:
        body.append(TextBlock(f"{_LAST} {escape(view.object_id)}.", size="Small", is_subtle=True))
    of_case = view.what in (Told.CLOSED, Told.REOPENED)
    offered: dict[str, Command] = {}
    if view.may_decide and not of_case and view.what is not Told.DELETED:
        offered["Who is in the channel?"] = CaseMembers(case_id=view.case_id)
    if view.may_decide and view.what in (Told.DELETED, Told.TROUBLE):
        offered["Ask for the channel again"] = AskChannelAgain(view.case_id)
    actions = [press(title, command) for title, command in offered.items()]
    return finish(body, CASE_SUMMARY if of_case else SUMMARY, actions)


def _sentence(view: ChannelTold) -> str:
    who = short(view.name) or _UNKNOWN
    if view.what is Told.TROUBLE:
        return trouble_said(view.trouble) if view.trouble else _NOT_YET_SAID
    if view.what is not Told.STRANGER:
        return _SAID[view.what].format(who if view.name else "Somebody")
    about = ", ".join(map(short, filter(None, (view.role, view.agency))))
    about = f" ({about})" if about else ""
    if view.still_in:
        done = "They were left in, as it is set here. Take them out in Teams, or have them join the case."
    else:
        done = "They belong there by no record of the register, so I take them out."
    return (
        f"{who}{about} was added there by hand. {done} If that surprises you, speak to your governance lead."
    )
