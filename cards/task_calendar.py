"""One's tasks as a calendar: the link, said once."""

from cards.actions import Execute, OpenUrl
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cases.commands import CalendarLink, RevokeCalendar
from cases.views import CalendarView

SUMMARY = "About your tasks as a calendar."
NOWHERE = "There are no calendar links here: whoever runs this service has not said where it is reached."

KEPT = "You have a link already. It was shown once, when it was made; a new one ends it."


def calendar(view: CalendarView) -> Card:
    """The link and how it is used; that there is none any more; or that there can be none."""
    title = heading("A task for your calendar" if view.one else "Your tasks as a calendar")
    if view.revoked:
        body: list[Element] = [title, TextBlock("No link of yours opens anything any more.")]
        return finish(body, SUMMARY, [press("Make a new link", CalendarLink())])
    if view.kept:
        return finish([title, TextBlock(KEPT)], SUMMARY, [*_afresh()])
    if not view.address:
        return finish([title, TextBlock(NOWHERE)], SUMMARY)
    if view.one:
        note = "Open it within 15 minutes, and your calendar asks whether to keep it."
        return finish([title, TextBlock(note)], SUMMARY, [OpenUrl("Get the file", view.address)])
    body = [
        title,
        TextBlock("In Outlook: Add calendar, then Subscribe from web, and paste this link:"),
        TextBlock(view.address, font_type="Monospace", size="Small"),
        TextBlock(
            "It shows references and days, no names. Whoever has the link can read it: pass it on to nobody. "
            "It is shown this once; a new link ends this one.",
            size="Small",
            is_subtle=True,
        ),
    ]
    return finish(body, SUMMARY, [OpenUrl("Open", view.address), _end()])


def _afresh() -> tuple[Execute, ...]:
    return press("Make a new link", CalendarLink(afresh=True)), _end()


def _end() -> Execute:
    return press("End this link", RevokeCalendar())
