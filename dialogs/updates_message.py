"""One message of updates, as its reader may read it now, and what of it is to be acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.card import Card
from cards.update_seen import seen_actions
from cards.updates import updates_card
from cases.local import local_day
from cases.model import Viewer
from cases.policy_case_ends import knows
from cases.ports_casework import CaseFile
from cases.records import AuditEntry
from cases.update_view import updates_view
from cases.updates_seen import Telling, needs_seen
from cases.views import SeenLine
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights
from dialogs.updates_channel import entries_of


@dataclass(frozen=True, slots=True)
class Lines:
    """What one reader may be told of updates that are to be acknowledged, and of which cases they are."""

    lines: tuple[SeenLine, ...]
    files: tuple[CaseFile, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """The card, and what it discloses."""

    card: Card
    entries: Sequence[AuditEntry]


async def message_of(batch: str, viewer: Viewer, now: datetime, desk: Desk) -> Message | None:
    """What a message says to its reader, judged anew; None if that is nothing."""
    sights, today = UpdateSights(desk, now), local_day(now)
    found = await desk.updates.in_batch(batch)
    told = {update.id: one for update in found if (one := await sights.told(update, viewer))}
    view = updates_view([one.line for one in told.values()], today)
    if not view.blocks:
        return None
    tellings = [one for one in await desk.seens.in_batch(batch, viewer.id) if one.update.id in told]
    seen = (await lines_of(tellings, viewer, today, desk)).lines
    led = [(one.reference, one.update_id) for one in seen if one.update_id]
    actions = seen_actions(batch, [one.kind for one in seen], led)
    return Message(updates_card(view, actions), entries_of(viewer, [*told.values()], "concerned", now))


async def lines_of(told: Sequence[Telling], viewer: Viewer, today: date, desk: Desk) -> Lines:
    """What is to be acknowledged of it, of the cases that this reader may know of now."""
    lines: list[SeenLine] = []
    files: dict[str, CaseFile] = {}
    for one in told:
        update = one.update
        if update.case_id is None or not needs_seen(update.kind):
            continue
        file = files.get(update.case_id) or await desk.casework.case_file(update.case_id, today)
        if file is None or not knows(viewer, file, today):
            continue
        files[update.case_id] = file
        leads = file.case.lead_id == viewer.id
        lines.append(SeenLine(update.kind, file.case.reference, update.id if leads else ""))
    return Lines(tuple(lines), tuple(files.values()))
