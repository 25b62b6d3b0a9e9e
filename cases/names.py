"""How names are compared: without case, accents, apostrophes and punctuation, in whatever script they are."""

import re
import unicodedata
from collections.abc import Iterable

from cases.model import Name

# Dropped, so that O'Neil is ONeil: the apostrophe, its typographic forms and those of transliterations.
_APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032\uff07"
# Letters that Unicode does not take apart, as people without them on the keyboard write them.
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_SPELLING = str.maketrans(_PLAIN | dict.fromkeys(_APOSTROPHES, ""))
_NO_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """A name as it is compared: lower case, words of letters and digits with one space between, "" for none.

    Accents go ("Zoë" is "zoe"), hyphens become spaces, letters of other scripts stay. Vowel signs that belong
    to the letter before them, as in Devanagari, stay too.
    """
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower().translate(_NO_APOSTROPHES)).strip()
    # Apostrophes first: the acute accent that some keyboards give for one would fall apart into a space.
    apart = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES))
    folded = unicodedata.normalize("NFKD", apart.casefold()).translate(_SPELLING)
    return " ".join("".join(map(_letter, folded)).split())


def name_keys(name: Name) -> frozenset[str]:
    """What a name is found by: given name first, and family name first."""
    either_way = (f"{name.given} {name.family}", f"{name.family} {name.given}")
    return frozenset(key for key in map(normalise, either_way) if key)


def is_called(names: Iterable[Name], typed: str) -> bool:
    """Whether what was typed is one of these names in full, in either order."""
    asked = normalise(typed)
    return any(asked in name_keys(name) for name in names)


def _letter(character: str) -> str:
    if character.isalnum():
        return character
    category = unicodedata.category(character)
    if category == "Cf" or unicodedata.combining(character):
        return ""  # invisible, or an accent
    return character if category in ("Mn", "Mc") else " "
