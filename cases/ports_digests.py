"""What managers' digests need: who gets one, what it rests on, and what was made before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from cases.choices import Choice
from cases.digest import Kind
from cases.digest_facts import Facts
from cases.model import PractitionerId, ServiceId, Viewer
from cases.profile import Profile
from cases.records import DigestRow


@dataclass(frozen=True, slots=True)
class Manager:
    """Somebody active with a Teams identity who manages a service, and when they want to hear of it."""

    viewer: Viewer
    choice: Choice
    profile: Profile


class Digests(Protocol):
    """Reads what digests are made from, for many managers at once. They are written with turns."""

    async def zones(self) -> Sequence[str]:
        """The time zones that managers are in, in order."""
        ...

    async def managers(self, zone: str, after: str, most: int) -> Sequence[Manager]:
        """At most so many managers in that time zone behind that id, by id."""
        ...

    async def facts(self, services: Collection[ServiceId], today: date, since: datetime) -> Facts:
        """What is known of these services on that day, and what has happened since that moment."""
        ...

    async def latest(
        self, whose: Collection[PractitionerId], kind: Kind, before: str = ""
    ) -> Mapping[PractitionerId, DigestRow]:
        """The latest digest of that kind of each of these people; before a period, if one is given."""
        ...

    async def one(self, whose: PractitionerId, kind: Kind, period: str) -> DigestRow | None:
        """A digest that was made."""
        ...
