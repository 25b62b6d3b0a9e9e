"""What others may see of my sensitive service's involvement, or of one that I manage.

The child is found among those whom the viewer, or a service that they manage, works with, and nothing is said
of any other: as for one's own involvements (dialogs/involvement.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.choice import choice
from cards.disclosure import disclosure_form
from cards.involvement_done import not_involved
from cases.commands import Disclose
from cases.days import NonsenseError
from cases.disclosure import disclose, newly_named, stamp_of, wished
from cases.lifecycle import OUTDATED
from cases.look import choice_of
from cases.meant import meant
from cases.model import ChildFile, Disclosure, DisclosureLevel, Involvement, PractitionerId, Viewer
from cases.policy_acting import is_open_to
from cases.policy_sensitive import may_disclose
from cases.query import Query
from cases.records import Action, Effects, Notice, Outcome
from cases.scene import Scene
from cases.spans import ended
from dialogs.disclosure_form import form_of, people_for, wanted
from dialogs.involvement_answer import entry_of, is_sure, shown
from dialogs.looks import files_of
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_SENSITIVE = (
    "Your service is not recorded as a sensitive one: others see your involvement under the agreements."
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A child, and the involvements with it of which this viewer may say what others see."""

    file: ChildFile
    rows: tuple[Involvement, ...]


async def disclosure(turn: Turn, viewer: Viewer, command: Disclose, desk: Desk) -> Answer:
    """Show the form, or do what was filled in."""
    found = await _mine(turn, viewer, command, desk)
    whom = meant(command.query, found, lambda one: one.file, acting=True)
    if not whom.these:
        entry = replace(entry_of(turn, viewer, Outcome.NOT_FOUND), action=Action.DISCLOSURE_CHANGE)
        return Answer((Reply(not_involved(command.query)),), Effects(audit=(entry,)))
    one = whom.one
    if one is None:
        return _which_child(turn, viewer, command, whom.these)
    if not one.rows:
        return shown(turn, viewer, one.file, NOT_SENSITIVE, Effects(), Outcome.REFUSED)
    rows = [row for row in one.rows if command.which in ("", row.id)] or list(one.rows)
    if len(rows) > 1:
        return await _form(turn, viewer, command, one, None, desk)
    return await _about(turn, viewer, command, one, rows[0], desk)


async def _about(
    turn: Turn, viewer: Viewer, command: Disclose, found: _Found, row: Involvement, desk: Desk
) -> Answer:
    stale = command.seen not in ("", stamp_of(row))
    if turn.outdated or stale:
        return shown(turn, viewer, found.file, OUTDATED, Effects(), Outcome.OUTDATED)
    if not command.sent or not is_sure(command.query, found.file):
        return await _form(turn, viewer, command, found, row, desk)
    try:
        named, problem = await wanted(viewer, found.file, row, command, turn, desk)
        if problem:
            raise NonsenseError(problem)  # noqa: TRY301 - one way out for all that cannot be taken
        disclosed = wished(command.level, command.basis, named)
    except NonsenseError as wrong:
        return await _form(turn, viewer, command, found, row, desk, str(wrong))
    return await _do(turn, viewer, found, row, disclosed, desk)


async def _do(
    turn: Turn, viewer: Viewer, found: _Found, row: Involvement, disclosed: Disclosure, desk: Desk
) -> Answer:
    whose = await desk.register.colleague(row.practitioner_id)
    if whose is None:
        return shown(turn, viewer, found.file, OUTDATED, Effects(), Outcome.OUTDATED)
    held = await desk.register.held(row.practitioner_id, [row.child_id])
    scene = Scene(
        actor=viewer.id,
        whose=whose,
        file=found.file,
        held=tuple(held),
        now=turn.now,
        today=turn.today,
        fresh_id=desk.fresh_id(),
    )
    change = disclose(scene, row, disclosed)
    told = tuple(
        Notice(one, "disclosure", event.id)
        for event in change.events
        for one in sorted(newly_named(row, disclosed))
    )
    rewrites = (change.rewrite,) if change.events else ()
    effects = Effects(notices=told, rewrites=rewrites, events=change.events)
    answer = shown(turn, viewer, change.file, change.said, effects)
    did, *saw = answer.effects.audit
    did = replace(
        did, action=Action.DISCLOSURE_CHANGE, shown=(row.id,), reason=f"{disclosed.level} {disclosed.basis}"
    )
    return replace(answer, effects=replace(answer.effects, audit=(did, *saw)))


async def _mine(turn: Turn, viewer: Viewer, command: Disclose, desk: Desk) -> list[_Found]:
    """The children whom the viewer works with or whose circle has a service of theirs."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk)
    held = await desk.register.held(viewer.id, [file.child.id for file in files])
    found = []
    for file in files:
        if not is_open_to(viewer, file):
            continue
        own = [row for row in held if row.child_id == file.child.id and not ended(row, turn.today)]
        others = [member.involvement for member in file.circle]
        rows = {row.id: row for row in (*others, *own) if may_disclose(viewer, row)}
        if own or rows:
            found.append(_Found(file, tuple(sorted(rows.values(), key=lambda row: row.id))))
    return found


def _which_child(turn: Turn, viewer: Viewer, command: Disclose, those: Sequence[_Found]) -> Answer:
    entries = tuple(
        replace(entry_of(turn, viewer, Outcome.CHOICE_OFFERED, one.file), action=Action.DISCLOSURE_CHANGE)
        for one in those
    )
    card = choice(
        choice_of([one.file for one in those], None),
        None,
        lambda child: replace(command, query=Query(), child_id=child),
    )
    return Answer((Reply(card),), Effects(audit=entries))


async def _form(
    turn: Turn,
    viewer: Viewer,
    command: Disclose,
    found: _Found,
    row: Involvement | None,
    desk: Desk,
    problem: str = "",
) -> Answer:
    entry = entry_of(turn, viewer, Outcome.FORM_SHOWN, found.file)
    people = await people_for(viewer, found.file, row, command, turn, desk)
    named: frozenset[PractitionerId] = frozenset()
    if row is not None and not command.sent:
        named, unknown = await wanted(viewer, found.file, row, command, turn, desk)
        named |= row.disclosure.named_to
        problem = problem or unknown
    if not command.sent and not command.level and row is not None:
        level: str = row.disclosure.level
    else:
        level = command.level or DisclosureLevel.NONE
    view = await form_of(viewer, found.file, found.rows, row, people, turn.today, desk)
    filled = replace(
        view,
        level=DisclosureLevel(level) if level in set(DisclosureLevel) else DisclosureLevel.NONE,
        basis=command.basis or view.basis,
        named=tuple(sorted(named)) if not command.sent else tuple(filter(None, command.named.split(","))),
        also=command.also if problem else "",
        problem=problem,
    )
    audit = (replace(entry, action=Action.DISCLOSURE_CHANGE),)
    return Answer((Reply(disclosure_form(filled)),), Effects(audit=audit))
