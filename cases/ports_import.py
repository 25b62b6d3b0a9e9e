"""What an import asks of the register beyond writing: whether a child is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cases.model import Child, ChildId


@dataclass(frozen=True, slots=True)
class Link:
    """What a child of a file is: one of the register, or a new one that may be one of the ``doubtful``."""

    child_id: ChildId | None = None
    doubtful: tuple[ChildId, ...] = ()


FRESH = Link()


class Linker(Protocol):
    """Tells whether children whom a source gives for the first time are in the register already."""

    async def link(self, children: Sequence[Child]) -> Sequence[Link]:
        """One answer for each, in order. Changes nothing."""
        ...
