"""Slips of the hand and of the memory: in a word, in a date of birth, in a number."""

import unicodedata
from calendar import monthrange
from dataclasses import replace
from random import Random

from cases.model import Birth

_NEAR = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy",
    "i": "uok", "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol",
    "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs",
    "y": "tuh", "z": "xas",
}  # fmt: skip
_PLAIN = str.maketrans("łŁøØđĐıİ", "lLoOdDiI")


def plain(name: str) -> str:
    """A name as it is typed on a British keyboard, without accents."""
    apart = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_latin(name: str) -> bool:
    """Whether it is written in Latin letters, accents or not."""
    return plain(name).isascii()


def mistyped(word: str, dice: Random) -> str:
    """The word with a letter missing, doubled, turned with the next, or a neighbour's on the keyboard.

    Never the word itself.
    """
    letters = [place for place, letter in enumerate(word) if letter.isalpha()]
    while True:
        slip = dice.choice((_left_out, _doubled, _turned, _beside, _pressed_too))
        made = slip(word, dice.choice(letters), dice)
        if made.lower() != word.lower() and made.strip("-' "):
            return made


def _left_out(word: str, place: int, dice: Random) -> str:  # noqa: ARG001 - as all slips
    return word if len(word) < 3 else word[:place] + word[place + 1 :]


def _doubled(word: str, place: int, dice: Random) -> str:  # noqa: ARG001 - as all slips
    return word[: place + 1] + word[place].lower() + word[place + 1 :]


def _turned(word: str, place: int, dice: Random) -> str:  # noqa: ARG001 - as all slips
    here, there = word[place : place + 1], word[place + 1 : place + 2]
    return word[:place] + there + here + word[place + 2 :] if there.isalpha() else word


def _beside(word: str, place: int, dice: Random) -> str:
    return word[:place] + dice.choice(_NEAR.get(word[place].lower(), "e")) + word[place + 1 :]


def _pressed_too(word: str, place: int, dice: Random) -> str:
    return word[: place + 1] + dice.choice(_NEAR.get(word[place].lower(), "e")) + word[place + 1 :]


def misremembered(born: Birth, dice: Random) -> Birth:
    """A whole date with day and month turned, a year out, or another day or month. Never the date itself."""
    assert born.month is not None
    assert born.day is not None
    while True:
        chance = dice.random()
        if chance < 0.3:
            made = replace(born, month=born.day, day=born.month) if born.day <= 12 else born
        elif chance < 0.6:
            made = replace(born, year=born.year + dice.choice((-1, 1)))
        elif chance < 0.8:
            made = replace(born, month=1 + dice.randrange(12))
        else:
            made = replace(born, day=_another_digit(born.day, dice))
        if made != born and _is_a_day(made):
            return made


def _another_digit(day: int, dice: Random) -> int:
    tens, ones = divmod(day, 10)
    return dice.randrange(4) * 10 + ones if dice.random() < 0.3 else tens * 10 + dice.randrange(10)


def _is_a_day(born: Birth) -> bool:
    assert born.month is not None
    assert born.day is not None
    return 1 <= born.day <= monthrange(born.year, born.month)[1]


def one_digit_wrong(number: str, dice: Random) -> str:
    """The number with one digit changed."""
    place = dice.randrange(len(number))
    digit = (int(number[place]) + dice.randrange(1, 10)) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"
