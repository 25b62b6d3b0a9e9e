"""Not sharing: the lead ends what a look for a reason opened; somebody gives no reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cards.not_found import not_found
from cards.sharing import access_ended, end_access_form, no_reason
from cases.commands import EndAccess, NoReason
from cases.model import ChildFile, ChildId, Ending, Grant, PractitionerId, Viewer
from cases.policy import leads
from cases.policy_acting import may_be_told
from cases.records import Action, AuditEntry, Effects, GrantEnd, Notice, Outcome
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

NO_WORDS = "Please say why, in a few words: a decision not to share is recorded with its reason."
ENDED = "Their access has ended, and they are told so."
OVER = "There is nothing left to end: their access is over already."


async def end_access(turn: Turn, viewer: Viewer, command: EndAccess, desk: Desk) -> Answer:
    """End what one look opened, for every child of it whom this viewer leads for."""
    led = await led_of_look(viewer.id, command.grant_id, desk, turn.now)
    if not led:
        return Answer((Reply(not_found()),), Effects(audit=(_entry(turn, viewer, Outcome.NOT_FOUND),)))
    live = [(grant, file) for grant, file in led if is_open(grant, turn.now)]
    references = [file.child.reference for _, file in led]
    words = " ".join(command.words.split())
    if live and not (command.sent and words):
        card = end_access_form(command, references, NO_WORDS if command.sent else "")
        audit = tuple(_entry(turn, viewer, Outcome.FORM_SHOWN, file.child.id) for _, file in led)
        return Answer((Reply(card),), Effects(audit=audit))
    if not live:
        audit = tuple(_entry(turn, viewer, Outcome.OUTDATED, file.child.id) for _, file in led)
        return Answer((Reply(access_ended(OVER)),), Effects(audit=audit))
    ending = Ending(turn.now, viewer.id, words, told=command.tell == "true")
    audit = tuple(_entry(turn, viewer, Outcome.NOT_SHARED, file.child.id, words) for _, file in live)
    asker, first = live[0][0].practitioner_id, live[0][0].id
    effects = Effects(
        audit=audit,
        rewrites=tuple(GrantEnd(grant.id, ending) for grant, _ in live),
        notices=(Notice(asker, "grant_ended", first),),
    )
    still = _still_there(viewer, asker, [file for _, file in live], turn)
    return Answer((Reply(access_ended(ENDED, still)),), effects)


def is_open(grant: Grant, now: datetime) -> bool:
    """Whether there is anything left of a grant to be ended."""
    return grant.ending is None and now < grant.expires_at


async def led_of_look(
    lead: PractitionerId, grant_id: str, desk: Desk, now: datetime
) -> Sequence[tuple[Grant, ChildFile]]:
    """The grants of one look with the files of the children whom this lead leads for, by reference."""
    grants = await desk.register.same_look(grant_id)
    files = await desk.register.files(sorted({grant.child_id for grant in grants}), lead, now)
    about = {file.child.id: file for file in files if leads(lead, file)}
    found = ((grant, about[grant.child_id]) for grant in grants if grant.child_id in about)
    return sorted(found, key=lambda one: (one[1].child.reference, one[0].id))


def _still_there(
    viewer: Viewer, asker: PractitionerId, files: Sequence[ChildFile], turn: Turn
) -> tuple[str, PractitionerId] | None:
    """The child whom the asker works with as well, as far as the circle names it to the lead."""
    for file in files:
        mine = (member for member in file.circle if member.practitioner.id == asker)
        if any(may_be_told(viewer, member, turn.today) for member in mine):
            return file.child.reference, asker
    return None


async def give_no_reason(turn: Turn, viewer: Viewer, command: NoReason, desk: Desk) -> Answer:  # noqa: ARG001
    """Nothing is looked for; that no reason was given is kept, with the why not if there is one."""
    entry = replace(
        _entry(turn, viewer, Outcome.NO_REASON, words=" ".join(command.reason.words.split())),
        action=Action.REASON_GIVE,
    )
    return Answer((Reply(no_reason()),), Effects(audit=(entry,)))


def _entry(
    turn: Turn, viewer: Viewer, outcome: Outcome, child: ChildId | None = None, words: str = ""
) -> AuditEntry:
    return entry_by(
        turn, viewer, Action.GRANT_END, outcome, child_id=child, basis="lead" if child else "", reason=words
    )
