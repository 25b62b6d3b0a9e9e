"""What is done about what was found in a channel. It may be done again after a crash, and is told once.

What is told is written first: after a crash, what was found is found again, and told no second time.
"""

from dataclasses import replace
from datetime import datetime

import structlog

from bot.channels import alarm, knocks
from cases.checking import LAG, hear_of_channel, hear_of_stranger
from cases.local import local_day
from cases.model import ChannelRecord, ChannelStage, Identity, PractitionerId, Seat, SeatStage
from cases.ports_casework import CaseFile, ChannelBook
from cases.ports_channels import Membership
from cases.records import Effects, Work
from dialogs.turn import Channelling, Desk

log = structlog.get_logger()


class Mending:
    """Writes down and tells what was found; the work "tend" does the rest in Teams."""

    def __init__(self, desk: Desk, book: ChannelBook, channels: Channelling) -> None:
        self._desk = desk
        self._book = book
        self._left_in = channels.alert_only

    async def stranger(self, file: CaseFile, who: Identity, membership: str, now: datetime) -> None:
        """They are put out, or left in by the setting; told once each time that they appear."""
        prior = next((seat for seat in file.seats if seat.identity == who), None)
        viewer = await self._desk.register.viewer(who, now)
        known_as = viewer.id if viewer else prior.practitioner_id if prior else None
        hear = hear_of_stranger(known_as, file.lead, await self._desk.approaches.governance_leads())
        number = self._desk.fresh_id()
        told = alarm.stranger(file, who, known_as, hear, left_in=self._left_in, now=now, number=number)
        since = prior.at.isoformat() if prior else ""
        once = f"stranger:{file.case.id}:{who.tenant_id}:{who.object_id}:{since}"
        if await self._desk.ledger.commit(told, once):
            log.warning("channel.stranger")
        stage = SeatStage.STRANGER if self._left_in else SeatStage.LEAVING
        await self._book.seat(Seat(file.case.id, who, stage, now, known_as, membership))

    async def known(self, seat: Seat, now: datetime) -> bool:
        """Somebody was found before, and left in: put out if they are not to be any more; whether so."""
        if not self._left_in:
            await self._book.seat(replace(seat, stage=SeatStage.LEAVING, at=now))
        return not self._left_in

    async def nameless(self, file: CaseFile, one: Membership, now: datetime) -> None:
        """Somebody of no directory is there: nothing can be done about them but to tell, once a day."""
        hear = hear_of_stranger(None, file.lead, await self._desk.approaches.governance_leads())
        who = Identity(alarm.NAMELESS, alarm.NAMELESS)
        told = alarm.stranger(file, who, None, hear, left_in=True, now=now, number=self._desk.fresh_id())
        once = f"nameless:{file.case.id}:{one.id}:{local_day(now)}"
        if await self._desk.ledger.commit(told, once):
            log.warning("channel.stranger")

    async def missing(self, file: CaseFile, seat: Seat, now: datetime) -> None:
        """Somebody was taken out by hand: their seat is free, so that they are put back."""
        who = seat.practitioner_id
        if who is not None:
            told = alarm.missing(file, who, await self._hear(file))
            identity = f"{seat.identity.tenant_id}:{seat.identity.object_id}"
            once = f"missing:{file.case.id}:{identity}:{seat.at.isoformat()}"
            await self._desk.ledger.commit(told, once)
        await self._book.seat(replace(seat, stage=SeatStage.OUT, at=now, membership=""))

    async def seats(self, stage: SeatStage, now: datetime, *seats: Seat) -> None:
        """These people have come so far."""
        if seats:
            await self._book.seat(*(replace(seat, stage=stage, at=now, why="") for seat in seats))

    async def deleted(self, file: CaseFile, record: ChannelRecord, now: datetime) -> None:
        """The channel is gone. Whoever asks for one again gets another. Teams may err: one more look."""
        await self._tell("channel.deleted", file, f"{record.channel_id}:{record.since}")
        await self.ask(knocks.check_at(file.case.id, now + LAG))
        await self._book.keep(replace(record, stage=ChannelStage.LOST))

    async def restored(self, record: ChannelRecord, now: datetime, *, archived: bool) -> None:
        """The channel is there again: it is brought in line before anything is said in it."""
        stage = ChannelStage.ARCHIVED if archived else ChannelStage.OPENING
        await self._book.keep(replace(record, stage=stage, since=now))

    async def renamed(self, file: CaseFile, record: ChannelRecord, name: str, now: datetime) -> ChannelRecord:
        """The channel has another name: the record says so, and differs from what it is to be called."""
        await self._tell("channel.renamed", file, f"{record.channel_id}:{_hour(now)}")
        known = replace(record, name=name)
        await self._book.keep(known)
        return known

    async def without_bot(self, file: CaseFile, record: ChannelRecord, now: datetime) -> None:
        """The bot is not in the channel any more: until it is, nothing is said there."""
        await self._tell("channel.bot_removed", file, f"{record.channel_id}:{_hour(now)}")
        await self._book.keep(replace(record, stage=ChannelStage.OPENING))

    async def archived(self, file: CaseFile, record: ChannelRecord, now: datetime) -> None:
        """The channel of an open case was archived by hand: the lead decides, and is reminded once a week."""
        year, week, _ = local_day(now).isocalendar()
        await self._tell("channel.archived_by_hand", file, f"{record.channel_id}:{year}-{week}")

    async def unarchived(self, record: ChannelRecord) -> None:
        """The channel of a closed case was opened by hand."""
        await self._book.keep(replace(record, stage=ChannelStage.OPEN))

    async def tend(self, file: CaseFile) -> None:
        """Have the channel brought in line."""
        key = f"tend:{file.case.id}:{self._desk.fresh_id()}"
        await self.ask(Work("tend", key, (file.case.id,)))

    async def ask(self, *works: Work) -> None:
        """Have these done."""
        if works:
            await self._desk.ledger.commit(Effects(work=works), None)

    async def _tell(self, kind: str, file: CaseFile, which: str) -> None:
        told = alarm.about(kind, file, await self._hear(file))
        if await self._desk.ledger.commit(told, f"{kind}:{file.case.id}:{which}"):
            log.warning("channel.changed_by_hand")

    async def _hear(self, file: CaseFile) -> tuple[PractitionerId, ...]:
        return hear_of_channel(file, await self._desk.approaches.governance_leads())


def _hour(now: datetime) -> str:
    return str(int(now.timestamp()) // 3600)
