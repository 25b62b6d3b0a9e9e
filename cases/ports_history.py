"""What reading the history of a child needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cases.model import ChildId, Colleague, Member, PractitionerId
from cases.records import CaseEvent, Event


@dataclass(frozen=True, slots=True)
class History:
    """All that the register knows to have happened with a child, hidden things too, before any policy.

    ``involvements`` are all, past and future ones too. ``case_events`` are those of every case of the child,
    open or closed. Events come in the order in which they were written. ``leads`` are those whom they name.
    """

    involvements: tuple[Member, ...] = ()
    events: tuple[Event, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
    leads: Mapping[PractitionerId, Colleague] = field(default_factory=dict)


class Histories(Protocol):
    """Reads what has happened. Whoever asks has been judged already, and their asking is recorded."""

    async def of(self, child: ChildId) -> History:
        """The history of one child; empty for an unknown one."""
        ...
