"""Cases of which somebody wants to hear no news."""

from dataclasses import replace

from cards.update_choices import muted_cases
from cases.commands import MuteCase, Muted
from cases.lifecycle import OUTDATED
from cases.model import CaseId, Viewer
from cases.policy_case_ends import knows
from cases.ports_casework import CaseFile
from cases.records import Action, ChoiceRewrite, Effects, Outcome
from cases.views import MutedView
from dialogs.case_found import Asked, entries_of, meant
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn


async def mute_case(turn: Turn, viewer: Viewer, command: MuteCase, desk: Desk) -> Answer:
    """Muted, or heard again, and what is muted now. A case that one may not know of is as unknown."""
    asked = Asked(turn, viewer, Action.UPDATES_MUTE)
    file = await meant(asked, command, desk)
    if isinstance(file, Answer):
        return file
    before = await desk.choices.of(viewer.id)
    one, reference = {file.case.id}, file.case.reference
    after = replace(before, muted=before.muted - one if command.back else before.muted | one)
    if turn.outdated:
        return await _listed(asked, before.muted, desk, OUTDATED, file=file, outcome=Outcome.OUTDATED)
    if before == after:
        note = f"{reference} is not muted." if command.back else f"{reference} is muted already."
        return await _listed(asked, before.muted, desk, note, file=file, outcome=Outcome.SHOWN)
    note = f"You hear of {reference} again." if command.back else f"{reference} is muted."
    change = ChoiceRewrite(before, after, muting=True)
    return await _listed(asked, after.muted, desk, note, change, file=file, outcome=Outcome.CHANGED)


async def muted(turn: Turn, viewer: Viewer, _: Muted, desk: Desk) -> Answer:
    """Which cases are muted, of those that the viewer may know of now."""
    choice = await desk.choices.of(viewer.id)
    return await _listed(Asked(turn, viewer, Action.UPDATES_MUTE), choice.muted, desk)


async def _listed(
    asked: Asked,
    cases: frozenset[CaseId],
    desk: Desk,
    note: str = "",
    change: ChoiceRewrite | None = None,
    *,
    file: CaseFile | None = None,
    outcome: Outcome = Outcome.LISTED,
) -> Answer:
    today = asked.turn.today
    files = [found for one in sorted(cases) if (found := await desk.casework.case_file(one, today))]
    mine = [one for one in files if knows(asked.viewer, one, today)]
    lines = sorted((one.case.reference, one.case.id) for one in mine)
    card = muted_cases(MutedView(tuple((case, reference) for reference, case in lines), note))
    about = entries_of(asked, file, outcome) if file else ()
    others = [entry for one in mine if one != file for entry in entries_of(asked, one, Outcome.LISTED)]
    none = entry_by(asked.turn, asked.viewer, asked.action, Outcome.LISTED)
    audit = tuple(dict.fromkeys((*about, *others))) or (none,)
    return Answer((Reply(card),), Effects(audit=audit, rewrites=(change,) if change else ()))
