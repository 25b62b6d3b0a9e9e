"""Names of any script in the Latin letters that people type, and how they sound."""

import re
from functools import lru_cache

from anyascii import anyascii

from cases.names import normalise

_FOLDED = (
    ("sch", "s"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("sh", "s"),
    ("cz", "s"),
    ("sz", "s"),
    ("dh", "d"),
    ("th", "t"),
    ("ch", "k"),
    ("x", "s"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("j", "y"),
    ("w", "v"),
    ("h", ""),
)
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")
_CAPITAL = re.compile("[A-Z]")
_MUTE = re.compile("[aeiouy]+")
_SOUND = 6


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared: in Latin letters where they can be, none for none."""
    plain = normalise(text)
    if not plain.isascii():
        # What has no Latin form at all stays as it is: it may still be equal.
        # A capital begins what was one character of a script of syllables or words.
        plain = normalise(_CAPITAL.sub(r" \g<0>", anyascii(plain))) or plain
    return tuple(plain.split())


@lru_cache(maxsize=50_000)
def sound(token: str) -> str:
    """How a word sounds, alike for the spellings that differ between romanisations.

    Vowels count at the beginning alone, and there one is as good as another.
    """
    heard = _DOUBLED.sub(r"\1", token)
    for letters, as_heard in _FOLDED:
        if letters in heard:
            heard = heard.replace(letters, as_heard)
    if not heard:
        return token[:_SOUND]
    first = "A" if heard[0] in _VOWELS else heard[0]
    return (first + _MUTE.sub("", heard[1:]))[:_SOUND]
