"""Giving somebody a task."""

from dataclasses import dataclass

from cases.model import CaseId, ChildId
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class NewTask:
    """Somebody is to do something for a case.

    The case is the one with ``case_id``, or that of the child who fits ``query``, has ``child_id``, or is
    named by the words ``about``. ``names`` are owners as typed ("Gareth and Ruth", "me"), ``owners`` those
    chosen: ids, separated by commas. ``when`` is a day as typed; ``due`` and ``due_at`` are what a form
    gives. Below that, all is as somebody filled it in, so that a form that cannot be taken comes back as it
    was: the checklist has a line for each item. ``fill`` asks for what the template holds. ``source`` is a
    link to the message that it was made from. ``form`` names the form, so that two presses act once; ``sent``
    marks one that was filled in.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    case_id: CaseId | None = None
    about: str = ""
    names: str = ""
    owners: str = ""
    title: str = ""
    details: str = ""
    when: str = ""
    due: str = ""
    due_at: str = ""
    priority: str = ""
    checklist: str = ""
    template: str = ""
    source: str = ""
    form: str = ""
    fill: bool = False
    sent: bool = False


OfTaskMaking = NewTask
