"""``GET /calendar/{token}.ics``: somebody's tasks, for a calendar that has their link."""

from collections import OrderedDict
from hashlib import sha256

from aiohttp import web

from bot.ical import as_calendar
from bot.web import refusal
from cases.ports import Clock
from dialogs.tasks_calendar import behind, digest_of, fetched
from dialogs.turn import Desk

CALENDAR = "/calendar/{name}"
TOKEN_BYTES = 32
_ENDING = ".ics"
_LONGEST = 200
_KEPT = "private, max-age=300"


class Calls:
    """At most so many calls for one key within some seconds. Forgets the key that has been quiet longest."""

    def __init__(self, most: int, seconds: float, keys: int = 10_000) -> None:
        self._most, self._seconds, self._keys = most, seconds, keys
        self._begun: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def too_many(self, key: str, now: float) -> bool:
        """Count a call at a moment; whether it is one too many."""
        begun, count = self._begun.pop(key, (now, 0))
        if now - begun >= self._seconds:
            begun, count = now, 0
        self._begun[key] = (begun, count + 1)
        if len(self._begun) > self._keys:
            self._begun.popitem(last=False)
        return count >= self._most


class CalendarFeed:
    """Answers calendars. A link that opens nothing, for whatever reason, is answered alike."""

    def __init__(self, desk: Desk, clock: Clock, bot_id: str) -> None:
        self._desk, self._clock, self._bot_id = desk, clock, bot_id
        self._calls = Calls(most=60, seconds=600)
        self._unknown = Calls(most=600, seconds=60)

    async def get(self, request: web.Request) -> web.Response:
        """The calendar, 304 if the caller has it already, 404, or 429 to who asks again and again.

        Nothing of it names anybody, and the token stands in no log: that has the route alone.
        """
        name, now = request.match_info["name"], self._clock.now()
        token = name.removesuffix(_ENDING)
        if not name.endswith(_ENDING) or len(token) > _LONGEST:
            raise web.HTTPNotFound
        if self._calls.too_many(digest_of(token), now.timestamp()):
            return _wait(600)
        found = await behind(token, self._desk, now)
        if found is None:
            if self._unknown.too_many("", now.timestamp()):
                return _wait(60)
            raise web.HTTPNotFound
        viewer, dated = found
        body = as_calendar(dated, self._bot_id)
        stamp = sha256(body).hexdigest()[:32]
        headers = {"ETag": f'"{stamp}"', "Cache-Control": _KEPT, "X-Content-Type-Options": "nosniff"}
        if any(tag.value in (stamp, "*") for tag in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        await fetched(viewer, dated, stamp, self._desk, now)
        headers["Content-Disposition"] = 'attachment; filename="tasks.ics"'
        return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)


def _wait(seconds: int) -> web.Response:
    response = refusal(429, "That is asked too often. Please wait a while.")
    response.headers["Retry-After"] = str(seconds)
    return response
