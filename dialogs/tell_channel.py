"""What happened to a case or in its channel: told to whoever decides about it, as it is when it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from cards.card import Card
from cards.channel_told import channel_told
from cases.case_seats import seen_by
from cases.local import local_day
from cases.model import (
    CaseId,
    CaseStatus,
    ChannelStage,
    Colleague,
    Identity,
    PractitionerId,
    SeatStage,
    Viewer,
)
from cases.policy_case_ends import decides
from cases.policy_timeline import lead_is_named
from cases.ports_casework import CaseFile
from cases.records import CaseEventKind, Notice
from cases.views import ChannelTold, Told
from dialogs.readers import viewer_of
from dialogs.turn import Desk


@dataclass(frozen=True, slots=True)
class _Reading:
    """A notice about a case, with who reads it and what they may do about the case."""

    notice: Notice
    reader: Viewer
    file: CaseFile
    today: date

    @property
    def rest(self) -> str:
        """What the subject says after the case."""
        return self.notice.subject.partition("/")[2]

    def told(self, what: Told) -> ChannelTold:
        """The bare news."""
        case = self.file.case
        return ChannelTold(what, case.id, case.reference, may_decide=decides(self.reader, self.file))


async def tell_stranger(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Somebody was in a channel who does not belong: to the lead, and to governance leads."""
    read = await _read(notice, desk, now)
    tenant, _, object_id = read.rest.partition("/") if read else ("", "", "")
    if read is None or not object_id:
        return None
    governs = read.reader.practitioner.governance_lead
    if not governs and not decides(read.reader, read.file):
        return None
    identity = Identity(tenant, object_id)
    seat = next((one for one in read.file.seats if one.identity == identity), None)
    whose = await _known(identity, seat.practitioner_id if seat else None, desk, now)
    named = whose if whose and lead_is_named(read.reader, whose, None, read.today) else None
    told = replace(
        read.told(Told.STRANGER),
        name=named.practitioner.name if named else "",
        role=named.practitioner.role if named else "",
        agency=named.agency.name if named else "",
        object_id="" if named else object_id[-4:],
        still_in=seat is not None and seat.stage is SeatStage.STRANGER,
    )
    return channel_told(told)


async def tell_missing(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Somebody was taken out by hand and put back."""
    read = await _read(notice, desk, now)
    if read is None or not decides(read.reader, read.file):
        return None
    named = seen_by(read.reader, read.file, read.today).get(PractitionerId(read.rest))
    return channel_told(replace(read.told(Told.MISSING), name=named.practitioner.name if named else ""))


async def tell_channel(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """What happened to the channel itself, while there is still something to be done about the case."""
    what, concerns = _NEWS[notice.kind]
    read = await _read(notice, desk, now)
    if read is None or read.file.order is None or not concerns(read.file):
        return None
    asked = what is Told.TROUBLE and read.file.order.asked_by == notice.to
    if not asked and not decides(read.reader, read.file):
        return None
    record = read.file.record
    return channel_told(replace(read.told(what), trouble=record.trouble if record else ""))


async def tell_case(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """A case was closed, or opened again, by somebody else than its lead: to the lead."""
    what, status, kind = _ENDS[notice.kind]
    read = await _read(notice, desk, now)
    if read is None or read.file.case.lead_id != notice.to or read.file.case.status is not status:
        return None
    history = await desk.histories.of(read.file.case.children[0])
    events = [one for one in history.case_events if one.case_id == read.file.case.id and one.kind is kind]
    actor = await desk.register.colleague(events[-1].actor_id) if events and events[-1].actor_id else None
    named = actor if actor and lead_is_named(read.reader, actor, None, read.today) else None
    return channel_told(replace(read.told(what), name=named.practitioner.name if named else ""))


def _always(_: CaseFile) -> bool:
    """Said before it is on record, so that no crash keeps it from being said."""
    return True


def _there(file: CaseFile) -> bool:
    return file.record is not None and file.record.stage is not ChannelStage.LOST


def _in_trouble(file: CaseFile) -> bool:
    """Its word may not be on record yet; once the channel is there, it has passed."""
    record = file.record
    return record is None or bool(record.trouble) or record.stage is not ChannelStage.OPEN


_NEWS: Mapping[str, tuple[Told, Callable[[CaseFile], bool]]] = {
    "channel.deleted": (Told.DELETED, _always),
    "channel.renamed": (Told.RENAMED, _there),
    "channel.bot_removed": (Told.BOT_REMOVED, _there),
    "channel.archived_by_hand": (Told.ARCHIVED, _there),
    "channel.trouble": (Told.TROUBLE, _in_trouble),
}
_ENDS = {
    "case.closed": (Told.CLOSED, CaseStatus.CLOSED, CaseEventKind.CLOSED),
    "case.reopened": (Told.REOPENED, CaseStatus.OPEN, CaseEventKind.REOPENED),
}


async def _read(notice: Notice, desk: Desk, now: datetime) -> _Reading | None:
    reader = await viewer_of(notice.to, desk, now)
    case = CaseId(notice.subject.partition("/")[0])
    file = await desk.casework.case_file(case, local_day(now)) if reader else None
    return _Reading(notice, reader, file, local_day(now)) if reader and file else None


async def _known(
    identity: Identity, seated: PractitionerId | None, desk: Desk, now: datetime
) -> Colleague | None:
    """Whoever that is on the register, as far as it knows."""
    viewer = await desk.register.viewer(identity, now)
    who = viewer.id if viewer else seated
    return await desk.register.colleague(who) if who else None
