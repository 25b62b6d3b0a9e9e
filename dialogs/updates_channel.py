"""What happened in a case within a minute, as everybody in its channel may be told of it: one card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from cards.card import Card
from cards.updates import updates_card
from cases.local import local_day
from cases.model import (
    CaseId,
    ChannelStage,
    ChildId,
    ConversationId,
    InvolvementId,
    SeatStage,
    Update,
    UpdateKind,
    Viewer,
)
from cases.policy import Right
from cases.ports_casework import CaseFile
from cases.ports_updates import Around, Span
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.update_reading import Told
from cases.update_view import common, updates_view
from dialogs.case_cards import Withheld, audience
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Posted:
    """The card and where, None if there is nothing to post.

    ``settled`` is whether it will not be another soon.
    """

    card: Card | None = None
    channel: ConversationId | None = None
    settled: bool = True


def mark_of(case: CaseId, begins: datetime) -> str:
    """The id of the card's first element, by which one that was sent is found again."""
    return f"updates-{case}-{begins:%Y%m%dT%H%M}"


async def channel_updates(case: CaseId, begins: datetime, desk: Desk, now: datetime) -> Posted:
    """The card of a minute. Of a shielded child's case there is none, nor before the channel is open.

    While somebody is there who does not belong, it says that and nothing else.
    """
    sights = UpdateSights(desk, now)
    file = await sights.case(case)
    if file is None or file.shielded or file.record is None or file.record.stage is not ChannelStage.OPEN:
        return Posted()
    people = tuple(sorted({member.practitioner.id for member in file.circle}))
    circle = Around(file.case.children, people)
    found = await desk.updates.in_case(case, Span(begins, begins + MINUTE), circle)
    if not found:
        return Posted()
    viewers = await audience(file, desk, now)
    strangers = [one for one in found if one.kind is UpdateKind.STRANGER]
    if isinstance(viewers, Withheld):
        told = [one for update in strangers if (one := await sights.stranger(update))]
        left_in = any(seat.stage is SeatStage.STRANGER for seat in file.seats)
        settled = left_in or strangers == found
        return Posted(await _card(file, begins, told, (), desk, now), file.record.channel_id, settled)
    told = [one for update in found if (one := await _for_all(update, viewers, file, sights))]
    return Posted(await _card(file, begins, told, viewers, desk, now), file.record.channel_id)


async def _for_all(
    update: Update, viewers: Sequence[Viewer], file: CaseFile, sights: UpdateSights
) -> Told | None:
    if update.kind is UpdateKind.STRANGER:
        return await sights.stranger(update)
    return common([await sights.told(update, viewer, file.case.children) for viewer in viewers])


async def _card(
    file: CaseFile,
    begins: datetime,
    told: Sequence[Told],
    viewers: Sequence[Viewer],
    desk: Desk,
    now: datetime,
) -> Card | None:
    view = updates_view([one.line for one in told], local_day(now), shared=True)
    if not view.blocks:
        return None
    entries = tuple(entry for viewer in viewers for entry in entries_of(viewer, told, Right.CHANNEL, now))
    what = "\n".join(f"{one.practitioner_id}:{one.child_id}:{','.join(one.shown)}" for one in entries)
    digest = blake2b(what.encode(), digest_size=16).hexdigest()
    if entries:
        await desk.ledger.commit(Effects(audit=entries), f"{mark_of(file.case.id, begins)}:{digest}")
    return updates_card(view, mark=mark_of(file.case.id, begins))


def entries_of(viewer: Viewer, told: Sequence[Told], basis: str, now: datetime) -> tuple[AuditEntry, ...]:
    """What somebody is told by a message, for the trail: one entry for each child."""
    identity = viewer.practitioner.identity
    if identity is None:
        return ()
    return tuple(
        AuditEntry(
            at=now,
            identity=identity,
            practitioner_id=viewer.id,
            action=Action.UPDATE_READ,
            outcome=Outcome.LISTED,
            child_id=child,
            basis=basis,
            shown=ids,
        )
        for child, ids in sorted(_rests(told).items())
    )


def _rests(told: Sequence[Told]) -> Mapping[ChildId, tuple[InvolvementId, ...]]:
    found: dict[ChildId, set[InvolvementId]] = {}
    for one in told:
        for child, ids in one.rests.items():
            found.setdefault(child, set()).update(ids)
    return {child: tuple(sorted(ids)) for child, ids in found.items()}
