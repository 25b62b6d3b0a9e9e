"""Finds people for a form's field while somebody types: those of the form's list, and nobody else."""

from cases.commands import NewTask
from cases.model import CaseId
from cases.names import normalise
from cases.policy_task_giving import to_whom
from cases.records import Effects, Outcome
from dialogs.task_case import TaskCase, case_for, entry_of
from dialogs.task_make import MOST_LISTED, OWNERS, choice_for, involvements_of
from dialogs.turn import Desk, Turn

Found = tuple[tuple[str, str], ...]


async def search_people(turn: Turn, dataset: str, typed: str, desk: Desk) -> Found:
    """Ids and words of at most fifteen who fit; none where the list is not one that this person is shown.

    What was typed fits the beginning of each word of a name, a role or an agency.
    """
    viewer = await desk.register.viewer(turn.identity, turn.now)
    case = dataset.removeprefix(OWNERS)
    if viewer is None or case == dataset:
        return ()
    found = await case_for(turn, viewer, NewTask(case_id=CaseId(case)), desk)
    if not isinstance(found, TaskCase):
        await desk.ledger.commit(found.effects, turn.once)
        return ()
    able = to_whom(viewer, found.case, found.lead, found.files, turn.today)
    asked = normalise(typed).split()
    fitting = [one for one in able if _fits(asked, choice_for(one)[1])][:MOST_LISTED]
    entry = entry_of(
        turn,
        viewer,
        Outcome.FORM_SHOWN,
        found.files[0],
        found.standing.basis,
        involvements_of(found, fitting),
    )
    await desk.ledger.commit(Effects(audit=(entry,)), turn.once)
    return tuple(choice_for(one) for one in fitting)


def _fits(asked: list[str], words: str) -> bool:
    known = normalise(words).split()
    return all(any(word.startswith(part) for word in known) for part in asked)
