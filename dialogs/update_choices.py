"""How I want to hear of updates: recorded at once, or asked by a form."""

from cards.card import Card
from cards.choice_words import clock
from cards.update_choices import updates_chosen, updates_form
from cases.choices import Choice
from cases.choices_change import changed, how_of, stamp
from cases.commands import EditUpdates, SetUpdates
from cases.days import NonsenseError
from cases.lifecycle import OUTDATED
from cases.model import Viewer
from cases.records import Action, ChoiceRewrite, Effects, Outcome
from cases.views import UpdatesChosen, UpdatesForm
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

Wish = EditUpdates | SetUpdates


async def edit_updates(turn: Turn, viewer: Viewer, command: EditUpdates, desk: Desk) -> Answer:
    """The form, and what it means once it is filled in."""
    return await _take(turn, viewer, command, desk)


async def set_updates(turn: Turn, viewer: Viewer, command: SetUpdates, desk: Desk) -> Answer:
    """The same said in words."""
    return await _take(turn, viewer, command, desk)


async def _take(turn: Turn, viewer: Viewer, wish: Wish, desk: Desk) -> Answer:
    before = await desk.choices.of(viewer.id)
    if isinstance(wish, EditUpdates):
        if not wish.sent:
            return _answer(turn, viewer, Outcome.FORM_SHOWN, updates_form(_as_it_is(before)))
        if turn.outdated or wish.seen not in ("", stamp(before)):
            return _answer(turn, viewer, Outcome.OUTDATED, updates_form(_as_it_is(before, OUTDATED)))
    if turn.outdated:
        card = await _chosen(turn, viewer, before, desk, OUTDATED)
        return _answer(turn, viewer, Outcome.OUTDATED, card)
    try:
        after = changed(before, wish)
    except NonsenseError as wrong:
        return _answer(turn, viewer, Outcome.FORM_SHOWN, updates_form(_filled(before, wish, str(wrong))))
    card = await _chosen(turn, viewer, after, desk, "Saved.")
    return _answer(turn, viewer, Outcome.CHANGED, card, ChoiceRewrite(before, after))


def _answer(
    turn: Turn, viewer: Viewer, outcome: Outcome, card: Card, change: ChoiceRewrite | None = None
) -> Answer:
    entry = entry_by(turn, viewer, Action.UPDATES_CHOOSE, outcome)
    return Answer((Reply(card),), Effects(audit=(entry,), rewrites=(change,) if change else ()))


async def _chosen(turn: Turn, viewer: Viewer, choice: Choice, desk: Desk, note: str) -> Card:
    absence = (await desk.profiles.of(viewer.id)).absence
    away = absence is not None and absence.until is None and absence.holds(turn.today)
    return updates_chosen(UpdatesChosen(choice, note, away))


def _as_it_is(choice: Choice, problem: str = "") -> UpdatesForm:
    quiet = choice.quiet_from != choice.quiet_to
    return UpdatesForm(
        how=how_of(choice),
        daily_at=clock(choice.daily_at),
        quiet_from=clock(choice.quiet_from) if quiet else "",
        quiet_to=clock(choice.quiet_to) if quiet else "",
        zone=choice.zone,
        budget=str(choice.budget),
        seen=stamp(choice),
        problem=problem,
    )


def _filled(before: Choice, wish: Wish, problem: str) -> UpdatesForm:
    """As it was filled in; what was not said in words is as it is on record."""
    now, form = _as_it_is(before, problem), isinstance(wish, EditUpdates)
    return UpdatesForm(
        how=wish.how or now.how,
        daily_at=wish.daily_at if form else wish.daily_at or now.daily_at,
        quiet_from=wish.quiet_from if form else wish.quiet_from or now.quiet_from,
        quiet_to=wish.quiet_to if form else wish.quiet_to or now.quiet_to,
        zone=wish.zone or now.zone,
        budget=wish.budget or now.budget,
        seen=now.seen,
        problem=problem,
    )
