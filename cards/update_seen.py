"""Acknowledging updates: one press for all that a message tells, who has pressed, and who has not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cards.actions import Action
from cards.buttons import encode
from cards.card import Card, finish, heading, press
from cards.case_words import short
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.text import clip
from cases.commands import MyCases, SeenUpdates, WhoHasSeen
from cases.model import UpdateKind
from cases.updates_seen import needs_seen
from cases.views import SeenLine, SeenView, Witness, WitnessesView

SEEN = "You have seen this."
REMINDER = "An update is waiting for your “Seen”."
UNSEEN = "Some people have not seen an update yet."
WHO = "Who has seen an update."
NOT_KNOWN = "There is no such update that I can show you."
MOST_LINES, MOST_PEOPLE = 20, 36
KINDS = {
    UpdateKind.LEAD_CHANGED: "The lead changed",
    UpdateKind.CASE_OPENED: "The case was opened",
    UpdateKind.CASE_CLOSED: "The case was closed",
    UpdateKind.CASE_REOPENED: "The case was opened again",
    UpdateKind.STRANGER: "Somebody unexpected was in the channel",
}


def seen_actions(
    batch: str, kinds: Iterable[UpdateKind], led: Sequence[tuple[str, str]] = ()
) -> list[Action]:
    """One "Seen" for all that a message tells of; none where nothing of it has to be acknowledged.

    ``led`` are the updates (reference of the case and id) of which the reader, being the lead, may ask who
    has seen them.
    """
    seen: list[Action] = [press("Seen", SeenUpdates(batch))] if any(map(needs_seen, kinds)) else []
    return [*seen, *(_who(reference, update) for reference, update in led[:MOST_LINES])]


def updates_seen(view: SeenView) -> Card:
    """In the place of what was acknowledged."""
    at = f"You said so at {moment(view.seen_at)}." if view.seen_at else ""
    body: list[Element] = [heading("Seen"), *_lines(view.lines), *([TextBlock(at)] if at else [])]
    return finish(body, SEEN, _asking(view.lines))


def marked_seen(card: Card, at: datetime) -> Card:
    """The card of a message as it stands once that has been acknowledged: it says so where the button was."""
    line = TextBlock(f"Seen at {moment(at)}.", size="Small", is_subtle=True, separator=True)
    mine = encode(SeenUpdates(""))[0]
    actions = [one for one in card.content.get("actions", ()) if one.get("verb") != mine]
    rest = {key: value for key, value in card.content.items() if key != "actions"}
    content = {**rest, "body": [*rest["body"], line.render()], **({"actions": actions} if actions else {})}
    return Card(content, card.summary, card.urgent)


def seen_reminder(view: SeenView) -> Card:
    """Asked again, once."""
    body: list[Element] = [heading("Have you seen this?"), *_lines(view.lines)]
    body.append(
        TextBlock(
            "One press is enough. If it stays open another working day, the case's lead hears of it.",
            size="Small",
            is_subtle=True,
        )
    )
    return finish(body, REMINDER, [press("Seen", SeenUpdates(view.batch)), *_asking(view.lines)])


def witnesses(view: WitnessesView, *, asked: bool) -> Card:
    """Who has seen it and who has not; unless it was ``asked`` for, told to the lead."""
    missing = [one for one in view.people if one.seen_at is None]
    title = KINDS.get(view.kind, "An update")
    body: list[Element] = [heading(f"{title}: {short(view.reference)}")]
    if missing:
        have = "has" if len(missing) == 1 else "have"
        body.append(TextBlock(f"{len(missing)} of {len(view.people)} {have} not seen it yet."))
    else:
        body.append(
            TextBlock(f"All {len(view.people)} have seen it." if len(view.people) > 1 else "It was seen.")
        )
    body += [TextBlock(_witness(one), spacing="Small") for one in view.people[:MOST_PEOPLE]]
    if more := len(view.people[MOST_PEOPLE:]):
        body.append(TextBlock(f"And {more} more.", spacing="Small"))
    return finish(body, WHO if asked else UNSEEN)


def update_not_known() -> Card:
    """The same for what there is not, for what was told to others, and for cases that others lead."""
    return finish([heading("Which update?"), TextBlock(NOT_KNOWN)], NOT_KNOWN, [press("My cases", MyCases())])


def _lines(lines: Sequence[SeenLine]) -> list[Element]:
    body: list[Element] = [
        TextBlock(f"{KINDS.get(one.kind, 'An update')}: **{short(one.reference)}**", spacing="Small")
        for one in lines[:MOST_LINES]
    ]
    if more := len(lines[MOST_LINES:]):
        body.append(TextBlock(f"And {more} more.", spacing="Small"))
    return body


def _witness(one: Witness) -> str:
    who = ", ".join(filter(None, (f"**{short(one.name)}**", short(one.role))))
    return f"{who}: {moment(one.seen_at) if one.seen_at else 'not yet'}"


def _asking(lines: Sequence[SeenLine]) -> list[Action]:
    return [_who(one.reference, one.update_id) for one in lines[:MOST_LINES] if one.update_id]


def _who(reference: str, update: str) -> Action:
    return press(f"Who has seen {clip(reference, 40)}?", WhoHasSeen(update))
