"""Holds a case's channel in Teams against the register, and has what differs told and mended."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.channels import knocks
from bot.channels.looking import is_in, look, place_of
from bot.channels.mending import Mending
from bot.channels.visit import Visit
from cases.channel_plan import wanted
from cases.checking import LAG
from cases.local import local_day
from cases.model import CaseId, ChannelRecord, ChannelStage, Identity, SeatStage
from cases.ports_casework import CaseFile, ChannelBook
from cases.ports_channels import Channels
from dialogs.turn import Channelling, Desk

ChannelsOf = Callable[[], Awaitable[Channels]]


class Checker:
    """Checks channels. Everything it does may be done again."""

    def __init__(self, desk: Desk, here: Channelling, book: ChannelBook, channels: ChannelsOf) -> None:
        self._casework = desk.casework
        self._owner = here.owner
        self._channels = channels
        self._mending = Mending(desk, book, here)

    async def check(
        self,
        case: CaseId,
        now: datetime,
        *,
        again: bool = False,
        thorough: bool = False,
        known: CaseFile | None = None,
    ) -> None:
        """Look at everything; ``again`` and ``thorough`` as for Visit. Raises TenantError.

        ``known`` is what was read some time ago: if all is well by that it is; if not, everything is looked
        at afresh.
        """
        file = known or await self._casework.case_file(case, local_day(now))
        place = place_of(file) if file else None
        if file is None or place is None or file.record is None:
            return
        record = file.record
        if _is_being_made(record, now) and not (again or thorough):
            return
        channels = await self._channels()
        seen = await look(channels, place)
        visit = Visit(
            channels, self._mending, file, record, place, self._owner, now, again=again, thorough=thorough
        )
        if known is not None:
            if seen is None or record.stage is ChannelStage.LOST or not visit.all_is_well(seen):
                await self.check(case, now, again=again, thorough=thorough)
        elif record.stage is ChannelStage.LOST:
            if seen is not None:
                await self._mending.restored(record, now, archived=seen.channel.archived)
                await self._mending.tend(file)
        elif seen is None:
            await self._not_seen(file, record, now, again=again)
        else:
            await visit.compare(seen)

    async def look_at(self, case: CaseId, who: Identity, now: datetime) -> None:
        """Look at one person, who is said to have come in, and may not be listed yet. Raises TenantError."""
        file = await self._casework.case_file(case, local_day(now))
        place = place_of(file) if file else None
        if file is None or place is None or not self._would_be_odd(file, who, now):
            return
        if await is_in(await self._channels(), place, who):
            await self._mending.stranger(file, who, "", now)
            await self._mending.tend(file)

    def _would_be_odd(self, file: CaseFile, who: Identity, now: datetime) -> bool:
        """Whether they do not belong there, and are not known to be there."""
        seat = next((seat for seat in file.seats if seat.identity == who), None)
        if seat is not None and seat.stage not in (SeatStage.OUT, SeatStage.REFUSED):
            return False
        return who != self._owner and who not in wanted(file, local_day(now)).people

    async def _not_seen(self, file: CaseFile, record: ChannelRecord, now: datetime, *, again: bool) -> None:
        if record.stage is ChannelStage.OPENING:
            return
        if record.since is not None and now < record.since + LAG:
            await self._mending.ask(knocks.check_at(file.case.id, record.since + LAG))
        elif again:
            await self._mending.deleted(file, record, now)
        else:
            await self._mending.ask(knocks.check_again(file.case.id, now))


def _is_being_made(record: ChannelRecord, now: datetime) -> bool:
    """Whoever makes it looks who is in it before it is open; each change on the way is told to us as well."""
    return record.stage is ChannelStage.OPENING and record.since is not None and now < record.since + LAG
