"""The piece of work that brings Teams in line with one case, one thing at a time.

Each of its durable steps has the same name and the same shape: it reads the case's file, decides what is to
be done next (cases/tending.py), does that one thing, and gives what was seen and how long to wait. So the
next step begins with what is there, whatever broke off before it. A case is tended by one work at a time;
another one that comes leaves word, and the first goes round once more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.at import At, once_more
from bot.channels.memory import kept, remembered
from bot.channels.people import People
from bot.channels.rooms import Rooms
from bot.channels.shown import CARD, Shown
from bot.channels.teams import Teams
from bot.channels.told import Told
from bot.work.errors import AgainError, WorkFailedError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.local import local_day
from cases.model import CaseId, CaseStatus, ChannelStage
from cases.ports import Clock
from cases.ports_casework import Casework, ChannelBook
from cases.ports_channels import Channels
from cases.ports_tenant import AskLaterError, NotThereError, RefusedError, ThrottledError, Why
from cases.tending import next_step
from cases.tending_steps import (
    PATIENCE,
    Act,
    AddBot,
    AddMember,
    AddTab,
    Archive,
    Confirm,
    Done,
    FindTeam,
    Forget,
    MakeChannel,
    PostCard,
    PostSummary,
    Remove,
    Rename,
    Rest,
    Seen,
    Unarchive,
    Verify,
    key_of,
)

log = structlog.get_logger()

_LEASE = timedelta(minutes=10)
_UNSAID = 10.0  # seconds, when nobody said how long to wait
_AWAY = timedelta(seconds=10)
"""Whoever took longer over one thing may have been taken for dead, and another have gone on."""

Came = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hands:
    """What does the things that are to be done."""

    channels: Callable[[], Awaitable[Channels]]
    teams: Teams
    rooms: Rooms
    people: People
    shown: Shown
    told: Told


class Tending:
    """Brings Teams in line with the register, case by case."""

    def __init__(self, casework: Casework, book: ChannelBook, hands: Hands, clock: Clock) -> None:
        self._casework = casework
        self._book = book
        self._hands = hands
        self._clock = clock

    def job(self) -> Job:
        """As the durable engine takes it."""
        return Job("tend", self._tend)

    async def _tend(self, steps: Steps, case: str) -> None:
        memory: Came = {}
        try:
            while True:
                seen = memory
                came = await steps.do("tend", lambda seen=seen: self.step(CaseId(case), steps.key, seen))  # type: ignore[misc]
                if came["done"]:
                    return
                memory = came["seen"]
                if came["until"]:
                    await steps.until(datetime.fromisoformat(came["until"]))
        except WorkFailedError:
            # Nobody else has to wait until its time is over.
            while not await self._book.release(CaseId(case), steps.key):
                pass
            raise

    async def step(self, case: CaseId, work: str, memory: Came) -> Came:
        """One step: what was seen, until when to wait, whether that was all. Raises AgainError."""
        now = self._clock.now()
        if not await self._book.claim(case, work, now, now + _LEASE):
            return _came(done=True)
        on = local_day(now)
        file = await self._casework.case_file(case, on)
        if file is None or file.order is None:
            return await self._over(case, work)
        at = At(file, file.order, remembered(memory), work, now, on)
        step = next_step(file, on, now, at.seen)
        if isinstance(step, Rest):
            await self._book.claim(case, work, now, step.until + _LEASE)
            await self._progress(at, last=False)
            return _came(at.seen, until=step.until)
        if isinstance(step, Done):
            await self._progress(at, last=True)
            return await self._over(case, work)
        came = await self._safely(step, at)
        if self._clock.now() - now > _AWAY and _has_acted(step, came):
            await self._hands.told.look_again(case)
        return came

    async def _safely(self, step: Act, at: At) -> Came:
        key = key_of(step)
        try:
            seen = await self._do(step, at)
        except ThrottledError as wrong:
            # Not carried out, and nothing is wrong: its turn comes, however often that takes.
            until = at.now + timedelta(seconds=wrong.retry_after or _UNSAID)
            return _came(at.seen.later(key, until))
        except AskLaterError as wrong:
            raise AgainError(wrong.retry_after or 0.0) from wrong
        except NotThereError:
            if at.seen.tried(key) < PATIENCE:
                return _came(at.seen.again(key, at.now))
            return await self._gone(at)
        except RefusedError as wrong:
            return await self._refused(wrong, at, key)
        await self._progress(at, last=False)
        return _came(seen)

    async def _refused(self, wrong: RefusedError, at: At, key: str) -> Came:
        if doubtful := once_more(wrong, at, key):
            return _came(doubtful)
        if wrong.why is Why.ARCHIVED and self._asleep(at):
            await self._book.keep(replace(at.record, stage=ChannelStage.ARCHIVED))
            return _came(at.seen.settled(key).noting("woken", "once"))
        return await self._given_up(wrong.why, at)

    def _asleep(self, at: At) -> bool:
        """Whether it is archived by us, and whoever did that has not come to note it: it is brought back."""
        opening = at.record.stage is ChannelStage.OPENING and at.file.case.status is CaseStatus.OPEN
        return opening and not at.seen.about.get("woken")

    async def _do(self, step: Act, at: At) -> Seen:  # noqa: C901, PLR0911, PLR0912 - one line a step
        hands = self._hands
        match step:
            case FindTeam():
                return await hands.teams.find(at)
            case MakeChannel():
                return await hands.rooms.make(at)
            case AddBot():
                return await hands.rooms.add_bot(at)
            case AddTab():
                return await hands.rooms.add_tab(at)
            case AddMember():
                return await hands.people.add(step, at)
            case Remove():
                return await hands.people.remove(step, at)
            case Confirm():
                return await hands.people.confirm(step, at)
            case Forget():
                return await hands.people.forget(step, at)
            case Verify():
                return await hands.people.verify(step, at)
            case PostCard():
                return await hands.shown.card(at)
            case PostSummary():
                return await hands.shown.summary(at)
            case Rename():
                return await hands.rooms.rename(at)
            case Archive():
                return await hands.rooms.archive(at)
            case Unarchive():
                return await hands.rooms.unarchive(at)

    async def _given_up(self, why: Why, at: At) -> Came:
        """The whole of it cannot be: people are told, and it is tried again when something changes."""
        log.warning("channel.trouble", case_id=at.case, why=why)
        await self._hands.told.trouble(why, at)
        await self._progress(at, last=True)
        return await self._over(at.case, at.work)

    async def _gone(self, at: At) -> Came:
        """After so long it is not late but gone; or something else is missing, which people have to see."""
        channels = await self._hands.channels()
        is_there = at.record.channel_id is None or await channels.channel(at.team, at.channel) is not None
        if is_there:
            return await self._given_up(Why.OTHER, at)
        await self._hands.told.lost(at)
        await self._book.keep(replace(at.record, stage=ChannelStage.LOST))
        await self._progress(at, last=True)
        return await self._over(at.case, at.work)

    async def _over(self, case: CaseId, work: str) -> Came:
        """That was all, unless somebody has left word in the meantime."""
        return _came(done=await self._book.release(case, work))

    async def _progress(self, at: At, *, last: bool) -> None:
        opening = at.record.stage in (ChannelStage.OPENING, ChannelStage.LOST)
        await self._hands.shown.progress(at.case, at.order, at.now, last=last, opening=opening)


def _has_acted(step: Act, came: Came) -> bool:
    """Not if the card was as it should be: to look again at that, slowly, would never end."""
    return not isinstance(step, PostCard) or bool(came["seen"].get("about", {}).get(CARD))


def _came(seen: Seen | None = None, *, until: datetime | None = None, done: bool = False) -> Came:
    return {
        "done": done,
        "seen": kept(seen) if seen else {},
        "until": until.isoformat() if until else None,
    }
