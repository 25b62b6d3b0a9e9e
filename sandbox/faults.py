"""Faults on order: the next calls that match fail as asked."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["status", "reset", "timeout", "lost", "slow"]
"""Answered with a status; hung up on at once; after a while; after the work was done; done after a while."""


@dataclass(slots=True)
class Fault:
    """The next ``left`` calls whose "METHOD path" has or fits ``match`` are answered with ``status``.

    ``retry_after`` and ``seconds`` (how long a timeout or a slow call takes) are in seconds.
    """

    target: str
    match: str
    status: int
    retry_after: float | None
    left: int
    kind: Kind = "status"
    seconds: float = 30.0

    def fits(self, call: str) -> bool:
        """Whether ``match`` is part of the call, or a regular expression found in it."""
        if self.match in call:
            return True
        try:
            return re.search(self.match, call) is not None
        except re.error:
            return False


class Faults:
    """The faults that are on order."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    @property
    def pending(self) -> int:
        """How many calls are still to fail."""
        return sum(fault.left for fault in self._ordered)

    def order(self, fault: Fault) -> None:
        """Put a fault on order, after those already there."""
        self._ordered.append(fault)

    def clear(self) -> None:
        """Cancel all orders."""
        self._ordered.clear()

    def strike(self, target: str, *spellings: str, kinds: Container[str] = get_args(Kind)) -> Fault | None:
        """The first fault that fits the call in any of its spellings, or None. Uses the fault up by one."""
        for fault in self._ordered:
            if fault.target == target and fault.kind in kinds and any(fault.fits(call) for call in spellings):
                fault.left -= 1
                if not fault.left:
                    self._ordered.remove(fault)
                return fault
        return None
