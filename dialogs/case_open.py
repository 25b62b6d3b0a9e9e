"""Opening a case: the child, found through the gate of the question who works with them; then one form.

Whoever may not open one, and sees the circle, reads one sentence. Of a child whom they may not see, nothing
is said that is not said of an unknown one.
"""

from collections.abc import Sequence
from dataclasses import replace

from cases.commands import OpenCase
from cases.kin import kin
from cases.model import ChildFile, Viewer
from cases.policy import right_to_see
from cases.policy_cases import may_open_case
from cases.query import Query
from cases.records import Action, Effects, Outcome
from dialogs.case_form import by_form
from dialogs.case_offer import eldest_first, offer_of, siblings_of
from dialogs.case_there import there
from dialogs.involvement import gate
from dialogs.involvement_answer import shown
from dialogs.looks import files_of
from dialogs.turn import Answer, Desk, Turn

PROTECTED = "This record is protected. No case and no channel of it is opened by chat."
NOT_YOURS = (
    "To open a case is for those who work openly with the child, their managers, and their agency's "
    "administrator."
)


async def open_case(turn: Turn, viewer: Viewer, command: OpenCase, desk: Desk) -> Answer:
    """Open a case, or have a channel made for an open one."""
    fresh_id = desk.fresh_id()
    found = await _found(turn, viewer, command, desk)
    if isinstance(found, Answer):
        return found
    file, effects = found
    if file.child.shielded:
        return _refused(turn, viewer, file, PROTECTED, effects)
    if file.cases:
        return await there(turn, viewer, command, file, effects, desk)
    if not may_open_case(viewer, file, turn.today):
        return _refused(turn, viewer, file, NOT_YOURS, effects)
    files = (file, *await siblings_of(turn, viewer, file, desk))
    offer = await offer_of(turn, viewer, files, desk)
    return await by_form(turn, command, offer, effects, desk, fresh_id)


async def _found(
    turn: Turn, viewer: Viewer, command: OpenCase, desk: Desk
) -> Answer | tuple[ChildFile, Effects]:
    """The child; of several who belong together, one of them: the form has the others."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk)
    fit = (file for file in files if file.close is None)
    own = [file for file in fit if right_to_see(viewer, file, turn.now, turn.today)]
    if len(own) > 1 and await _belong_together(command, own, desk):
        # One for whom there is something to do, if any; the eldest of those.
        first = min(eldest_first(own), key=lambda file: not _is_free(viewer, file, turn))
        command = replace(command, query=Query(), child_id=first.child.id)
    return await gate(turn, viewer, command, desk)


def _is_free(viewer: Viewer, file: ChildFile, turn: Turn) -> bool:
    return not file.cases and may_open_case(viewer, file, turn.today)


async def _belong_together(command: OpenCase, files: Sequence[ChildFile], desk: Desk) -> bool:
    """Whether these are children of one case that was named, or the siblings who were asked for."""
    if command.query.reference or command.query.conversation_id:
        return bool(set.intersection(*({case.id for case in file.cases} for file in files)))
    first, *others = (file.child.id for file in files)
    if not command.siblings:
        return False
    return set(others) <= kin(first, await desk.register.relatives([first]))


def _refused(turn: Turn, viewer: Viewer, file: ChildFile, said: str, effects: Effects) -> Answer:
    answer = shown(turn, viewer, file, said, effects, Outcome.REFUSED)
    audit = tuple(
        replace(entry, action=Action.CASE_OPEN) if entry.action is Action.INVOLVEMENT_CHANGE else entry
        for entry in answer.effects.audit
    )
    return replace(answer, effects=replace(answer.effects, audit=audit))
