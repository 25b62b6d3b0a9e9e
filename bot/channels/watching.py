"""Keeps Teams telling of changes: a subscription for each team, renewed long before it lapses."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe

import structlog

from bot.channels import knocks
from cases.model import CaseId
from cases.ports import Clock
from cases.ports_casework import CaseTeam, ChannelBook
from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, TenantError
from cases.ports_watch import Heard, Members, News, Watch
from cases.ports_watchings import KeptWatch, Watchings
from cases.records import Effects, Work
from dialogs.turn import Desk

log = structlog.get_logger()

WatchOf = Callable[[], Awaitable[Watch]]
EVERY = timedelta(minutes=5)
"""How often subscriptions are looked after. The shortest that can be set last 25 minutes."""

_SECRET = 32  # bytes


class WatchKeeper:
    """Sees to it that each team of ours is watched, and for how long. ``lasting`` is the longest there is."""

    def __init__(
        self, desk: Desk, book: ChannelBook, kept: Watchings, watch: WatchOf, lasting: timedelta, clock: Clock
    ) -> None:
        self._desk = desk
        self._book = book
        self._kept = kept
        self._watch = watch
        self._lasting = lasting
        self._clock = clock

    async def look_after(self) -> None:
        """Every team is watched afterwards, or will be looked after again soon."""
        teams = [team for team in await self._book.teams() if team.ready]
        kept = {one.team: one for one in await self._kept.all()}
        for one in kept.values():
            if all(team.team_id != one.team for team in teams):
                await self._kept.forget(one.id)
        if not teams:
            return
        unwatched = 0
        try:
            watch = await self._watch()
            living = {one.id for one in await watch.watching()}
        except TenantError as wrong:
            log.warning("channels.unwatched", error=wrong, count=len(teams))
            return
        for team in teams:
            try:
                await self._look_after(watch, team, kept.get(TeamId(team.team_id)), living)
            except TenantError as wrong:  # the others are none the worse, and soon there is another round
                unwatched += 1
                log.warning("channels.unwatched", error=wrong, count=1)

    async def reauthorize(self, subscription: str) -> None:
        """Graph asks whether we still may; renewed with that. Raises TenantError."""
        if await self._kept.watching(subscription) is None:
            return
        watch, until = await self._watch(), self._clock.now() + self._lasting
        try:
            await watch.reauthorize(subscription)
            await watch.renew(subscription, until)
        except NotThereError:
            await self._kept.forget(subscription)
            await self._ask(self._round())
        else:
            await self._kept.prolong(subscription, until)

    async def secret_of(self, subscription: str) -> str | None:
        """What shows that news of a subscription are Graph's own; None if it is not ours."""
        one = await self._kept.watching(subscription)
        return one.secret if one else None

    async def heard(self, one: Heard) -> None:
        """Have looked at what the news are about; returns when that is not forgotten any more."""
        now = self._clock.now()
        kept = await self._kept.watching(one.subscription)
        match one.what:
            case News.CREATED | News.UPDATED | News.DELETED:
                await self._ask(*await self._about(one, now))
            case News.REAUTHORIZE if kept is not None:
                key = f"reauthorize:{kept.id}:{kept.until.isoformat()}"
                await self._ask(Work("reauthorize", key, (kept.id,)))
            case News.MISSED if kept is not None:
                await self._ask(*knocks.check_team(kept.team, now))
            case News.REMOVED if kept is not None:
                # All its channels are looked at when it is made again.
                await self._kept.forget(kept.id)
                await self._ask(self._round(), *knocks.check_team(kept.team, now))
            case _:
                return

    async def _about(self, one: Heard, now: datetime) -> tuple[Work, ...]:
        if one.channel is not None:
            case: CaseId | None = await self._desk.casework.at(one.channel)
            return knocks.check(case, now) if case else ()
        return knocks.check_team(one.team, now) if one.team else ()

    async def _look_after(
        self, watch: Watch, team: CaseTeam, kept: KeptWatch | None, living: set[str]
    ) -> None:
        now = self._clock.now()
        if kept is not None and kept.until > now and kept.id in living:
            if kept.until - now > self._lasting / 2:
                return
            try:
                await watch.renew(kept.id, now + self._lasting)
            except NotThereError:
                log.warning("channels.watch_lapsed")
            else:
                await self._kept.prolong(kept.id, now + self._lasting)
                return
        await self._begin(watch, team, now)

    async def _begin(self, watch: Watch, team: CaseTeam, now: datetime) -> None:
        """Watch it, and look at all its channels: nobody has told of what has changed up to now."""
        secret = token_urlsafe(_SECRET)
        whose = Members.OF_CHANNELS if team.case_id is None else Members.OF_TEAM
        made = await watch.watch(TeamId(team.team_id), now + self._lasting, secret, whose)
        await self._kept.keep(KeptWatch(made.id, made.team, made.until, secret))
        await self._ask(*knocks.check_team(team.team_id, now))

    def _round(self) -> Work:
        now = self._clock.now()
        return Work("watch", f"watch:now:{int(now.timestamp()) // 10}")

    async def _ask(self, *works: Work) -> None:
        if works:
            await self._desk.ledger.commit(Effects(work=works), None)
