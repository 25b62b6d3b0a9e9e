"""What a notice is about, looked up where that bears on whether it may wait."""

from collections.abc import Awaitable, Callable, Mapping

from cases.deferral import GIVEN, OF_NO_MATTER, Matter
from cases.model import TaskId
from cases.records import Notice
from dialogs.turn import Desk


async def matter_of(notice: Notice, desk: Desk) -> Matter:
    """For most notices there is nothing to look up: they wait whatever they are about."""
    found = _OF.get(notice.kind)
    return await found(notice, desk) if found else OF_NO_MATTER


async def _task(notice: Notice, desk: Desk) -> Matter:
    task = await desk.tasks.task(TaskId(notice.subject))
    return Matter(due=task.due) if task and task.owner_id == notice.to else OF_NO_MATTER


async def _handover(notice: Notice, desk: Desk) -> Matter:
    handover = await desk.handovers.handover(notice.subject)
    asks = handover is not None and handover.asked_by == notice.to
    return Matter(asked_at=handover.asked_at) if handover and asks else OF_NO_MATTER


async def _introduction(notice: Notice, desk: Desk) -> Matter:
    request = await desk.introductions.one(notice.subject.partition("/")[0])
    asks = request is not None and request.asker_id == notice.to
    return Matter(asked_at=request.asked_at) if request and asks else OF_NO_MATTER


async def _grant(notice: Notice, desk: Desk) -> Matter:
    grant = await desk.register.grant(notice.subject)
    asks = grant is not None and grant.practitioner_id == notice.to
    return Matter(asked_at=grant.given_at) if grant and asks else OF_NO_MATTER


_OF: Mapping[str, Callable[[Notice, Desk], Awaitable[Matter]]] = {
    GIVEN: _task,
    "handover.answer": _handover,
    "introduction.outcome": _introduction,
    "grant_ended": _grant,
}
