"""How somebody hears of updates: the form, what it means, and the cases they have muted."""

import re

from cards.card import Card, finish, heading, press
from cards.case_words import short
from cards.choice_words import ZONES, beyond, city, every, meaning
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, TimeInput
from cards.layout import ActionSet
from cards.notes import noted, wrong
from cards.text import clip, escape
from cases.choices import LONGEST
from cases.commands import EditUpdates, MuteCase, Muted, MyCases
from cases.views import MutedView, UpdatesChosen, UpdatesForm

FORM, CHOSEN, MUTED = "Please fill in a few details.", "How you hear of updates.", "The cases you have muted."
NONE_MUTED = "You have muted no case."
AWAY = f"While you are away with no last day, I keep what there is for you, for {LONGEST} days at most."
MOST_MUTED, LONGEST_ZONE = 20, 60
_HOWS = {
    "at once": "At once",
    "30": "Every 30 minutes, together",
    "60": "Every hour, together",
    "120": "Every 2 hours, together",
    "daily": "Once a day",
    "mine": "Only what needs me",
}
_BUDGETS = ("3", "5", "10", "20", "50")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def updates_form(view: UpdatesForm) -> Card:
    """How often, when not, where, and how many a day."""
    body: list[Element] = [heading("How you hear of updates")]
    body += wrong(view.problem)
    body += [
        ChoiceInput("how", "How often?", _hows(view.how), value=view.how, style="compact"),
        TimeInput("daily_at", "If once a day: at", value=_time(view.daily_at)),
        TimeInput("quiet_from", "Quiet from", value=_time(view.quiet_from)),
        TimeInput("quiet_to", "Quiet until", value=_time(view.quiet_to)),
        TextBlock(
            "Clear both times for no quiet hours. Alarms aside, you hear nothing on your days off and bank "
            "holidays, nor while you are away.",
            spacing="None",
            size="Small",
            is_subtle=True,
        ),
        ChoiceInput("zone", "Time zone", _zones(view.zone), value=view.zone, style="compact"),
        ChoiceInput("budget", "Messages a day, at most", _budgets(view.budget), value=view.budget),
    ]
    return finish(
        body,
        FORM,
        [
            press("Save", EditUpdates(sent=True, seen=view.seen)),
            press("Muted cases", Muted(), associated_inputs="none"),
        ],
    )


def updates_chosen(view: UpdatesChosen) -> Card:
    """What was chosen, in one sentence."""
    body: list[Element] = [heading("How you hear of updates")]
    if view.note:
        body.append(TextBlock(escape(view.note), weight="Bolder"))
    body += [
        TextBlock(escape(meaning(view.choice))),
        TextBlock(beyond(view.choice), size="Small", is_subtle=True),
    ]
    if view.away:
        body.append(TextBlock(AWAY, size="Small", is_subtle=True))
    return finish(body, CHOSEN, [press("Change", EditUpdates()), press("Muted cases", Muted())])


def muted_cases(view: MutedView) -> Card:
    """Each with a button that ends it."""
    body: list[Element] = [heading("Muted cases")]
    body += noted(view.note)
    if not view.cases:
        body.append(TextBlock(NONE_MUTED))
        return finish(body, MUTED, [press("My cases", MyCases())])
    body.append(TextBlock("You hear no news of these. What needs you, and alarms, still come."))
    for case, reference in view.cases[:MOST_MUTED]:
        unmute = press(
            "Unmute", MuteCase(case_id=case, back=True), tooltip=f"Unmute {clip(reference, LONGEST_ZONE)}"
        )
        body += [TextBlock(f"**{short(reference)}**", separator=True), ActionSet([unmute])]
    if more := len(view.cases[MOST_MUTED:]):
        body.append(TextBlock(f"There is no room here for {more} more: unmute them by reference."))
    return finish(body, MUTED)


def _hows(chosen: str) -> dict[str, str]:
    if chosen in _HOWS or not (chosen.isascii() and chosen.isdigit() and len(chosen) < len("1000")):
        return _HOWS
    minutes = int(chosen)
    return {**_HOWS, chosen: f"{every(minutes).capitalize()}, together"}


def _zones(chosen: str) -> dict[str, str]:
    known = chosen in ZONES or not chosen
    return ZONES if known else {**ZONES, clip(chosen, LONGEST_ZONE): clip(city(chosen), LONGEST_ZONE)}


def _budgets(chosen: str) -> dict[str, str]:
    number = chosen if chosen.isascii() and chosen.isdigit() and len(chosen) < len("1000") else ""
    return {one: one for one in sorted({*_BUDGETS, number} - {""}, key=int)}


def _time(written: str) -> str:
    """What a time input can show again: it drops, and some clients stumble over, what is no time."""
    return written if _TIME.fullmatch(written) else ""
