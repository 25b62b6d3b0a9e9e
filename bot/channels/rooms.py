"""What a case's channel needs but people: to be made, found, have the bot and a tab, be renamed, archived."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.channels.at import At
from bot.channels.teams import Teams
from cases.model import ChannelStage, ConversationId, Identity
from cases.ports_casework import ChannelBook
from cases.ports_channels import Channels, Operation, Role, TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why
from cases.tending_steps import (
    PATIENCE,
    Did,
    Seen,
)

log = structlog.get_logger()

TAB = "How this channel works"
ASKED_OPERATION = 5
"""After so many looks over 30 seconds have passed: sooner an operation is not to be asked about."""
SETTLE = 20.0
"""Seconds between adding a member and adding an owner: sooner breaks the channel's files."""

_INTENDED = "intended"

Label = Callable[[TeamId, ConversationId], Awaitable[None]]
"""Gives a channel's files their retention label. Raises TenantError."""


@dataclass(frozen=True, slots=True)
class Fittings:
    """Who owns the channels, the page that each has as a tab, "" for none, and how its files are labelled."""

    owner: Identity
    about: str = ""
    label: Label | None = None


class Rooms:
    """Makes and keeps channels."""

    def __init__(
        self,
        channels: Callable[[], Awaitable[Channels]],
        book: ChannelBook,
        teams: Teams,
        fittings: Fittings,
    ) -> None:
        self._channels = channels
        self._book = book
        self._teams = teams
        self._fittings = fittings

    async def make(self, at: At) -> Seen:
        """Make the channel, or find it. Its name is the case's alone, so there is never a second one.

        The name is kept first: whatever breaks off, and whatever becomes of the case, that one is looked for.
        """
        if not at.record.name:
            await self._book.keep(replace(at.record, name=at.file.case.reference))
            return at.seen
        channels = await self._channels()
        key, operation = "makechannel", at.seen.about.get("made", "")
        if operation and at.seen.tried(key) % ASKED_OPERATION == 0:
            found = (await channels.progress(Operation(at.team, operation))).channel
        else:
            try:
                made = await channels.make_channel(at.team, at.record.name, at.kind, self._fittings.owner)
            except RefusedError as wrong:
                return await self._not_made(wrong, at)
            found, operation = made.channel, made.operation.id or operation
        if found is None:
            return at.seen.noting("made", operation).again(key, at.now)
        kept = replace(
            at.record,
            channel_id=found,
            since=at.now,
            stage=ChannelStage.OPENING,
            trouble="",
        )
        await self._book.keep(kept)
        return at.seen.settled(key)

    async def _not_made(self, wrong: RefusedError, at: At) -> Seen:
        """A name is taken also by our own channel, made a moment ago by whoever broke off."""
        key = "makechannel"
        if wrong.why is Why.FULL:
            await self._teams.full(at)
            return at.seen.settled(key)
        if wrong.why is Why.NAME_TAKEN and at.seen.tried(key) < PATIENCE:
            return at.seen.again(key, at.now)
        if wrong.why is Why.NOT_IN_TEAM and at.seen.tried(key) < PATIENCE:
            await (await self._channels()).add_to_team(at.team, self._fittings.owner)
            return at.seen.again(key, at.now)
        await self._book.keep(replace(at.record, name=""))  # not under this name
        raise wrong

    async def add_bot(self, at: At) -> Seen:
        """Put the bot into it, and go on only when it is there."""
        channels = await self._channels()
        await channels.add_bot(at.team, at.people_in)
        if await channels.has_bot(at.team, at.people_in):
            return at.seen.having(Did.BOT).settled("addbot")
        if at.seen.tried("addbot") >= PATIENCE:
            raise NotThereError
        return at.seen.again("addbot", at.now)

    async def add_tab(self, at: At) -> Seen:
        """Add the page. A channel without it is as good."""
        if self._fittings.about:
            try:
                await (await self._channels()).add_tab(at.team, at.channel, TAB, self._fittings.about)
            except RefusedError as wrong:
                log.warning("channel.no_tab", error=wrong)
        return at.seen.having(Did.TAB)

    async def rename(self, at: At) -> Seen:
        """Call it by the reference of now."""
        name = at.file.case.reference
        await (await self._channels()).rename(at.team, at.channel, name)
        await self._book.keep(replace(at.record, name=name, trouble=""))
        return at.seen.stale()

    async def archive(self, at: At) -> Seen:
        """Nobody is to post any more."""
        channels, asked = await self._channels(), at.seen.about.get("archive", "")
        if not asked:
            return at.seen.noting("archive", _INTENDED)  # first, lest nobody know of it after a crash
        if asked == _INTENDED:
            await self._label(at)
            try:
                taken_on = await channels.archive(at.team, at.channel)
            except RefusedError as wrong:
                return await self._without_owner(wrong, at)
            seen = at.seen.settled("archive").noting("unarchive", "")
            return seen.noting("archive", taken_on.id or "done").again("archive", at.now)
        if not await self._is(at, archived=True):
            return at.seen.again("archive", at.now)
        await self._book.keep(replace(at.record, stage=ChannelStage.ARCHIVED, trouble=""))
        return at.seen.settled("archive").noting("archive", "")

    async def _label(self, at: At) -> None:
        """While the files can still be changed. A case is closed without a label rather than not at all."""
        if self._fittings.label is None:
            return
        try:
            await self._fittings.label(at.team, at.channel)
        except RefusedError as wrong:
            log.warning("channel.no_label", error=wrong)

    async def unarchive(self, at: At) -> Seen:
        """People may post again, and it counts as open once it has been seen who is in it."""
        channels = await self._channels()
        if not at.seen.about.get("unarchive"):
            taken_on = await channels.unarchive(at.team, at.channel)
            seen = at.seen.settled("archive").noting("archive", "")
            return seen.noting("unarchive", taken_on.id or "done").again("archive", at.now)
        if not await self._is(at, archived=False):
            return at.seen.again("archive", at.now)
        await self._book.keep(replace(at.record, stage=ChannelStage.OPENING, trouble=""))
        return at.seen.settled("archive").noting("unarchive", "")

    async def _is(self, at: At, *, archived: bool) -> bool:
        """Whether it is so by now. When it takes long, the operation is asked, which says what is wrong."""
        channels, tried = await self._channels(), at.seen.tried("archive")
        operation = at.seen.about.get("archive" if archived else "unarchive", "")
        if tried % ASKED_OPERATION == 0 and operation != "done":
            await channels.progress(Operation(at.team, operation))
        found = await channels.channel(at.team, at.channel)
        if found is None or tried >= PATIENCE:
            raise NotThereError
        return found.archived is archived

    async def _without_owner(self, wrong: RefusedError, at: At) -> Seen:
        if wrong.why is not Why.NO_OWNER or at.seen.tried("archive") >= ASKED_OPERATION:
            raise wrong
        await self.own(at)
        return at.seen.again("archive", at.now, SETTLE)

    async def own(self, at: At) -> None:
        """The account that owns the channels is to own this one."""
        channels = await self._channels()
        owner = self._fittings.owner
        if at.people_in is None:
            await channels.add_to_team(at.team, owner)
            return
        try:
            await channels.add_member(at.team, at.channel, owner, Role.OWNER)
        except RefusedError as wrong:
            if wrong.why is not Why.NOT_IN_TEAM:
                raise
            await channels.add_to_team(at.team, owner)
