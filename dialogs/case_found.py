"""Which case is meant: by its reference, its channel or its children; of those that one may know of alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cards.case_ends import case_not_known, case_said, which_case
from cases.case_ends import Spell, last_spell
from cases.commands import AboutCase, Command, MuteCase
from cases.meant import chosen_among
from cases.model import CaseId, ChildId, ConversationId, Viewer
from cases.names import is_called
from cases.policy import right_to_see
from cases.policy_case_ends import decides, knows
from cases.ports_casework import CaseFile
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome
from dialogs.entries import entry_by
from dialogs.looks import find
from dialogs.my_cases import cases_page
from dialogs.turn import Answer, Desk, Reply, Room, Turn

UNSAID = "Which case do you mean? Here I cannot tell."
_MOST_REFUSED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn about a case: who asks what, and under which name the trail keeps it."""

    turn: Turn
    viewer: Viewer
    action: Action


async def meant(
    asked: Asked, command: AboutCase | MuteCase, desk: Desk, *, ended: bool = False
) -> CaseFile | Answer:
    """The one case that is meant; or the answer where it is none that the viewer may know, or several.

    By the name of a child it is an open case; with ``ended`` a closed one counts too.
    """
    if command.query == Query() and command.case_id is None:
        return await cases_page(asked.turn, asked.viewer, 0, desk, UNSAID)
    found, unsure = await _found(asked, command, desk, ended=ended)
    files = [file for one in found if (file := await desk.casework.case_file(one, asked.turn.today))]
    mine = [file for file in files if knows(asked.viewer, file, asked.turn.today)]
    # A whole name means these, decided among those the viewer may know alone.
    mine = [file for file in mine if found[file.case.id]] or mine
    if len(mine) == 1 and not unsure:
        return mine[0]
    if not mine:
        return not_known(asked, files)
    offered = sorted(mine, key=lambda file: file.case.reference)
    entries = [entry for file in offered for entry in entries_of(asked, file, Outcome.CHOICE_OFFERED)]
    cards = [(file.case.reference, replace(command, query=Query(), case_id=file.case.id)) for file in offered]
    return Answer((Reply(which_case(cards)),), Effects(audit=tuple(entries)))


async def by_id(asked: Asked, case: CaseId, desk: Desk) -> CaseFile | Answer:
    """The case with that id, if the viewer decides about it; to all others it is as unknown."""
    file = await desk.casework.case_file(case, asked.turn.today)
    if file is None or not decides(asked.viewer, file):
        return not_known(asked, [file] if file else [])
    return file


def not_known(asked: Asked, files: Iterable[CaseFile]) -> Answer:
    """The same for a case that there is not, and for one that the viewer may not know of."""
    entries = [entry for file in files for entry in entries_of(asked, file, Outcome.REFUSED)][:_MOST_REFUSED]
    audit = tuple(entries) or (_entry(asked, Outcome.NOT_FOUND),)
    return Answer((Reply(case_not_known()),), Effects(audit=audit))


def entries_of(asked: Asked, file: CaseFile, outcome: Outcome, reason: str = "") -> Sequence[AuditEntry]:
    """One entry for each child of the case."""
    return [_entry(asked, outcome, child, reason) for child in file.case.children]


def _entry(asked: Asked, outcome: Outcome, child: ChildId | None = None, reason: str = "") -> AuditEntry:
    return entry_by(asked.turn, asked.viewer, asked.action, outcome, child_id=child, reason=reason)


def said(
    asked: Asked,
    file: CaseFile,
    sentence: str,
    outcome: Outcome,
    offered: Sequence[tuple[str, Command]] = (),
) -> Answer:
    """One sentence about the case, what may be done about it, and nothing changed."""
    card = case_said(sentence, file.case.reference, offered)
    return Answer((Reply(card),), Effects(audit=tuple(entries_of(asked, file, outcome))))


async def spell_of(file: CaseFile, desk: Desk) -> Spell:
    """When the case was last open, as its history says."""
    history = await desk.histories.of(file.case.children[0])
    return last_spell(file.case.id, history.case_events)


async def case_at(conversation: ConversationId, desk: Desk) -> CaseId | None:
    """The case whose channel this is."""
    if known := await desk.casework.at(conversation):
        return known
    children = await desk.search.exactly(Query(conversation_id=conversation))
    cases = await desk.casework.open_cases(children)
    return next((one.id for one in cases if one.conversation_id == conversation), None)


async def _found(
    asked: Asked, command: AboutCase | MuteCase, desk: Desk, *, ended: bool
) -> tuple[Mapping[CaseId, bool], bool]:
    """All cases that fit, whoever may know of them, and whether a child of it is called just so.

    And whether they only come close, so that one has to be chosen.
    """
    turn, query = asked.turn, command.query
    if command.case_id is not None:
        return {command.case_id: True}, False
    if query.conversation_id is not None:
        # A button can carry any conversation; the one that counts is where it is said.
        here = turn.room is not Room.PERSONAL and query.conversation_id == turn.conversation_id
        at = await case_at(query.conversation_id, desk) if here else None
        return ({at: True} if at else {}), False
    if query.reference and (case := await desk.casework.by_reference(query.reference)):
        return {case.id: True}, False
    found: dict[CaseId, bool] = {}
    files = await find(turn, asked.viewer, query, desk)
    # That a child is in a case is told to those alone who may see that child's circle.
    seen = [file for file in files if right_to_see(asked.viewer, file, turn.now, turn.today)]
    exact = [file for file in seen if file.close is None]
    for file in exact or chosen_among(query, seen, acting=True).these:
        ids = [case.id for case in file.cases]
        if ended:
            history = await desk.histories.of(file.child.id)
            ids += [event.case_id for event in history.case_events]
        called = is_called(file.child.names, query.name)
        found |= {one: called or found.get(one, False) for one in ids}
    return found, not exact
