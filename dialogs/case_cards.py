"""What the bot posts in a case's channel: the card of the case, and what is left to read once it is closed.

A posted card is shown to everybody in the channel, so it holds what all of them may see, and nothing at all
while somebody is there who does not belong. Whom it tells of what is on the trail once, and again when that
changes: however often a card is made, the same disclosure is written once.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from hashlib import blake2b

from cards.card import Card
from cards.case_card import case_card, closed_card, withheld_card
from cards.case_summary import case_summary
from cases.case_card import Shared, summary
from cases.case_card import case_card as shared_card
from cases.channel_plan import wanted
from cases.local import local_day
from cases.model import CaseId, CaseStatus, Identity, SeatStage, Viewer
from cases.policy import Right
from cases.ports_casework import CaseFile
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import CaseCardView, SummaryView
from dialogs.case_found import spell_of
from dialogs.turn import Desk


class Withheld(Enum):
    """Why nothing is to be shown to a channel now."""

    STRANGER = auto()
    UNSETTLED = auto()


async def channel_card(case: CaseId, desk: Desk, now: datetime) -> Card | None:
    """The card of the case as it is to be in its channel; None to leave what is there as it is.

    Of a shielded child's case there is none.
    """
    file = await desk.casework.case_file(case, local_day(now))
    if file is None or file.shielded:
        return None
    if file.case.status is not CaseStatus.OPEN:
        return closed_card(file.case.reference)
    viewers = await audience(file, desk, now)
    if isinstance(viewers, Withheld):
        return withheld_card(file.case.reference) if viewers is Withheld.STRANGER else None
    found = await desk.register.files(file.case.children, viewers[0].id, now)
    children = sorted(found, key=lambda one: file.case.children.index(one.child.id))
    if len(children) < len(file.case.children):
        return None
    made = shared_card(file, children, viewers, await spell_of(file, desk), local_day(now))
    if not isinstance(made.view, CaseCardView):
        return None
    await _record("case.card", file, made, viewers, desk, now)
    return case_card(made.view)


async def summary_card(case: CaseId, desk: Desk, now: datetime) -> Card | None:
    """What is left to read in the channel of a closed case; None where it is open, or of a shielded child."""
    file = await desk.casework.case_file(case, local_day(now))
    if file is None or file.shielded or file.case.status is not CaseStatus.CLOSED:
        return None
    viewers = await audience(file, desk, now)
    if isinstance(viewers, Withheld):
        return None
    histories = {child: await desk.histories.of(child) for child in file.case.children}
    made = summary(file, histories, viewers, await spell_of(file, desk), local_day(now))
    if not isinstance(made.view, SummaryView):
        return None
    await _record("case.summary", file, made, viewers, desk, now)
    return case_summary(made.view)


async def audience(file: CaseFile, desk: Desk, now: datetime) -> Sequence[Viewer] | Withheld:
    """Everybody in the channel. Each has to be wanted there: a card is for them and for nobody else.

    Somebody who was put out and may still be there keeps it as it is; so does a channel with nobody in it.
    """
    owner = desk.channels.owner if desk.channels else None
    there = [
        seat
        for seat in file.seats
        if seat.stage in (SeatStage.IN, SeatStage.LEAVING, SeatStage.STRANGER) and seat.identity != owner
    ]
    plan = wanted(file, local_day(now))
    if any(seat.stage is SeatStage.STRANGER or seat.practitioner_id is None for seat in there):
        return Withheld.STRANGER
    if not there or any(
        seat.stage is SeatStage.LEAVING or seat.identity not in plan.people for seat in there
    ):
        return Withheld.UNSETTLED
    viewers = [await desk.register.viewer(seat.identity, now) for seat in there]
    known = sorted((one for one in viewers if one is not None), key=lambda one: one.id)
    return known if len(known) == len(there) else Withheld.UNSETTLED


async def _record(
    kind: str, file: CaseFile, made: Shared, viewers: Sequence[Viewer], desk: Desk, now: datetime
) -> None:
    """That everybody in the channel is shown this, before it is; once for the same people and things."""
    told = [f"{child}:{','.join(ids)}" for child, ids in sorted(made.shown.items())]
    what = "\n".join([file.case.id, *told, *(viewer.id for viewer in viewers)])
    digest = blake2b(what.encode(), digest_size=16).hexdigest()
    entries = tuple(
        AuditEntry(
            at=now,
            identity=viewer.practitioner.identity or Identity("", ""),
            practitioner_id=viewer.id,
            action=Action.CASE_SEE,
            outcome=Outcome.SHOWN,
            child_id=child,
            basis=Right.CHANNEL,
            shown=ids,
        )
        for viewer in viewers
        for child, ids in sorted(made.shown.items())
    )
    await desk.ledger.commit(Effects(audit=entries), f"{kind}:{digest}")
