"""A task's form, filled in as far as it is known: from what was said, or from a template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.text import plain
from cases.commands import NewTask
from cases.days import NonsenseError
from cases.due import PAST, due_of
from cases.model import Colleague, PractitionerId, Viewer
from cases.names import normalise
from cases.records import CaseEventKind
from cases.task_form import called
from cases.task_templates import Template, due_from, offered
from dialogs.task_case import TaskCase
from dialogs.turn import Desk, Turn

MANY = "More than one person fits {}: please choose."
NOBODY = "I know nobody called {} who can be given a task of this case: please choose."
NOT_OTHERS = "Only the lead of this case, and their manager, can give tasks to others."
NO_TEMPLATE = "Please choose a template first."
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """The form's command with its fields filled in, who is chosen, and what is said of it."""

    command: NewTask
    owners: frozenset[PractitionerId]
    filled: str = ""
    problem: str = ""


def draft_of(turn: Turn, viewer: Viewer, command: NewTask, able: Sequence[Colleague], desk: Desk) -> Draft:
    """What was said so far. Of several things that are unsure the first is said."""
    owners = {PractitionerId(one.strip()) for one in command.owners.split(",") if one.strip()}
    problem = ""
    for name in [one for one in _AND.split(command.names) if one]:
        fitting = called(name, able, viewer.id)
        owners |= {fitting[0].practitioner.id} if len(fitting) == 1 else set()
        problem = problem or _unsure(name, fitting, viewer, able)
    if not owners and not command.names and [one.practitioner.id for one in able] == [viewer.id]:
        owners = {viewer.id}
    if command.when:
        try:
            due = due_of(command.when, turn.now, desk.is_holiday)
            at = due.at.isoformat("minutes") if due.at else ""
            command = replace(command, due=due.on.isoformat(), due_at=at)
        except NonsenseError as wrong:
            problem = problem or str(wrong)
    return Draft(replace(command, names="", when=""), frozenset(owners), problem=problem)


def _unsure(name: str, fitting: Sequence[Colleague], viewer: Viewer, able: Sequence[Colleague]) -> str:
    if len(fitting) == 1:
        return ""
    if all(one.practitioner.id == viewer.id for one in able):
        return NOT_OTHERS
    return (MANY if fitting else NOBODY).format(plain(name)[:_LONGEST_NAME])


async def from_template(
    turn: Turn, draft: Draft, found: TaskCase, able: Sequence[Colleague], desk: Desk
) -> Draft:
    """What the template holds, wherever nothing stands yet."""
    chosen = draft.command.template
    template = next((one for one in offered(desk.task_templates, found.case.kind) if one.id == chosen), None)
    if template is None:
        return replace(draft, problem=NO_TEMPLATE)
    command, due = draft.command, await _due(turn, template, found, desk)
    late = due is not None and due < turn.today
    command = replace(
        command,
        title=command.title or template.title,
        checklist=command.checklist or "\n".join(template.checklist),
        due=command.due or (due.isoformat() if due and not late else ""),
        details=command.details or "\n".join(filter(None, (template.source, template.url))),
    )
    owners = draft.owners or _likely(template, found, able)
    return Draft(command, owners, template.source, PAST if late and not command.due else "")


async def _due(turn: Turn, template: Template, found: TaskCase, desk: Desk) -> date | None:
    begun = turn.today
    if template.from_opening:
        history = await desk.histories.of(found.files[0].child.id)
        opened = [
            one.on
            for one in history.case_events
            if one.case_id == found.case.id and one.kind in (CaseEventKind.OPENED, CaseEventKind.REOPENED)
        ]
        begun = max(opened, default=begun)
    return due_from(template, begun, desk.is_holiday)


def _likely(template: Template, found: TaskCase, able: Sequence[Colleague]) -> frozenset[PractitionerId]:
    """Whoever has the role that the template names, if it is one person."""
    if template.owner == "lead":
        fitting = [one for one in able if one.practitioner.id == found.case.lead_id]
    else:
        hint = normalise(template.owner)
        fitting = [one for one in able if hint and hint in normalise(one.practitioner.role)]
    return frozenset(one.practitioner.id for one in fitting) if len(fitting) == 1 else frozenset()
