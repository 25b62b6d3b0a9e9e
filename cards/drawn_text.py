"""Words in a picture: how wide they are, which can be drawn at all, and where they are cut.

A picture is drawn in Roboto, whose letters are Latin, Greek and Cyrillic ones. tests/bot/test_pictures.py
holds this table to the font.
"""

import re
import unicodedata
from functools import lru_cache

from cards.text import plain

# The width of letters without their accents, in parts of the font's size: the wider of regular and bold.
_WIDTHS = (
    (0.28, " '‘’‛!,;[]i|¦¸ıſіј‚"),
    (0.32, ".:Ij¡·łІ"),
    (0.36, '"()`flt{}´ŧ΄Ιι•'),
    (0.40, "-r°²³¹ŀ"),
    (0.44, "/\\^г“”„"),
    (0.48, "*_ªºґ"),
    (0.52, "<?svxyz«¯¶»¿γζνзтухѕ"),
    (0.56, ">FJLacek¥¨¬±×ĳĿŁΓελξςτυχЈГаесчьэяєҐ"),
    (0.60, "$+0123456789=Ebghnopq¢£ð÷øþħĸŉŋΞΣαδηθκορσЕбвиклнопрђћџ€"),
    (0.64, "#BKRSTXYZdu§µÞßđŦΒΕΖΚΤΧβμЅБВЗТУХЬЯдц"),
    (0.68, "&ACDPV~ÐĐΑΛΡΥπЄАКРСЭъ–"),
    (0.72, "GHNOQU¤ØĦŊΘΝΟΠΩЏИЛНОПЧ"),
    (0.80, "%w¼ΔΨφψЂДЦмф…©®½ΗΦЪ—"),
    (0.88, "MmæĲΜМЫжљњ¾ωЋФшыю"),
    (1.00, "@WœщÆШЮŒЖ"),
    (1.12, "ЩЉЊ"),
)
_WIDTH = {letter: width for width, letters in _WIDTHS for letter in letters}
# Accented letters that the font has, besides those of the table.
_ACCENTED = re.compile(
    "[\u00c0-\u017f\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e80-\u1e85\u1ea0-\u1ef9"
    "\u0386-\u038a\u038c\u038e-\u03ce\u0400-\u045f]"
)
ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """How wide a line of drawable text is at most."""
    return size * sum(_of_letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def legible(typed: str) -> str:
    """What of a text can be drawn; "" if that is nothing, or so little that it would mislead."""
    text = unicodedata.normalize("NFC", plain(typed))
    kept = "".join(letter for letter in text if _drawable(letter))
    letters, left = _letters(text), _letters(kept)
    return " ".join(kept.split()) if left and left * 2 >= letters else ""


@lru_cache(maxsize=4096)
def lines(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """A drawable text in at most so many lines of that room, broken at spaces and hyphens, clipped."""
    made: list[str] = []
    rest = text
    while rest and len(made) < most:
        line = rest if len(made) == most - 1 else _first_line(rest, size, room)
        rest = rest[len(line) :].lstrip()
        made.append(line.rstrip())
    return tuple(clipped(line, size, room) for line in made)


def clipped(text: str, size: float, room: float) -> str:
    """The text, or as much of it as there is room for and an ellipsis."""
    if width(text, size) <= room:
        return text
    short = text
    while short and width(f"{short}{ELLIPSIS}", size) > room:
        short = short[:-1].rstrip(" ,-")
    return f"{short}{ELLIPSIS}"


def _first_line(text: str, size: float, room: float) -> str:
    """Up to a space if one comes in time, else up to a hyphen, else all of it."""
    for pattern in (r"\S+\s*", r"[^\s-]*[\s-]+|[^\s-]+$"):
        fitting = ""
        for part in re.findall(pattern, text):
            if width((fitting + part).rstrip(), size) > room:
                break
            fitting += part
        if fitting:
            return fitting
    return text


def _of_letter(letter: str) -> float:
    return _WIDTH.get(letter) or _WIDTH.get(unicodedata.normalize("NFD", letter)[0], 1.12)


def _drawable(letter: str) -> bool:
    return letter in _WIDTH or bool(_ACCENTED.match(letter))


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
