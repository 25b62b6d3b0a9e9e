"""What children are found by, in the shape it is compared in and kept beside their keys."""

from dataclasses import dataclass
from functools import lru_cache

from cases.matching.spelling import tokens
from cases.model import Birth, Child

_PART, _NAME, _SIDE = "\n", ";", "|"


@dataclass(frozen=True, slots=True)
class Called:
    """One name, in words: ``family`` is empty for a child with one name."""

    given: tuple[str, ...]
    family: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a child is compared with what was asked. Shown to nobody."""

    names: tuple[Called, ...]
    birth: Birth | None = None
    nhs_number: str = ""
    upn: str = ""
    area: str = ""


def traits_of(child: Child) -> Traits:
    """What a child is found by."""
    spelt = (Called(tokens(name.given), tokens(name.family)) for name in child.names)
    return Traits(
        tuple(dict.fromkeys(name for name in spelt if name.given or name.family)),
        child.birth,
        child.nhs_number,
        plain_upn(child.upn),
        " ".join(tokens(child.area)),
    )


def plain_upn(upn: str) -> str:
    """A pupil's number as it is compared: capitals and digits alone."""
    return "".join(filter(str.isalnum, upn)).upper()


def pack(traits: Traits) -> str:
    """Traits as one text, small and quickly read."""
    names = _NAME.join(f"{' '.join(name.given)}{_SIDE}{' '.join(name.family)}" for name in traits.names)
    return _PART.join((names, _packed(traits.birth), traits.nhs_number, traits.upn, traits.area))


def unpack(packed: str) -> Traits:
    """Traits from the text that ``pack`` made."""
    names, birth, nhs_number, upn, area = parts_of(packed)
    return Traits(names_in(names), birth_in(birth), nhs_number, upn, area)


def parts_of(packed: str) -> list[str]:
    """The texts of names, birth, NHS number, UPN and area: as many children share one, it is read once."""
    return packed.split(_PART)


def names_in(text: str) -> tuple[Called, ...]:
    """The names of a child from their part of the text."""
    return tuple(map(_called, text.split(_NAME))) if text else ()


def birth_in(text: str) -> Birth | None:
    """The birth of a child from its part of the text."""
    return _unpacked(text) if text else None


def words_in(text: str) -> set[str]:
    """The words of a child's names from their part of the text, those written apart also as one."""
    words = set(text.replace(_NAME, " ").replace(_SIDE, " ").split())
    if " " in text:
        sides = text.replace(_NAME, _SIDE).split(_SIDE)
        words.update(side.replace(" ", "") for side in sides if " " in side)
    return words


@lru_cache(maxsize=10_000)
def _called(name: str) -> Called:
    given, _, family = name.partition(_SIDE)
    return Called(tuple(given.split()), tuple(family.split()))


def _packed(birth: Birth | None) -> str:
    if birth is None:
        return ""
    return f"{birth.year}-{birth.month or ''}-{birth.day or ''}-{'e' if birth.expected else ''}"


@lru_cache(maxsize=10_000)
def _unpacked(birth: str) -> Birth:
    year, month, day, expected = birth.split("-")
    return Birth(int(year), int(month) if month else None, int(day) if day else None, bool(expected))
