"""What of a practitioner follows the directory, and what does not: the table of docs/policy.md."""

from dataclasses import dataclass, replace

from cases.model import Identity, PractitionerId
from cases.ports_directory import Entry


@dataclass(frozen=True, slots=True)
class Heard:
    """What the directory last said of somebody; "" as long as it has never said anything."""

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    manager: Identity | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What the register says of a practitioner, and what it last heard; None if it has never asked."""

    practitioner_id: PractitionerId
    identity: Identity
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    heard: Heard | None = None


FIELDS = ("name", "role", "phone", "email")
"""What the directory may change of a practitioner."""


def followed(listed: Listed, entry: Entry | None) -> Listed:
    """The practitioner after a look into the directory; None when it does not have them."""
    before = listed.heard or Heard()
    if entry is None:
        return replace(listed, heard=before)
    said = Heard(
        name=_words(entry.name) or before.name,
        role=_words(entry.role) or before.role,
        phone=_words(entry.phone) or before.phone,
        email=_words(entry.email) or before.email,
        manager=entry.manager,
    )
    return replace(
        listed,
        # Teams shows the directory's name beside every message: two names for one person would be two people.
        name=_words(entry.name) or listed.name,
        role=_kept(listed.role, before.role, said.role),
        phone=_kept(listed.phone, before.phone, said.phone),
        email=_kept(listed.email, before.email, said.email),
        heard=said,
    )


def changes(before: Listed, after: Listed) -> tuple[str, ...]:
    """Which fields of the register differ."""
    return tuple(one for one in FIELDS if getattr(before, one) != getattr(after, one))


def _kept(ours: str, before: str, said: str) -> str:
    """The directory fills what is empty, and goes on with what was its own word; the rest was meant so."""
    return said if said and (not ours or ours == before) else ours


def _words(said: str) -> str:
    return " ".join(said.split())
