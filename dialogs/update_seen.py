"""Acknowledging what a message told, and who has: read for one person, under the policy of the moment."""

from collections.abc import Sequence
from datetime import date

from cards.update_seen import marked_seen, update_not_known, updates_seen, witnesses
from cases.case_seats import seen_by
from cases.commands import SeenUpdates, WhoHasSeen
from cases.model import Viewer
from cases.ports_casework import CaseFile
from cases.records import Action, Effects, Outcome, SeenBatch
from cases.updates_seen import Telling, needs_seen
from cases.views import SeenView, Witness, WitnessesView
from dialogs.case_found import Asked, entries_of
from dialogs.entries import entry_by
from dialogs.turn import Answer, Audience, Desk, Reply, Turn
from dialogs.updates_message import lines_of, message_of


async def seen_updates(turn: Turn, viewer: Viewer, command: SeenUpdates, desk: Desk) -> Answer:
    """All that one message told is seen, however often that is pressed. Another's message is as unknown."""
    asked = Asked(turn, viewer, Action.UPDATES_ACKNOWLEDGE)
    told = await desk.seens.in_batch(command.batch, viewer.id)
    if not told:
        return _not_known(asked, Outcome.NOT_FOUND)
    mine = await lines_of(told, viewer, turn.today, desk)
    message = await message_of(command.batch, viewer, turn.now, desk)
    waiting = any(one.seen_at is None for one in told)
    first = None if waiting else min(one.seen_at for one in told if one.seen_at)
    at = first or turn.now
    card = marked_seen(message.card, at) if message else updates_seen(SeenView(command.batch, mine.lines, at))
    change = (SeenBatch(viewer.id, command.batch, turn.now),) if waiting else ()
    entries = [entry for one in mine.files for entry in entries_of(asked, one, Outcome.CHANGED)]
    audit = tuple(entries) or (entry_by(turn, viewer, asked.action, Outcome.CHANGED),)
    return Answer((Reply(card, Audience.PRESSER),), Effects(audit=audit, rewrites=change))


async def who_has_seen(turn: Turn, viewer: Viewer, command: WhoHasSeen, desk: Desk) -> Answer:
    """Who has, and who has not: for the case's lead, and of those alone whom they may see."""
    asked = Asked(turn, viewer, Action.UPDATES_SEE)
    told = await desk.seens.of_update(command.update_id)
    file = await case_of(told, turn.today, desk)
    if file is None:
        return _not_known(asked, Outcome.NOT_FOUND)
    if file.case.lead_id != viewer.id or not needs_seen(told[0].update.kind):
        return _not_known(asked, Outcome.REFUSED)
    view = witnesses_of(told, file, viewer, turn.today)
    if not view.people:
        # That nobody was told, and that somebody was whom they may not see, reads the same.
        return _not_known(asked, Outcome.REFUSED)
    audit = tuple(entries_of(asked, file, Outcome.SHOWN))
    return Answer((Reply(witnesses(view, asked=True)),), Effects(audit=audit))


async def case_of(told: Sequence[Telling], today: date, desk: Desk) -> CaseFile | None:
    """The case that an update is of; None if nobody was told of it, or it is of none."""
    case = told[0].update.case_id if told else None
    return await desk.casework.case_file(case, today) if case else None


def witnesses_of(told: Sequence[Telling], file: CaseFile, lead: Viewer, today: date) -> WitnessesView:
    """Those who were told, of the people whom the lead may see; the lead is not one of them."""
    visible = seen_by(lead, file, today)
    people = [
        Witness(visible[who].practitioner.name, visible[who].practitioner.role, one.seen_at)
        for one in told
        if (who := one.practitioner_id) in visible and who != lead.id
    ]
    people.sort(key=lambda one: (one.seen_at is not None, one.name, one.role))
    return WitnessesView(told[0].update.kind, file.case.reference, tuple(people))


def _not_known(asked: Asked, outcome: Outcome) -> Answer:
    entry = entry_by(asked.turn, asked.viewer, asked.action, outcome)
    return Answer((Reply(update_not_known(), Audience.PRESSER),), Effects(audit=(entry,)))
