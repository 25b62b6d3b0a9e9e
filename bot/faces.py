"""Looks people's pictures and presence up in Teams, behind the turns; kept in memory and nowhere else."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.coalesce import Coalesced
from cases.face import Face
from cases.model import Identity, PractitionerId
from cases.model.guids import is_guid
from cases.ports import Clock
from cases.ports_directory import Directory, Presence
from cases.ports_tenant import RefusedError, TenantError

log = structlog.get_logger()

FRESH = timedelta(minutes=5)
"""For so long somebody is said to be there or away."""
_PHOTO_FRESH = timedelta(hours=12)
_LARGEST_PHOTO = 12 * 1024
_MOST = 5_000
_AT_ONCE = 20

T = TypeVar("T")
Key = tuple[PractitionerId, Identity]


class KeptFaces:
    """The port ``Faces``. Close it."""

    def __init__(self, tenant: str, directory: Callable[[], Awaitable[Directory]], clock: Clock) -> None:
        self._tenant = tenant
        self._directory = directory
        self._clock = clock
        self._kept: OrderedDict[Key, Face] = OrderedDict()
        self._photos: OrderedDict[Identity, tuple[datetime, bytes]] = OrderedDict()
        self._wanted: dict[Key, None] = {}
        self._looking = Coalesced(self._look)
        self._not_before: datetime | None = None

    def of(self, viewer: PractitionerId, identity: Identity) -> Face | None:
        """See ``Faces``."""
        face = self._kept.get((viewer, identity))
        if face is not None and self._clock.now() - face.at <= FRESH:
            return face
        self.expect(viewer, [identity])
        return None if face is None else replace(face, presence=Presence.UNKNOWN)

    def expect(self, viewer: PractitionerId, people: Iterable[Identity]) -> None:
        """See ``Faces``."""
        now = self._clock.now()
        if self._not_before is not None and now < self._not_before:
            return
        for one in people:
            known = self._kept.get((viewer, one))
            stale = known is None or now - known.at > FRESH
            if stale and one.tenant_id == self._tenant and is_guid(one.object_id):
                self._wanted[viewer, one] = None
        if self._wanted:
            self._looking.start()

    async def settle(self) -> None:
        """Wait until what is under way has ended."""
        if self._looking.running:
            await self._looking.outcome()

    async def close(self) -> None:
        """End what is under way."""
        await self._looking.stop()

    async def _look(self) -> None:
        while self._wanted:
            some = list(self._wanted)[:_AT_ONCE]
            for key in some:
                del self._wanted[key]
            try:
                await self._put(some, await self._directory())
            except TenantError as wrong:
                self._wanted.clear()
                self._not_before = self._clock.now() + FRESH
                log.warning("faces.failed", error=type(wrong).__name__)

    async def _put(self, some: list[Key], directory: Directory) -> None:
        people = list(dict.fromkeys(identity for _, identity in some))
        presence = await _unless_refused(lambda: directory.presence(people)) or {}
        photos = {one: await self._photo(one, directory) for one in people}
        now = self._clock.now()
        for key in some:
            one = key[1]
            self._kept[key] = Face(now, presence.get(one, Presence.UNKNOWN), photos[one])
            self._kept.move_to_end(key)
        _cut(self._kept)
        _cut(self._photos)

    async def _photo(self, one: Identity, directory: Directory) -> bytes:
        now = self._clock.now()
        if (kept := self._photos.get(one)) is not None and now - kept[0] <= _PHOTO_FRESH:
            return kept[1]
        photo = await _unless_refused(lambda: directory.photo(one)) or b""
        self._photos[one] = (now, photo if len(photo) <= _LARGEST_PHOTO else b"")
        return self._photos[one][1]


async def _unless_refused(ask: Callable[[], Awaitable[T]]) -> T | None:
    """Both permissions may be left out: one does without what they are for."""
    try:
        return await ask()
    except RefusedError:
        return None


def _cut(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _MOST:
        kept.popitem(last=False)
