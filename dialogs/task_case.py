"""Of which case a task is to be: found by what was said, for those who see its tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.card import Card
from cards.choice import choice
from cards.task_making import task_not_given, which_case
from cases.commands import Family, NewTask, Who
from cases.look import REFUSALS_KEPT
from cases.meant import choice_of, chosen_among
from cases.model import Case, CaseId, CaseStatus, ChildFile, Colleague, InvolvementId, Viewer
from cases.policy import Standing, right_to_see
from cases.policy_tasks import may_see_tasks
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import TaskNotGiven, WhichCase
from dialogs.entries import entry_by
from dialogs.looks import exactly, find
from dialogs.recognise_who import child_in
from dialogs.search_children import CHILDREN, offered_to
from dialogs.turn import Answer, Desk, Reply, Turn

UNKNOWN = "I know of no case of that child or reference in which you could give a task."
NO_CASE = (
    "There is no open case for this child, so a task has nowhere to go. Open one first: write “open a case "
    "for”, and the child's name."
)
CLOSED = "This case has been closed, so it takes no new tasks. Open it again first, or leave this one."
MOST_LED = 50
_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class TaskCase:
    """A case that the viewer sees the tasks of: with the files of those of its children they may see."""

    case: Case
    lead: Colleague | None
    files: tuple[ChildFile, ...]
    standing: Standing


async def case_for(turn: Turn, viewer: Viewer, command: NewTask, desk: Desk) -> Answer | TaskCase:
    """The case; the answer if there is none, it is closed, or it is not said which."""
    query = _query(command)
    files = await _files(turn, viewer, command, query, desk)
    seen = [file for file in files if may_see_tasks(right_to_see(viewer, file, turn.now, turn.today))]
    if not seen:
        return await _which(turn, viewer, command, files, desk)
    found = chosen_among(query, seen, acting=True)
    if not found.these:
        return await _which(turn, viewer, command, files, desk)
    cases = _cases(found.these, command.case_id, query)
    unsure = found.these[0].close is not None
    if found.ask and (unsure or len(cases) != 1):
        return _choice(turn, viewer, command, found.these)
    if not cases:
        closed = await _is_closed(command.case_id, found.these, turn, desk)
        return _not_given(turn, viewer, command, found.these[0], CLOSED if closed else NO_CASE)
    return await _whole(turn, viewer, cases[0], seen, desk)


def entry_of(
    turn: Turn,
    viewer: Viewer,
    outcome: Outcome,
    file: ChildFile | None = None,
    basis: str = "",
    shown: tuple[InvolvementId, ...] = (),
) -> AuditEntry:
    """What was tried, for the audit trail."""
    return entry_by(
        turn,
        viewer,
        Action.TASK_GIVE,
        outcome,
        child_id=file.child.id if file else None,
        basis=basis,
        shown=shown,
    )


def _query(command: NewTask) -> Query:
    """What was said of the child; words that name nobody fit nobody."""
    if command.query != _NOT_SAID or not command.about.strip():
        return command.query
    said = child_in(command.about.strip(" ,;:!.?"), None, asked=True)
    return said.query if isinstance(said, Who | Family) else _NOT_SAID


async def _files(
    turn: Turn, viewer: Viewer, command: NewTask, query: Query, desk: Desk
) -> Sequence[ChildFile]:
    if command.child_id is not None:
        return await exactly(turn, viewer, command.child_id, desk)
    if query != _NOT_SAID:
        return await find(turn, viewer, query, desk)
    known = await desk.casework.case_file(command.case_id, turn.today) if command.case_id else None
    return await desk.register.files(known.case.children, viewer.id, turn.now) if known else ()


def _cases(meant: Sequence[ChildFile], case_id: CaseId | None, query: Query) -> list[Case]:
    open_ones = {
        case.id: case for file in meant for case in file.cases if case.status is CaseStatus.OPEN
    }.values()
    if case_id:
        return [case for case in open_ones if case.id == case_id]
    asked = [
        case
        for case in open_ones
        if (query.reference and case.reference == query.reference)
        or (query.conversation_id and case.conversation_id == query.conversation_id)
    ]
    return asked or sorted(open_ones, key=lambda case: case.id)


async def _whole(turn: Turn, viewer: Viewer, case: Case, seen: Sequence[ChildFile], desk: Desk) -> TaskCase:
    """The case, with its other children as far as the viewer may see their circles."""
    found = {file.child.id: file for file in seen}
    others = [child for child in case.children if child not in found]
    found |= {file.child.id: file for file in await desk.register.files(others, viewer.id, turn.now)}
    judged = [
        (found[child], right_to_see(viewer, found[child], turn.now, turn.today))
        for child in case.children
        if child in found
    ]
    allowed = [(file, standing) for file, standing in judged if standing and may_see_tasks(standing)]
    lead = await desk.register.colleague(case.lead_id) if case.lead_id else None
    return TaskCase(case, lead, tuple(file for file, _ in allowed), allowed[0][1])


async def _which(
    turn: Turn, viewer: Viewer, command: NewTask, files: Sequence[ChildFile], desk: Desk
) -> Answer:
    """Nothing was said that the viewer could give a task by: one card for unknown, refused, unsaid."""
    said = bool(command.child_id or command.case_id or command.about.strip() or _says_more(command.query))
    led = await desk.casework.led_by(viewer.id)
    choices = tuple((str(case.id), case.reference) for case in led if case.status is CaseStatus.OPEN)
    mine, listed = await offered_to(turn, viewer, "", desk)
    children = tuple((one.reference, one.words) for one in mine)
    view = WhichCase(choices[:MOST_LED], children, CHILDREN, UNKNOWN if said else "")
    entries = tuple(entry_of(turn, viewer, Outcome.REFUSED, file) for file in files[:REFUSALS_KEPT])
    entries = entries or (entry_of(turn, viewer, Outcome.NOT_FOUND),)
    return _answered(which_case(view, command), (*entries, *listed))


def _says_more(query: Query) -> bool:
    """Whether a child was named: where nobody named one, the place alone is no mistake of theirs."""
    return replace(query, conversation_id=None) != _NOT_SAID


def _choice(turn: Turn, viewer: Viewer, command: NewTask, files: Sequence[ChildFile]) -> Answer:
    card = choice(
        choice_of(files, None),
        None,
        lambda child: replace(command, query=_NOT_SAID, about="", case_id=None, child_id=child),
    )
    return _answered(card, tuple(entry_of(turn, viewer, Outcome.CHOICE_OFFERED, file) for file in files))


async def _is_closed(case_id: CaseId | None, files: Sequence[ChildFile], turn: Turn, desk: Desk) -> bool:
    known = await desk.casework.case_file(case_id, turn.today) if case_id else None
    theirs = known is not None and {file.child.id for file in files} & set(known.case.children)
    return bool(theirs) and known is not None and known.case.status is CaseStatus.CLOSED


def _not_given(turn: Turn, viewer: Viewer, command: NewTask, file: ChildFile, why: str) -> Answer:
    card = task_not_given(TaskNotGiven(why, command.title, command.details))
    return _answered(card, (entry_of(turn, viewer, Outcome.REFUSED, file),))


def _answered(card: Card, entries: tuple[AuditEntry, ...]) -> Answer:
    return Answer((Reply(card),), Effects(audit=entries))
