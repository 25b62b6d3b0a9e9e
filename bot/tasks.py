"""Keeps a task's cards in step: in its case's channel, and in the chats of those whose task it is or was.

What is shown is what is so when it is shown, so that the work may run twice, late, or in any order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.connector import ConnectorError
from bot.work.errors import AgainError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cards.card import Card
from cards.task import MOST_REFRESHED, shared_task_card, task_card, task_not_known, task_not_shown
from cases.model import (
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
    Task,
    TaskId,
    Viewer,
)
from cases.ports import Clock
from cases.task import Step
from cases.task_sight import TaskSight
from cases.task_views import shared_view, task_view
from dialogs.readers import viewer_of
from dialogs.task_effects import POST
from dialogs.task_sights import Cases, Sights
from dialogs.turn import Desk

_INSIDE = (SeatStage.IN, SeatStage.LEAVING, SeatStage.STRANGER)
"""Whoever may still read what is posted."""

_MOST_ROUNDS = 5
_AT_ONCE = 8
"""Of more, whoever presses something meanwhile would wait for each of them: they share the event loop."""


class Poster(Protocol):
    """Messages of ours that are kept up to date, by a key. Raises ConnectorError: it may be well later."""

    async def show(
        self, key: str, conversation: ConversationId, card: Card, to: PractitionerId | None = None
    ) -> None:
        """See to it that the message of that key shows this card: sent once, then put in its own place.

        ``to`` is whose own chat it is.
        """
        ...

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent; None if there is none."""
        ...


TeamsIds = Callable[[ConversationId], Awaitable[Mapping[Identity, str]]]
"""Whose cards Teams can refresh there: the Teams ids (``29:...``) of a conversation's members."""


def channel_key(task: TaskId) -> str:
    """The message in the case's channel."""
    return f"task:{task}:channel"


def owner_key(task: TaskId, owner: PractitionerId) -> str:
    """The message in the chat of somebody whose task it is, or was."""
    return f"task:{task}:owner:{owner}"


class TaskPosts:
    """Renders a task's cards and hands them to a poster."""

    def __init__(self, desk: Desk, poster: Poster, teams_ids: TeamsIds, clock: Clock) -> None:
        self._desk, self._poster, self._teams_ids, self._clock = desk, poster, teams_ids, clock
        self._room = asyncio.Semaphore(_AT_ONCE)

    def job(self) -> Job:
        """The work "task.post"."""

        async def post(steps: Steps, task: str) -> None:
            # One step: what is shown already costs nothing to be shown again, and keeping a step does.
            await steps.do("show", lambda: self._patiently(TaskId(task)))

        return Job(POST, post)

    async def _patiently(self, task_id: TaskId) -> None:
        """Show it, and again if it changed meanwhile: of two at once, the last must not be the older one."""
        try:
            async with self._room:
                for _ in range(_MOST_ROUNDS):
                    if await self._is_shown(task_id):
                        return
        except ConnectorError as wrong:
            raise AgainError(wrong.retry_after or 0.0) from wrong
        raise AgainError

    async def _is_shown(self, task_id: TaskId) -> bool:
        """Show it as it is; whether it still was so when all was shown."""
        before = await self._desk.tasks.task(task_id)
        if before is None:
            return True
        now = self._clock.now()
        cases = Cases(self._desk, now)
        await self._in_channel(before, cases, now)
        await self._in_chats(before, cases, now)
        after = await self._desk.tasks.task(task_id)
        return after is None or after.version == before.version

    async def _in_channel(self, task: Task, cases: Cases, now: datetime) -> None:
        """The card that everybody in the case's channel reads; none where one of them may not."""
        record, seats = await self._desk.casework.channel(task.case_id)
        channel = _open_channel(record)
        if channel is None:
            return
        key = channel_key(task.id)
        there = await self._poster.where(key)
        sights = await self._everybody(task, seats, cases, now)
        view = shared_view(sights) if sights else None
        if view is not None:
            card = shared_task_card(view, await self._refreshed(channel, sights))
            await self._poster.show(key, channel, card)
        elif there == channel:
            await self._poster.show(key, channel, task_not_shown(f"task-{task.id}"))

    async def _in_chats(self, task: Task, cases: Cases, now: datetime) -> None:
        """The cards that those got whose task it is or was, as each of them may see it now."""
        events = await self._desk.tasks.events(task.id)
        former = {PractitionerId(one.previous) for one in events if one.step == Step.REASSIGN}
        for owner in sorted({task.owner_id, *former}):
            key = owner_key(task.id, owner)
            conversation = await self._poster.where(key)
            if conversation is not None:
                await self._poster.show(key, conversation, await self._own(owner, task, cases, now), owner)

    async def _own(self, owner: PractitionerId, task: Task, cases: Cases, now: datetime) -> Card:
        viewer = await viewer_of(owner, self._desk, now)
        sight = await Sights(viewer, self._desk, now, cases=cases).of(task) if viewer else None
        return task_card(task_view(sight)) if sight else task_not_known()

    async def _everybody(
        self, task: Task, seats: Sequence[Seat], cases: Cases, now: datetime
    ) -> Sequence[TaskSight]:
        """The task as each of those in the channel may see it; empty if there is one who may not."""
        inside = [seat.identity for seat in seats if seat.stage in _INSIDE]
        found: list[TaskSight] = []
        for identity in inside:
            viewer: Viewer | None = await self._desk.register.viewer(identity, now)
            sight = await Sights(viewer, self._desk, now, cases=cases).of(task) if viewer else None
            if sight is None:
                return ()
            found.append(sight)
        return found

    async def _refreshed(self, channel: ConversationId, sights: Sequence[TaskSight]) -> Sequence[str]:
        """The Teams ids of whoever gets buttons of their own: first of those who have any."""
        ids = await self._teams_ids(channel)
        ordered = sorted(sights, key=lambda one: (not one.steps, one.of.viewer.id))
        known = (one.of.viewer.practitioner.identity for one in ordered)
        return [ids[one] for one in known if one and one in ids][:MOST_REFRESHED]


def _open_channel(record: ChannelRecord | None) -> ConversationId | None:
    if record is None or record.stage is not ChannelStage.OPEN:
        return None
    return record.channel_id
