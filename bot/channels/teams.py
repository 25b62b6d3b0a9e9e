"""The teams that cases' channels are in: one with room is found, or made before the last is full."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.at import At
from cases.model import CaseId, ChannelForm, Identity
from cases.ports_casework import CaseTeam, ChannelBook
from cases.ports_channels import ASK_AGAIN, Channels, Operation, TeamId
from cases.ports_tenant import RefusedError, ThrottledError
from cases.tending_steps import (
    Seen,
)

_FIND = "findteam"
_INTENDED = "intended:"
_ANYBODYS = CaseId("teams")
_CLAIM = timedelta(minutes=5)
_UNSURE = timedelta(minutes=5)
"""After a broken call nobody knows whether a team was made: it can be found after so long, if it was."""


@dataclass(frozen=True, slots=True)
class Housing:
    """Who owns the teams, and how many channels one takes."""

    owner: Identity
    most: int

    @property
    def nearly(self) -> int:
        """From so many channels on the next team is begun."""
        return self.most - max(1, self.most // 20)


class Teams:
    """Finds each case a team."""

    def __init__(
        self, channels: Callable[[], Awaitable[Channels]], book: ChannelBook, housing: Housing
    ) -> None:
        self._channels = channels
        self._book = book
        self._housing = housing

    async def find(self, at: At) -> Seen:
        """Note the case's team, or do the next thing to have one."""
        ready = await self._ready(at)
        if ready is None:
            return await self._further(at, at.seen.again(_FIND, at.now), enough=1)
        await self._book.keep(replace(at.record, team_id=ready.team_id))
        if not self._is_own(at) and await self._count(ready) >= self._housing.nearly:
            await self._further(at, at.seen, enough=2)
        return at.seen.settled(_FIND)

    async def full(self, at: At) -> None:
        """Teams says that the case's team takes no more channels: another one is needed."""
        for team in await self._book.teams():
            if team.team_id == at.record.team_id:
                await self._book.keep_team(replace(team, full=True))
        await self._book.keep(replace(at.record, team_id="", name=""))

    async def _ready(self, at: At) -> CaseTeam | None:
        for team in await self._mine(at):
            if not team.ready:
                continue
            if self._is_own(at) or await self._count(team) < self._housing.most:
                return team
            await self._book.keep_team(replace(team, full=True))
        return None

    async def _count(self, team: CaseTeam) -> int:
        """How many channels it has. Teams is asked only when it may matter."""
        ours = await self._book.channels_in(team.team_id)
        if 1 + len(ours) < self._housing.nearly:
            return 1 + len(ours)
        return await (await self._channels()).rooms(TeamId(team.team_id), ours)

    async def _further(self, at: At, otherwise: Seen, enough: int) -> Seen:
        """Do the next thing to have one more team, unless somebody else is doing it."""
        whose = at.case if self._is_own(at) else _ANYBODYS
        async with self._turn(CaseId(f"team:{whose}"), at) as mine:
            if not mine:
                return otherwise
            there = await self._mine(at)
            coming = [team for team in there if not team.ready]
            if coming:
                return await self._ready_yet(coming[0], at, otherwise)
            if len(there) < enough:  # else somebody else has made it by now
                await self._make(at)
            return otherwise

    async def _make(self, at: At) -> None:
        name = await self._name(at)
        case = at.case if self._is_own(at) else None
        intended = CaseTeam(f"{_INTENDED}{name}", name, at.now, case_id=case)
        await self._book.keep_team(intended)
        await self._asked(intended, at)

    async def _asked(self, intended: CaseTeam, at: At) -> None:
        try:
            made = await (await self._channels()).make_team(intended.name, self._housing.owner)
        except (RefusedError, ThrottledError):
            await self._book.keep_team(replace(intended, made_at=at.now - _UNSURE))
            raise
        team = replace(intended, team_id=made.team, operation=made.id, made_at=at.now)
        await self._book.keep_team(team, instead_of=intended.team_id)

    async def _ready_yet(self, team: CaseTeam, at: At, otherwise: Seen) -> Seen:
        if team.team_id.startswith(_INTENDED):
            if at.now < team.made_at + _UNSURE:
                return otherwise.later(_FIND, team.made_at + _UNSURE)
            await self._asked(team, at)
            return otherwise
        channels = await self._channels()
        made = Operation(TeamId(team.team_id), team.operation)
        if not await channels.team_ready(made):
            return otherwise.later(_FIND, at.now + ASK_AGAIN)
        if not await channels.has_bot(made.team, None):
            await channels.add_bot(made.team, None)
            return otherwise
        await self._book.keep_team(replace(team, ready=True, operation=""))
        return otherwise.settled(_FIND)

    async def _mine(self, at: At) -> Sequence[CaseTeam]:
        whose = at.case if self._is_own(at) else None
        return [team for team in await self._book.teams() if team.case_id == whose and not team.full]

    async def _name(self, at: At) -> str:
        if self._is_own(at):
            return at.file.case.reference
        made = [team for team in await self._book.teams() if team.case_id is None]
        return f"Teamaround cases {len(made) + 1}"

    @asynccontextmanager
    async def _turn(self, what: CaseId, at: At) -> AsyncIterator[bool]:
        until: datetime = at.now + _CLAIM
        if not await self._book.claim(what, at.work, at.now, until):
            yield False
            return
        try:
            yield True
        finally:
            while not await self._book.release(what, at.work):
                pass  # word was left by somebody who asks again by themself

    def _is_own(self, at: At) -> bool:
        return at.order.form is ChannelForm.OWN_TEAM
