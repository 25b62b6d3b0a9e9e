"""An update that waits to be acknowledged: brought to mind once, and then put before the case's lead."""

from datetime import datetime

from cards.card import Card
from cards.update_seen import seen_reminder, witnesses
from cases.model import ConversationId, Viewer
from cases.records import Action, Effects, Notice, Outcome
from cases.views import SeenView
from dialogs.case_found import Asked, entries_of
from dialogs.readers import viewer_of
from dialogs.turn import Desk, Room, Turn
from dialogs.update_seen import case_of, witnesses_of
from dialogs.updates_message import lines_of

BATCH, LEAD = "batch", "lead"
"""What a notice "update.seen" is about: a message of the reader's own, or an update of a case they lead."""


async def tell_update_seen(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The reminder, or what the lead hears, if it is still so and may be told."""
    viewer = await viewer_of(notice.to, desk, now)
    identity = viewer.practitioner.identity if viewer else None
    if viewer is None or identity is None:
        return None
    turn = Turn(identity, Room.PERSONAL, ConversationId(""), "", now)
    kind, _, subject = notice.subject.partition("/")
    tellers = {BATCH: _reminder, LEAD: _to_lead}
    found = await tellers[kind](subject, viewer, turn, desk)
    if found is None:
        return None
    card, effects = found
    await desk.ledger.commit(effects, None)
    return card


async def _reminder(batch: str, viewer: Viewer, turn: Turn, desk: Desk) -> tuple[Card, Effects] | None:
    told = [one for one in await desk.seens.in_batch(batch, viewer.id) if one.waits]
    mine = await lines_of(told, viewer, turn.today, desk)
    if not mine.lines:
        return None
    asked = Asked(turn, viewer, Action.UPDATES_ACKNOWLEDGE)
    audit = tuple(entry for one in mine.files for entry in entries_of(asked, one, Outcome.SHOWN))
    return seen_reminder(SeenView(batch, mine.lines)), Effects(audit=audit)


async def _to_lead(update: str, viewer: Viewer, turn: Turn, desk: Desk) -> tuple[Card, Effects] | None:
    told = await desk.seens.of_update(update)
    file = await case_of(told, turn.today, desk)
    if file is None or file.case.lead_id != viewer.id:
        return None
    view = witnesses_of(told, file, viewer, turn.today)
    if all(one.seen_at for one in view.people):
        return None
    audit = tuple(entries_of(Asked(turn, viewer, Action.UPDATES_SEE), file, Outcome.SHOWN))
    return witnesses(view, asked=False), Effects(audit=audit)
