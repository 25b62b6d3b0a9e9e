"""How a case's channel comes along: one card, from the press that opens the case until it is there."""

from cards.actions import OpenUrl
from cards.card import Card, finish, heading, press
from cards.channel_words import why_missing, why_stuck
from cards.elements import Element, TextBlock
from cards.layout import Container
from cards.text import clip, escape, plain
from cases.commands import Who
from cases.query import Query
from cases.views import Missing, Progress, ProgressView

SUMMARY = "Here is how the case stands."
NOT_YET = "Nothing about the child is posted there until the right people are in it."
LONGEST, MOST = 100, 20

_STANDS = {
    Progress.NONE: "The case is open. No channel is made for it here.",
    Progress.MAKING: "Making the channel.",
    Progress.CHECKING: "Checking who is in it.",
    Progress.READY: "Ready.",
    Progress.CLOSED: "The case is closed. Its channel, if it had one, is kept for reading.",
    Progress.LOST: "The channel is not there in Teams any more. The lead can have another one made.",
}
_UNDER_WAY = (Progress.MAKING, Progress.ADDING, Progress.CHECKING)


def progress(view: ProgressView) -> Card:
    """Where it stands in words, and for each person who could not be added what to do about it."""
    reference = escape(clip(view.reference, LONGEST))
    body: list[Element] = [
        heading(f"Case {reference}"),
        TextBlock(_stands(view), weight="Bolder"),
    ]
    if view.stage is Progress.CHECKING or (view.stage is Progress.READY and view.people):
        body.append(TextBlock(_count(view), spacing="Small"))
    if view.trouble:
        body.append(TextBlock(why_stuck(view.trouble), color="Attention"))
    if said := _lead(view):
        body.append(TextBlock(said, spacing="Small"))
    if view.missing:
        body.append(TextBlock("Not in the channel", weight="Bolder", separator=True, spacing="Medium"))
        body += [_person(one) for one in view.missing[:MOST]]
    if (more := len(view.missing) - MOST) > 0:
        body.append(TextBlock(f"And {more} more.", spacing="Small"))
    if view.stage in _UNDER_WAY:
        body.append(TextBlock(NOT_YET, size="Small", is_subtle=True, separator=True, spacing="Medium"))
    circle = press("Who is working with them?", Who(Query(reference=view.reference)))
    if not view.link:
        return finish(body, SUMMARY, [circle])
    title = f"Open {plain(clip(view.reference, LONGEST))} in Teams"
    return finish(body, SUMMARY, [OpenUrl(title, view.link), circle])


def _stands(view: ProgressView) -> str:
    return _count(view) if view.stage is Progress.ADDING else _STANDS[view.stage]


def _count(view: ProgressView) -> str:
    people = "person" if view.people == 1 else "people"
    return f"{view.there} of {view.people} {people} added."


def _lead(view: ProgressView) -> str:
    if view.leads:
        return "You are the lead."
    return f"Lead: {escape(clip(view.lead, LONGEST))}" if view.lead else ""


def _person(one: Missing) -> Container:
    named = ", ".join(
        filter(None, (f"**{escape(clip(one.name, LONGEST))}**", escape(clip(one.about, LONGEST))))
    )
    return Container([TextBlock(named), TextBlock(why_missing(one.why), spacing="None")], spacing="Small")
