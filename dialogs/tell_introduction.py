"""News of requests to be put in touch: for the broker, the practitioner and the asker."""

from datetime import datetime

from cards.card import Card
from cards.introduction import introduction_outcome
from cards.introduction_answer import introduction_answer
from cards.introduction_queue import introduction_queue
from cases.introduction import Reads
from cases.records import Notice
from cases.views import QueueView
from dialogs.introduction_reading import files_of, for_practitioner, outcome, waiting
from dialogs.readers import viewer_of
from dialogs.turn import Desk

NO_ANSWER = "No answer yet to what you passed on."


async def tell_waiting(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The queue, with the request in question opened; nothing if that has been answered meanwhile."""
    return await _queue(notice, desk, now, "")


async def tell_unanswered(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The same: what was passed on has not been answered in time."""
    return await _queue(notice, desk, now, NO_ANSWER)


async def tell_passed(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Who asks and why, for the practitioner whom it concerns."""
    introduction, _, which = notice.subject.partition("/")
    request, viewer = await desk.introductions.one(introduction), await viewer_of(notice.to, desk, now)
    if request is None or viewer is None:
        return None
    form = await for_practitioner(viewer, request, which, now, desk)
    return introduction_answer(form) if form else None


async def tell_outcome(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """What came of it, for the asker, whether or not they may still see the circle: they asked for it."""
    introduction, _, which = notice.subject.partition("/")
    request, viewer = await desk.introductions.one(introduction), await viewer_of(notice.to, desk, now)
    if request is None or viewer is None or request.asker_id != notice.to:
        return None
    files = await files_of([request], viewer.id, now, desk)
    view = outcome(request, files[request.child_id], now, [which] if which else ())
    told = view.reads in (Reads.IN_TOUCH, Reads.DECLINED)
    return introduction_outcome(view) if told else None


async def _queue(notice: Notice, desk: Desk, now: datetime, note: str) -> Card | None:
    viewer = await viewer_of(notice.to, desk, now)
    views = await waiting(viewer, now, desk) if viewer else ()
    opened = next((one for one in views if one.introduction == notice.subject), None)
    return introduction_queue(QueueView(views, opened, note=note)) if opened else None
