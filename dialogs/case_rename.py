"""A new reference for a case whose own has turned out unhappy. Its channel gets that name too."""

from dataclasses import replace

from cards.case_ends import case_said, reference_offered
from cases.commands import RenameCase
from cases.model import CaseStatus, Viewer
from cases.policy_case_ends import decides
from cases.query import Query
from cases.records import Action, CaseRewrite, Effects, Outcome
from cases.reference import reference
from dialogs.case_close import IS_CLOSED
from dialogs.case_found import Asked, entries_of, meant, said
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_YOURS = "Its lead can give it a new reference, the lead's manager, and their agency's administrator."
_ATTEMPTS = 20


async def rename_case(turn: Turn, viewer: Viewer, command: RenameCase, desk: Desk) -> Answer:
    """A new reference is offered; taken, it is the case's. Any other is made in the same way."""
    asked = Asked(turn, viewer, Action.CASE_CHANGE)
    file = await meant(asked, command, desk)
    if isinstance(file, Answer):
        return file
    if not decides(viewer, file) or file.case.status is not CaseStatus.OPEN:
        sentence = NOT_YOURS if file.case.status is CaseStatus.OPEN else IS_CLOSED
        return said(asked, file, sentence, Outcome.REFUSED)
    offer = command.offer or desk.fresh_id()
    offered = await _free(offer, desk)
    if not command.sent or turn.outdated or offered == file.case.reference:
        fresh = RenameCase(case_id=file.case.id)
        other = desk.fresh_id()
        card = reference_offered(
            file.case.reference,
            offered,
            replace(fresh, offer=offer, sent=True),
            replace(fresh, query=Query(), offer=other),
        )
        return Answer((Reply(card),), Effects(audit=tuple(entries_of(asked, file, Outcome.FORM_SHOWN))))
    rewrite = CaseRewrite(file.case, replace(file.case, reference=offered))
    effects = Effects(audit=tuple(entries_of(asked, file, Outcome.CHANGED)), rewrites=(rewrite,))
    card = case_said(f"That is its reference now. Until today it was {file.case.reference}.", offered)
    return Answer((Reply(card),), effects)


async def _free(offer: str, desk: Desk) -> str:
    """The reference that this offer stands for: made of random letters, and no other case's."""
    for attempt in range(_ATTEMPTS):
        made = reference(offer, attempt)
        if await desk.casework.by_reference(made) is None:
            return made
    return reference(desk.fresh_id())
