"""What a practitioner still knows of a child, and how they type it."""

from dataclasses import dataclass
from random import Random

from cases.model import Birth, Child, ChildId

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_OPENINGS = (
    "Who is working with {}?", "who is working with {}", "who's working with {}", "Who is involved with {}?",
    "{}", "who works with {} please", "Is anyone working with {}?", "who else is working with {}?",
    "Can you tell me who is working with {}?", "which agencies are involved with {}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """What somebody knows of a child, right or wrong."""

    given: str
    family: str
    born: Birth | None = None
    nhs_number: str = ""
    area: str = ""

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what kind of error is in it, how it is typed, and whom it means.

    ``child`` is None for a child who is in no register.
    """

    kind: str
    memory: Memory
    text: str
    child: Child | None

    @property
    def wanted(self) -> ChildId | None:
        """The id of the child it means."""
        return None if self.child is None else self.child.id


def typed(memory: Memory, dice: Random) -> str:
    """How it is asked, in one of the ways that people have."""
    subject = memory.name.lower() if dice.random() < 0.4 else memory.name
    if memory.nhs_number:
        digits = memory.nhs_number
        spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}" if dice.random() < 0.5 else digits
        subject += dice.choice((", NHS {}", " nhs number {}", " {}")).format(spaced)
    if memory.born:
        subject += _born(memory.born, dice)
    if memory.area:
        subject += dice.choice((" in {}", " from {}", ", {}")).format(memory.area)
    return dice.choice(_OPENINGS).format(subject)


def _born(born: Birth, dice: Random) -> str:
    if born.month is None:
        return dice.choice((" born {}", ", born {}", " {}", " ({})")).format(born.year)
    month = _MONTHS[born.month - 1]
    if born.day is None:
        forms = (f"{month} {born.year}", f"{month[:3]} {born.year}", f"{born.month:02d}/{born.year}")
    else:
        forms = (
            f"{born.day} {month} {born.year}", f"{born.day:02d}/{born.month:02d}/{born.year}",
            f"{born.day}.{born.month}.{born.year}", f"{born.day} {month[:3]} {born.year}",
            f"{born.year}-{born.month:02d}-{born.day:02d}",
        )  # fmt: skip
    return dice.choice((" born {}", ", born {}", " dob {}", " (d.o.b. {})", ", {}")).format(
        dice.choice(forms)
    )
