"""The audit trail, a page at a time, for a governance lead."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.purposes import PURPOSES
from cards.text import clip, escape, plain
from cases.commands import Command, LookedAt, NotSharing, WhoLooked
from cases.views import TrailLine, TrailView

SUMMARY = "Here is the part of the audit trail you asked for."
NOTHING = "The audit trail has nothing about this."
RECORDED = "That you read this is recorded in the trail as well."
UNKNOWN = "Somebody who is not on the register"
LONGEST, LONGEST_WORDS = 100, 300

_ACTIONS = {
    "circle:see": "Circle",
    "timeline:see": "Timeline",
    "trail:read": "Audit trail",
    "bot:use": "Teamaround",
    "involvement:hand_over": "Hand-over",
    "practitioner:see": "Profile",
    "practitioner:add": "Taken on from the directory",
    "practitioner:refresh": "Followed the directory",
    "practitioner:change": "Change of a profile",
    "shielding:override": "Protected record",
    "override:review": "Review of an override",
    "lead:ask": "Request to the lead",
    "grant:end": "Access ended",
    "reason:give": "Reason",
    "channel:stranger": "In the channel without belonging there",
    "case:see": "Case",
    "case:close": "Case closed",
    "case:reopen": "Case opened again",
    "case:change": "Change of a case",
    "case:open": "Opening of a case",
    "task:see": "Task",
    "task:give": "Task given",
    "task:change": "Change of a task",
    "case:week": "Week of a case",
    "access:review": "Look at access",
    "update:read": "Message of what is new",
}
_RIGHTS = {
    "involved": "involved with the child",
    "manager": "manages a service that is involved",
    "channel": "belongs to the case's channel",
    "lead": "the child's lead",
    "governance": "governance lead",
    "grant": "gave a reason",
    "override": "overrode the shield",
    "concerned": "works with the child, or leads the case",
}
_PURPOSES = {str(purpose): words for purpose, words in PURPOSES.items()}


def trail_of_child(view: TrailView, command: WhoLooked) -> Card:
    """Who has looked at a child: when, who, of which agency, why, with what outcome."""
    entries = [_entry(line, _who(line)) for line in view.lines]
    older = [press("Older", replace(command, older=view.older))] if view.older else []
    return _card(f"Who has looked at {_short(view.about)}", entries, older)


def trail_of_practitioner(view: TrailView, command: LookedAt) -> Card:
    """What a practitioner has looked at: when, which child, why, with what outcome."""
    entries = [_entry(line, _short(line.child_reference) or "No child") for line in view.lines]
    older = [press("Older", replace(command, older=view.older))] if view.older else []
    return _card(f"What {_short(view.about)} has looked at", entries, older)


def not_shared(view: TrailView, command: NotSharing) -> Card:
    """What has been decided not to be shared about a child: when, by whom, why."""
    entries = [_entry(line, _who(line)) for line in view.lines]
    older = [press("Older", replace(command, older=view.older))] if view.older else []
    return _card(f"Decisions not to share about {_short(view.about)}", entries, older)


def which_child(references: Sequence[str], then: Callable[[str], Command]) -> Card:
    """A case of several children: which of them, by reference."""
    body: list[Element] = [heading("Which of the children of this case?")]
    body += [ActionSet([press(plain(one), then(one))], spacing="Small") for one in references]
    return finish(body, "More than one child could be meant.")


def _card(title: str, entries: list[Container], older: list[Element]) -> Card:
    body: list[Element] = [heading(title)]
    body += entries or [TextBlock(NOTHING)]
    if older:
        body.append(ActionSet(older, separator=True, spacing="Medium"))
    body.append(TextBlock(RECORDED, size="Small", is_subtle=True))
    return finish(body, SUMMARY)


def _entry(line: TrailLine, first: str) -> Container:
    action = _ACTIONS.get(line.action, _short(line.action))
    lines = [
        TextBlock(f"**{moment(line.at)}** · {first}"),
        TextBlock(f"{action}: {_short(line.outcome)}", spacing="None"),
    ]
    if why := _why(line):
        lines.append(TextBlock(f"Why: {why}", spacing="None"))
    return Container(lines, separator=True, spacing="Small")


def _who(line: TrailLine) -> str:
    return ", ".join(_short(part) for part in (line.who, line.agency) if part) or UNKNOWN


def _why(line: TrailLine) -> str:
    right, _, _ = line.basis.partition(":")
    purpose, _, words = line.reason.partition(": ")
    said = ": ".join(filter(None, (_PURPOSES.get(purpose, purpose), words)))
    parts = (_RIGHTS.get(right, right), clip(said, LONGEST_WORDS))
    return ", ".join(escape(part) for part in parts if part)


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
