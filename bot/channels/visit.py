"""One look at one channel: what was found is confirmed, and then acted upon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.channels import knocks
from bot.channels.looking import Place, Seen, is_in
from bot.channels.mending import Mending
from cases.channel_plan import wanted
from cases.checking import Findings, Oddity, compare, oddities
from cases.local import local_day
from cases.model import ChannelRecord, ChannelStage, Identity, SeatStage
from cases.ports_casework import CaseFile
from cases.ports_channels import Channels, Role
from cases.ports_tenant import RefusedError, Why


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that is known when a channel is looked at.

    ``again`` looks at what was odd some minutes ago; ``thorough`` at whoever was put out at any time.
    """

    channels: Channels
    mending: Mending
    file: CaseFile
    record: ChannelRecord
    place: Place
    owner: Identity
    now: datetime
    again: bool = False
    thorough: bool = False

    def all_is_well(self, seen: Seen) -> bool:
        """Whether there is nothing to act upon, nor anybody to be asked about."""
        found = self._found(seen)
        odd = oddities(self.file, self.record, seen.channel, has_bot=seen.has_bot)
        return found == Findings() and not odd and not any(self._suspects(found))

    async def compare(self, seen: Seen) -> None:
        """Act upon all that is not as the register has it."""
        found = self._found(seen)
        moved = await self._people(seen, found)
        settled = self.record.stage is not ChannelStage.OPENING
        if found.no_owner and self.record.stage is ChannelStage.OPEN and not seen.channel.archived:
            await self._put_owner_back()
        odd = oddities(self.file, self.record, seen.channel, has_bot=seen.has_bot)
        works = []
        if odd and self.again:
            moved = await self._odd(seen, odd) or moved
        elif odd:
            works.append(knocks.check_again(self.file.case.id, self.now))
        if found.look_again is not None:
            works.append(knocks.check_at(self.file.case.id, found.look_again))
        await self.mending.ask(*works)
        # While it is being made, whoever makes it looks for what is due by themself.
        if moved or (found.due and settled):
            await self.mending.tend(self.file)

    def _found(self, seen: Seen) -> Findings:
        return compare(self.file, seen.listed, self.owner, local_day(self.now), self.now)

    async def _people(self, seen: Seen, found: Findings) -> bool:
        """Whether there is anything to be done about people in Teams."""
        mend, now = self.mending, self.now
        memberships = {one.identity: one.id for one in seen.listed if one.identity is not None}
        moved = False
        for who in [who for who in self._suspects(found) if await self._is_in(who)]:
            await mend.stranger(self.file, who, memberships.get(who, ""), now)
            moved = True
        for seat in found.known:
            moved = await mend.known(seat, now) or moved
        for one in found.nameless:
            await mend.nameless(self.file, one, now)
        for seat in [seat for seat in found.missing if not await self._is_in(seat.identity)]:
            await mend.missing(self.file, seat, now)
            moved = True
        for seats, stage, there in (
            (found.gone, SeatStage.OUT, False),
            (found.let_in, SeatStage.IN, True),
        ):
            sure = [seat for seat in seats if await self._is_in(seat.identity) is there]
            await mend.seats(stage, now, *sure)
        return moved

    def _suspects(self, found: Findings) -> Iterable[Identity]:
        """Who may be there and does not belong: listed, or put out and perhaps come back."""
        out = {seat.identity: seat for seat in self.file.seats if seat.stage is SeatStage.OUT}
        back = [*out.values()] if self.thorough else [out[one] for one in found.unsure if one in out]
        if not back:
            return found.strangers
        belong = wanted(self.file, local_day(self.now)).people
        came = (seat.identity for seat in back if seat.identity not in belong)
        return dict.fromkeys((*found.strangers, *came))

    async def _odd(self, seen: Seen, odd: frozenset[Oddity]) -> bool:
        """Whether there is anything to be done about the channel in Teams."""
        mend, file, record, now = self.mending, self.file, self.record, self.now
        if Oddity.ARCHIVED in odd:
            await mend.archived(file, record, now)
        if Oddity.RENAMED in odd:
            record = await mend.renamed(file, record, seen.channel.name, now)
        if Oddity.NO_BOT in odd:
            await mend.without_bot(file, record, now)
        if Oddity.UNARCHIVED in odd:
            await mend.unarchived(record)
        return odd != {Oddity.ARCHIVED}

    async def _put_owner_back(self) -> None:
        """The account that owns the channels has to be in each, or it can be archived no more."""
        team, channel, owner = self.place.team, self.place.own, self.owner
        if channel is None:
            await self.mending.tend(self.file)
        elif await self._is_in(owner):
            await self.channels.set_role(team, channel, owner, Role.OWNER)
        else:
            try:
                await self.channels.add_member(team, channel, owner, Role.OWNER)
            except RefusedError as refused:
                if refused.why is not Why.NOT_IN_TEAM:
                    raise
                await self.channels.add_to_team(team, owner)
                await self.channels.add_member(team, channel, owner, Role.OWNER)

    async def _is_in(self, who: Identity) -> bool:
        return await is_in(self.channels, self.place, who)
