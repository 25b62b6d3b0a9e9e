"""Whom a question is about, as somebody could know them."""

from dataclasses import dataclass
from random import Random

from bench.people.asked import Memory
from bench.people.slips import is_latin
from cases.model import Birth, Child, Name


@dataclass(frozen=True, slots=True)
class Target:
    """A child who is asked about, under one of the names they have, and what of them is known in full."""

    child: Child
    name: Name
    dice: Random

    @property
    def born(self) -> Birth | None:
        """The date of birth, where the register has all of it."""
        birth = self.child.birth
        return birth if birth and birth.day is not None and not birth.expected else None

    @property
    def whole(self) -> Memory | None:
        """All that is right; none for a name that is one word or in another script, or without a date."""
        if not (self.name.family and is_latin(str(self.name)) and self.born):
            return None
        return Memory(self.name.given, self.name.family, self.born)
