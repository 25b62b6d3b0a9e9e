"""What tasks as a calendar need: links, by the digests of their tokens, and tasks with a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from cases.model import PractitionerId, Task, TaskId
from cases.records import CalendarToken


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose link it is, and to which task; "" is all of theirs."""

    practitioner_id: PractitionerId
    task_id: TaskId


class Calendars(Protocol):
    """Reads calendar links. The ledger writes them."""

    async def of(self, practitioner: PractitionerId) -> frozenset[CalendarToken]:
        """All links of one person, those that are over too."""
        ...

    async def holder(self, digest: str, now: datetime) -> Holder | None:
        """Whose link this is; None if there is none, it is over, or they have left."""
        ...

    async def dated(self, practitioner: PractitionerId, since: date) -> Sequence[Task]:
        """Their tasks with a day: the live ones, and those ended that were due since; the soonest first."""
        ...
