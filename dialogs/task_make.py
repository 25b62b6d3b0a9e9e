"""Give somebody a task: of which case, to whom, by when; a form to confirm, and then it is given."""

from collections.abc import Sequence
from dataclasses import replace

from cards.task_make import task_form
from cards.task_making import task_not_given
from cards.text import plain
from cases.commands import NewTask
from cases.days import NonsenseError
from cases.due import due_filled, note_of
from cases.links import message_link
from cases.model import Colleague, InvolvementId, PractitionerId, Viewer
from cases.policy_task_giving import gives_to_others, to_whom
from cases.records import Effects, Outcome
from cases.task import MOST_IN_A_CASE
from cases.task_form import Filled, UnfinishedError, wanted
from cases.task_templates import offered
from cases.views import TaskForm, TaskNotGiven
from dialogs.task_case import TaskCase, case_for, entry_of
from dialogs.task_fill import Draft, draft_of, from_template
from dialogs.task_give import given
from dialogs.turn import Answer, Desk, Reply, Turn

MOST_LISTED = 15
"""How many people a form lists at once; typing finds the others."""

OWNERS = "task.owners/"
"""The dataset in which a form's field finds people, followed by the case's id."""

NOT_YOURS = (
    "You are not in the circle of this case, so you cannot take a task of it on; and only its lead, and "
    "their manager, give tasks to others."
)
FULL = f"This case has {MOST_IN_A_CASE} tasks, and takes no more."


async def new_task(turn: Turn, viewer: Viewer, command: NewTask, desk: Desk) -> Answer:
    """Give it, when a filled-in form can be taken; else the form, as far as it is filled in."""
    command = replace(command, form=command.form or desk.fresh_id(), source=message_link(command.source))
    found = await case_for(turn, viewer, command, desk)
    if isinstance(found, Answer):
        return found
    able = to_whom(viewer, found.case, found.lead, found.files, turn.today)
    if not able:
        entry = entry_of(turn, viewer, Outcome.REFUSED, found.files[0], found.standing.basis)
        card = task_not_given(TaskNotGiven(NOT_YOURS, command.title, command.details))
        return Answer((Reply(card),), Effects(audit=(entry,)))
    if command.sent:
        result = await _taken(turn, viewer, command, found, able, desk)
        if isinstance(result, Answer):
            return result
        draft = replace(draft_of(turn, viewer, command, able, desk), problem=result)
    else:
        draft = draft_of(turn, viewer, command, able, desk)
    if command.fill:
        draft = await from_template(turn, draft, found, able, desk)
    return _form(turn, viewer, draft, found, able, desk)


async def _taken(
    turn: Turn, viewer: Viewer, command: NewTask, found: TaskCase, able: Sequence[Colleague], desk: Desk
) -> Answer | str:
    """The task given; or one sentence why not."""
    try:
        want = wanted(_filled(command), able, turn.now)
    except (UnfinishedError, NonsenseError) as wrong:
        return str(wrong)
    known = {one.id for one in offered(desk.task_templates, found.case.kind)}
    command = replace(command, template=command.template if command.template in known else "")
    done = await given(turn, viewer, command, found, want, {one.practitioner.id: one for one in able}, desk)
    return FULL if done is None else done


def _filled(command: NewTask) -> Filled:
    return Filled(
        title=plain(command.title),
        details="\n".join(plain(line) for line in command.details.splitlines()).strip(),
        owners=chosen_in(command.owners),
        due=command.due,
        due_at=command.due_at,
        priority=command.priority,
        lines=[plain(line) for line in command.checklist.splitlines()],
    )


def chosen_in(owners: str) -> tuple[PractitionerId, ...]:
    """The ids that a form's field for several gives, each once."""
    return tuple(dict.fromkeys(PractitionerId(one.strip()) for one in owners.split(",") if one.strip()))


def _form(
    turn: Turn, viewer: Viewer, draft: Draft, found: TaskCase, able: Sequence[Colleague], desk: Desk
) -> Answer:
    chosen = [one for one in able if one.practitioner.id in draft.owners]
    listed = able if len(able) <= MOST_LISTED else list(dict.fromkeys([*chosen, *able]))[:MOST_LISTED]
    files, case = found.files, found.case
    form = TaskForm(
        case_id=case.id,
        reference=case.reference,
        children=tuple(str(file.child.names[0]) for file in files if file.child.names),
        child_reference=files[0].child.reference,
        today=turn.today,
        people=tuple(choice_for(one) for one in listed),
        chosen=tuple(str(one.practitioner.id) for one in chosen),
        dataset=f"{OWNERS}{case.id}" if len(able) > MOST_LISTED else "",
        for_reader=not gives_to_others(viewer, case, found.lead),
        templates=tuple((one.id, one.title) for one in offered(desk.task_templates, case.kind)),
        note=_note(turn, draft.command, desk),
        filled=draft.filled,
        problem=draft.problem,
    )
    shown = involvements_of(found, able)
    entry = entry_of(turn, viewer, Outcome.FORM_SHOWN, files[0], found.standing.basis, shown)
    return Answer((Reply(task_form(form, draft.command)),), Effects(audit=(entry,)))


def choice_for(one: Colleague) -> tuple[str, str]:
    """Somebody as a form lists them."""
    who = one.practitioner
    return str(who.id), ", ".join(filter(None, (who.name, who.role, one.agency.name)))


def involvements_of(found: TaskCase, people: Sequence[Colleague]) -> tuple[InvolvementId, ...]:
    """The involvements by which these people are known, for the trail."""
    ids = {one.practitioner.id for one in people}
    members = (member for file in found.files for member in file.circle)
    return tuple(sorted(one.involvement.id for one in members if one.practitioner.id in ids))


def _note(turn: Turn, command: NewTask, desk: Desk) -> str:
    try:
        due = due_filled(command.due, command.due_at, turn.now)
    except NonsenseError:
        return ""
    return note_of(due.on, desk.holiday_name) if due else ""
