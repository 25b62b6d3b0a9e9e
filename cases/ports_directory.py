"""What the register needs of the tenant's directory. The errors are those of ``cases.ports_tenant``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cases.model import Identity


class Presence(StrEnum):
    """Whether somebody can be reached just now."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the directory. Their manager as the directory has it, not the register's."""

    identity: Identity
    enabled: bool
    guest: bool
    manager: Identity | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the directory says of somebody; "" where it says nothing. ``manager`` is as in ``Person``.

    ``phone`` is the office's: a mobile number in the directory may be the person's own.
    """

    identity: Identity
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    enabled: bool = True
    guest: bool = False
    manager: Identity | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Some people. ``further`` leads to the next page, "" on the last."""

    identities: Sequence[Identity]
    further: str = ""


class Directory(Protocol):
    """The people of the home tenant, guests too. Whoever is of another tenant is in no answer."""

    async def person(self, identity: Identity) -> Person | None:
        """Somebody; None when the directory does not, or no longer, have them."""
        ...

    async def photo(self, identity: Identity) -> bytes | None:
        """Their picture, 48 pixels wide, JPEG or PNG; None when they have none."""
        ...

    async def disabled(self, page: str = "") -> People:
        """A page of those who may not sign in. Whoever was deleted is not among them: ask ``person``."""
        ...

    async def accounts(self, people: Sequence[Identity]) -> Mapping[Identity, bool]:
        """Who of them the directory has, and whether they may sign in. Whoever it has not is in no answer.

        15 people are one call, and the calls are made one after the other: it leaves room for others.
        """
        ...

    async def entries(self, people: Sequence[Identity]) -> Sequence[Entry]:
        """What the directory says of those of them that it has, in no meaningful order. As ``accounts``."""
        ...

    async def members(self, group: str) -> Sequence[Entry]:
        """The people in a group and in the groups within it, each once; who manages them is not said.

        Raises NotThereError when there is no such group.
        """
        ...

    async def presence(self, people: Sequence[Identity]) -> Mapping[Identity, Presence]:
        """Whether they can be reached just now, UNKNOWN for whoever cannot be asked about."""
        ...
