"""What a line of the digest counts, with ways to act on it; and asking somebody to confirm from there."""

from collections.abc import Sequence
from dataclasses import replace

from cards.digest_lines import digest_line as line_card
from cases.commands import AskToConfirm, DigestLine
from cases.confirming import may_ask_again
from cases.digest import WEEK, Found, Item, Kind, Line
from cases.local import in_working_hours
from cases.model import ServiceId, Viewer
from cases.policy import Right
from cases.policy_acting import answers_for
from cases.policy_sensitive import puts_in_touch
from cases.records import Action, Asked, AuditEntry, Effects, Notice, Outcome
from cases.views import DigestEntry, DigestLineView
from dialogs.digest import nothing_managed
from dialogs.digest_entries import entries_of
from dialogs.digest_made import count, since_of
from dialogs.entries import entry_by
from dialogs.tell_upkeep import DUE
from dialogs.turn import Answer, Desk, Reply, Turn

A_PAGE = 10
ASKED = "They are asked, unless they were within the last week."
NOTHING_ASKED = "There was nothing to ask."
OUT_OF_HOURS = "People are asked in working hours alone. Please press it again then."


async def digest_line(turn: Turn, viewer: Viewer, command: DigestLine, desk: Desk) -> Answer:
    """A page of what counts now."""
    return await _listed(turn, viewer, command, desk)


async def ask_to_confirm(turn: Turn, viewer: Viewer, command: AskToConfirm, desk: Desk) -> Answer:
    """Ask one of their own people; the answer is the same whether or not they were asked already."""
    whose = await desk.register.colleague(command.practitioner_id)
    line = DigestLine(Line.UNCONFIRMED)
    if whose is None or not whose.practitioner.active or whose.service.id not in viewer.practitioner.manages:
        return await _listed(turn, viewer, line, desk, NOTHING_ASKED)
    counted = await count(desk, viewer, turn.now, turn.now)
    is_due = any(
        one.practitioner_id == whose.practitioner.id for one in counted.items.get(Line.UNCONFIRMED, ())
    )
    if not is_due or not answers_for(viewer, whose):
        return await _listed(turn, viewer, line, desk, NOTHING_ASKED)
    if not in_working_hours(turn.now):
        return await _listed(turn, viewer, line, desk, OUT_OF_HOURS)
    before = await desk.upkeep.asked_on(whose.practitioner.id)
    effects = Effects()
    if not turn.outdated and may_ask_again(before, turn.today):
        effects = Effects(
            notices=(Notice(whose.practitioner.id, DUE, turn.today.isoformat()),),
            rewrites=(Asked(whose.practitioner.id, before, turn.today),),
        )
    return await _listed(turn, viewer, line, desk, ASKED, effects)


async def _listed(
    turn: Turn,
    viewer: Viewer,
    command: DigestLine,
    desk: Desk,
    note: str = "",
    effects: Effects | None = None,
) -> Answer:
    me = viewer.practitioner
    services = me.manages & {command.service} if command.service else me.manages
    if not services:
        return nothing_managed(turn, viewer)
    counted = await _counted(turn, _as_manager_of(viewer, services), command, desk)
    items = _items(counted, command.line)
    number = min(max(command.page, 0), max(len(items) - 1, 0) // A_PAGE)
    shown = items[number * A_PAGE : (number + 1) * A_PAGE]
    brokers = bool(await desk.introductions.brokers())
    view = DigestLineView(
        line=command.line,
        today=turn.today,
        entries=await entries_of(shown, viewer, desk, turn.now),
        total=len(counted.children) if command.line is Line.CHILDREN else len(items),
        level=desk.digesting.rules.level,
        contact_days=desk.digesting.rules.contact_days,
        page=number,
        more=(number + 1) * A_PAGE < len(items),
        service=command.service,
        week=command.week,
        channels=desk.channels is not None,
        passes_on=any(puts_in_touch(viewer, one, brokers=brokers) for one in services),
        note=note,
    )
    done = effects or Effects()
    audit = (*done.audit, *_entries(turn, viewer, view.entries))
    return Answer((Reply(line_card(view)),), replace(done, audit=audit))


async def _counted(turn: Turn, viewer: Viewer, command: DigestLine, desk: Desk) -> Found:
    since = turn.now - WEEK if command.week else await since_of(desk, viewer.id, Kind.DAY, turn.now)
    return await count(desk, viewer, since, turn.now)


def _as_manager_of(viewer: Viewer, services: frozenset[ServiceId]) -> Viewer:
    return replace(viewer, practitioner=replace(viewer.practitioner, manages=services))


def _items(counted: Found, line: Line) -> Sequence[Item]:
    if line is Line.CHILDREN:
        return [Item(who, count=children) for who, children in counted.caseload.items()]
    return counted.listed(line)


def _entries(turn: Turn, viewer: Viewer, shown: Sequence[DigestEntry]) -> tuple[AuditEntry, ...]:
    """One for each child, however often they are listed."""
    outcome = Outcome.LISTED if shown else Outcome.NOT_FOUND
    entry = entry_by(turn, viewer, Action.DIGEST_SEE, outcome, basis=Right.MANAGER)
    children = list(dict.fromkeys(one.child_id for one in shown if one.child_id))
    return tuple(replace(entry, child_id=child) for child in children) or (entry,)
