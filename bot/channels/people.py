"""People in and out of a case's channel, one at a time, and who else is in it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.channels.at import At, once_more
from bot.channels.rooms import SETTLE, Rooms
from bot.channels.told import Told
from cases.channel_plan import moves, wanted
from cases.model import ChannelStage, Identity, Seat, SeatStage
from cases.ports_casework import ChannelBook
from cases.ports_channels import ChannelKind, Channels, Membership, Role
from cases.ports_tenant import NotThereError, RefusedError, Why
from cases.records import Action
from cases.tending_steps import (
    PATIENCE,
    AddMember,
    Confirm,
    Forget,
    Remove,
    Seen,
    Verify,
    key_of,
)

OF_THE_WHOLE = frozenset({Why.NOT_PERMITTED, Why.NOT_SIGNED_IN, Why.NO_APP, Why.ARCHIVED})
"""What is refused to everybody alike: nothing to do with the person."""

_FRESH = timedelta(minutes=16)
"""For so long the list of a new private channel may be its whole team's."""
_FEW = 5
_ONCE_MORE = 4
"""After so many looks somebody who can still read the channel is taken out once more."""


class People:
    """Brings the members of a channel in line with the plan."""

    def __init__(
        self,
        channels: Callable[[], Awaitable[Channels]],
        book: ChannelBook,
        rooms: Rooms,
        told: Told,
        owner: Identity,
    ) -> None:
        self._channels = channels
        self._book = book
        self._rooms = rooms
        self._told = told
        self._owner = owner

    async def add(self, step: AddMember, at: At) -> Seen:
        """Let somebody in; into the team first if the channel asks for that.

        Who is to come is kept first: whatever breaks off, nobody is in without being known to be.
        """
        key = key_of(step)
        if not at.seen.expects(step.person):
            people = wanted(at.file, at.on).people
            coming = dict.fromkeys((step.person, *moves(at.file, at.on).add))
            return at.seen.expecting((one, people[one]) for one in coming)
        try:
            made = await self._let_in(step, at)
        except RefusedError as wrong:
            if wrong.why in OF_THE_WHOLE:
                raise
            waits = wrong.why is Why.NOT_IN_TEAM and at.kind is ChannelKind.PRIVATE
            if doubtful := once_more(wrong, at, key):
                return doubtful
            if waits and at.seen.tried(key) < PATIENCE:
                return at.seen.again(key, at.now)  # the channel does not know yet that they are in the team
            await self._seat(at, step, SeatStage.REFUSED, why=wrong.why)
            return at.seen.arrived(step.person).settled(key).stale()
        if made is None:
            return at.seen.noting(f"team {key}", "asked").again(key, at.now)
        await self._told.on_record(Action.CHANNEL_JOIN, step.person, step.practitioner_id, at)
        await self._seat(at, step, SeatStage.IN, membership=made.id)
        return at.seen.arrived(step.person).settled(key).stale()

    async def _let_in(self, step: AddMember, at: At) -> Membership | None:
        """Their membership; None when they have been put into the team, and the channel comes next."""
        channels, person = await self._channels(), step.person
        if at.people_in is None:
            return await channels.add_to_team(at.team, person)
        try:
            return await channels.add_member(at.team, at.channel, person, Role.MEMBER)
        except RefusedError as wrong:
            asked = at.seen.about.get(f"team {key_of(step)}")
            if wrong.why is not Why.NOT_IN_TEAM or at.kind is not ChannelKind.PRIVATE or asked:
                raise
        await channels.add_to_team(at.team, person)
        return None

    async def remove(self, step: Remove, at: At) -> Seen:
        """Take somebody out. They count as leaving until it is sure that they are out."""
        await self._book.seat(replace(step.seat, stage=SeatStage.LEAVING, at=at.now))
        await self._take_out(step.seat, at)
        return at.seen.arrived(step.seat.identity).again(key_of(step), at.now)

    async def confirm(self, step: Confirm, at: At) -> Seen:
        """Whether they are out. If not they are taken out once more: what lags ends within 15 minutes."""
        seat, key = step.seat, key_of(step)
        if not await self._has_access(seat.identity, at):
            await self._told.on_record(Action.CHANNEL_LEAVE, seat.identity, seat.practitioner_id, at)
            await self._book.seat(replace(seat, stage=SeatStage.OUT, at=at.now, membership=""))
            return at.seen.settled(key).stale()
        if at.seen.tried(key) >= PATIENCE:
            raise RefusedError(Why.OTHER, "Somebody who was taken out can still read the channel.")
        pause = 0.0 if at.seen.tried(key) % _ONCE_MORE else await self._take_out(seat, at)
        return at.seen.again(key, at.now, pause)

    async def forget(self, step: Forget, at: At) -> Seen:
        """Whoever was never let in, and is not to be any more, is out."""
        await self._book.seat(replace(step.seat, stage=SeatStage.OUT, at=at.now, why=""))
        return at.seen

    async def verify(self, step: Verify, at: At) -> Seen:
        """Open the channel if nobody is in it who is not meant to be; otherwise see to whoever is."""
        key = key_of(step)
        extra, unknown = await self._extra(at)
        is_fresh = at.record.since is not None and at.now < at.record.since + _FRESH
        if unknown or (len(extra) > _FEW and is_fresh):
            if unknown and at.seen.tried(key) >= PATIENCE:
                raise RefusedError(Why.OTHER, "Somebody is in the channel who is in no directory.")
            return at.seen.again(key, at.now)
        seen = at.seen
        for person in extra[:_FEW]:
            if await self._has_access(person, at):
                await self._put_out(person, at)
            else:
                seen = replace(seen, cleared=seen.cleared | {person.object_id})
        if not extra:
            # Archived by us, and whoever did that has not come to note it: it is brought back first.
            stage = ChannelStage.ARCHIVED if await self._is_archived(at) else ChannelStage.OPEN
            await self._book.keep(replace(at.record, stage=stage, trouble=""))
        return seen

    async def _is_archived(self, at: At) -> bool:
        found = await (await self._channels()).channel(at.team, at.channel)
        if found is None:
            raise NotThereError
        return found.archived

    async def _extra(self, at: At) -> tuple[Sequence[Identity], bool]:
        """Who is listed and not meant to be there; and whether anybody is whom no directory knows."""
        meant = {self._owner, *wanted(at.file, at.on).people}
        meant |= {seat.identity for seat in at.file.seats if seat.stage is not SeatStage.OUT}
        channels, page, listed = await self._channels(), "", set[Identity | None]()
        while True:
            found = await channels.members(at.team, at.people_in, page)
            listed |= {one.identity for one in found.members}
            page = found.further
            if not page:
                break
        extra = [one for one in listed - meant if one and one.object_id not in at.seen.cleared]
        return sorted(extra, key=lambda one: one.object_id), None in listed

    async def _put_out(self, person: Identity, at: At) -> None:
        """Before a channel is open nobody is left in it who does not belong there, whatever is set."""
        who = await self._told.stranger(person, at)
        await self._book.seat(Seat(at.case, person, SeatStage.LEAVING, at.now, who))

    async def _take_out(self, seat: Seat, at: At) -> float:
        """End a membership; how long to wait at least before asking again."""
        try:
            await (await self._channels()).remove_member(
                at.team, at.people_in, seat.identity, seat.membership
            )
        except NotThereError:
            return 0.0  # it cannot be seen yet, or is over
        except RefusedError as wrong:
            if wrong.why is not Why.LAST_OWNER:
                raise
            await self._rooms.own(at)
            return SETTLE
        return 0.0

    async def _has_access(self, person: Identity, at: At) -> bool:
        channels = await self._channels()
        try:
            return await channels.has_access(at.team, at.channel, person)
        except RefusedError as wrong:
            if wrong.why is Why.NOT_IN_DIRECTORY:
                return False
            raise
        except NotThereError:
            # The channel, or the person: whoever is in no directory any more reads nothing.
            if await channels.channel(at.team, at.channel) is None:
                raise
            return False

    async def _seat(
        self, at: At, step: AddMember, stage: SeatStage, *, membership: str = "", why: str = ""
    ) -> None:
        await self._book.seat(
            Seat(at.case, step.person, stage, at.now, step.practitioner_id, membership, why)
        )
