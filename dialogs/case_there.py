"""A child who has an open case: which, who leads it, and a channel for whoever may have one made."""

from dataclasses import replace

from cards.case_there import case_there
from cases.circle import circle_view
from cases.commands import OpenCase
from cases.model import Case, ChildFile, PractitionerId, Viewer
from cases.opening import Offer
from cases.opening_form import read
from cases.policy import right_to_see
from cases.policy_cases import may_ask_for_channel
from cases.ports_casework import CaseFile
from cases.records import Effects, Outcome
from cases.views import CaseThere
from dialogs.case_form import asked, entries, ordered, unseen
from dialogs.case_offer import eldest_first, offer_of
from dialogs.channel_links import link_to
from dialogs.progress import progress_card
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_HERE = "No channels are made here: an administrator has to connect Teamaround to Microsoft Graph."
NOT_YOURS = "Its lead can have a channel made for it, and so can their manager."


async def there(
    turn: Turn, viewer: Viewer, command: OpenCase, file: ChildFile, so_far: Effects, desk: Desk
) -> Answer:
    """Say so; to whoever may, offer its channel, or show how that comes along."""
    case = _meant(command, file)
    whole = await desk.casework.case_file(case.id, turn.today) or CaseFile(case)
    may = may_ask_for_channel(viewer, whole.case, whole.lead)
    free = whole.order is None and whole.case.conversation_id is None
    if may and free and command.channel and desk.channels is not None:
        return await _by_form(turn, viewer, command, whole, file, so_far, desk)
    offer = Offer(viewer, (file,), ())
    effects = replace(so_far, audit=(*unseen(so_far), *entries(turn, offer, [file], Outcome.SHOWN)))
    if whole.order is not None and whole.order.asked_by == viewer.id:
        card = await progress_card(case.id, desk, turn.now)
        if card is not None:
            return Answer((Reply(card),), effects)
    names = _names(viewer, file, turn)
    view = CaseThere(
        case=case.reference,
        child=file.child.reference,
        lead=names.get(case.lead_id, "") if case.lead_id else "",
        opened_by=_opener(whole, names) if command.sent and not command.channel else None,
        may_ask=may and free and desk.channels is not None,
        link=_link(viewer, file, whole, desk),
        problem=_problem(command, desk, may=may) if free else "",
    )
    return Answer((Reply(case_there(view)),), effects)


async def _by_form(
    turn: Turn,
    viewer: Viewer,
    command: OpenCase,
    whole: CaseFile,
    file: ChildFile,
    so_far: Effects,
    desk: Desk,
) -> Answer:
    case = whole.case
    others = [one for one in case.children if one != file.child.id]
    files = await desk.register.files(others, viewer.id, turn.now) if others else ()
    seen = (one for one in files if right_to_see(viewer, one, turn.now, turn.today))
    offer = await offer_of(turn, viewer, (file, *eldest_first(seen)), desk, whole)
    chosen = read(offer, command) if command.sent else ""
    if isinstance(chosen, str):
        return asked(turn, command, offer, so_far, chosen)
    return ordered(turn, offer, chosen, case, whole.lead, so_far)


def _meant(command: OpenCase, file: ChildFile) -> Case:
    """The case that was named; else the child's."""
    named = (case for case in file.cases if case.reference == command.query.reference)
    return next(named, file.cases[0])


def _names(viewer: Viewer, file: ChildFile, turn: Turn) -> dict[PractitionerId, str]:
    """Whom the circle names to this viewer."""
    standing = right_to_see(viewer, file, turn.now, turn.today)
    members = circle_view(viewer, file, standing, turn.today).members if standing else ()
    return {one.practitioner_id: one.name for one in members if one.practitioner_id}


def _opener(whole: CaseFile, names: dict[PractitionerId, str]) -> str:
    return names.get(whole.order.asked_by, "") if whole.order else ""


def _link(viewer: Viewer, file: ChildFile, whole: CaseFile, desk: Desk) -> str:
    return link_to(whole.record, desk) if viewer.id in file.channel else ""


def _problem(command: OpenCase, desk: Desk, *, may: bool) -> str:
    if not command.channel:
        return ""
    if desk.channels is None:
        return NOT_HERE
    return "" if may else NOT_YOURS
