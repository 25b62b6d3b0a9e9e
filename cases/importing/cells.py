"""One row's cells, each read as what it has to be; what is wrong is gathered, and nothing is guessed."""

import re
from collections.abc import Mapping as Entries
from dataclasses import dataclass
from datetime import date
from operator import mul

from cases.importing.dates import NoDayError, birth_of, day_of, has_month_first
from cases.importing.faults import Fault, class_of
from cases.importing.mapping import DateForm
from cases.model import Birth

# Control characters, halves of surrogate pairs, and the mark of what could not be decoded.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff\ufffe\uffff]")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_YES, _NO = frozenset(("yes", "y", "true", "1")), frozenset(("no", "n", "false", "0", ""))
_NHS_DIGITS, _NHS_WEIGHTS = 10, range(10, 1, -1)
_TAKEN_OUT = str.maketrans("", "", " -")

LONGEST_ID, LONGEST_WORDS = 100, 200


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all rows of a file: today, how days are written, and words that stand for ours."""

    today: date
    dates: DateForm = DateForm.DAY_FIRST
    values: Entries[str, Entries[str, str]] | None = None


class Cells:
    """A row by our columns' names. ``faults`` is what has been found wrong with it so far."""

    __slots__ = ("_frame", "_row", "_values", "faults")

    def __init__(self, row: Entries[str, str], frame: Frame) -> None:
        self._row = row
        self._frame = frame
        self._values = frame.values
        self.faults: list[Fault] = []
        if _UNREADABLE.search("\n".join(row.values())):
            for column, value in row.items():
                if _UNREADABLE.search(value):
                    self.wrong(column, "characters that no text holds, or that the encoding does not have")

    def __contains__(self, column: str) -> bool:
        """Whether the row has anything in this column."""
        return bool(self._row.get(column))

    @property
    def today(self) -> date:
        """The day of the import."""
        return self._frame.today

    def wrong(self, column: str, reason: str) -> None:
        """This cell cannot be taken."""
        self.faults.append(Fault(column, class_of(self._row.get(column, "")), reason))

    def text(self, column: str, longest: int = LONGEST_WORDS, *, required: bool = False) -> str:
        """The words of a cell with single spaces; "" if it is empty or is not there."""
        value = self._row.get(column, "")
        if not value and not required:
            return ""
        if not value.isalnum():
            value = " ".join(value.split())
        if self._values and column in self._values:
            value = self._values[column].get(value, value)
        if not value:
            if required:
                self.wrong(column, "missing")
            return ""
        if len(value) > longest:
            self.wrong(column, f"longer than {longest} characters")
            return ""
        return value

    def ident(self, column: str, *, required: bool = False) -> str:
        """An id of the agency's own system."""
        return self.text(column, LONGEST_ID, required=required)

    def flag(self, column: str) -> bool:
        """Yes or no; no if it is empty."""
        value = self.text(column).lower()
        if not value:
            return False
        if value not in _YES and value not in _NO:
            self.wrong(column, "neither yes nor no")
        return value in _YES

    def day(self, column: str, *, required: bool = False) -> date | None:
        """A day."""
        value = self.text(column, required=required)
        if not value:
            return None
        try:
            return day_of(value, self._frame.dates)
        except NoDayError as reason:
            self.wrong(column, str(reason))
            return None

    def birth(self, column: str, *, expected: bool) -> Birth | None:
        """A date of birth, as far as it is given."""
        value = self.text(column)
        if not value:
            return None
        try:
            return birth_of(value, self._frame.dates, expected=expected)
        except NoDayError as reason:
            self.wrong(column, str(reason))
            return None

    def nhs_number(self, column: str) -> str:
        """Ten digits whose last one fits the others (NHS Data Dictionary, "NHS number")."""
        value = self.text(column).translate(_TAKEN_OUT)
        if not value:
            return ""
        if len(value) != _NHS_DIGITS or not (value.isascii() and value.isdigit()):
            self.wrong(column, "an NHS number has ten digits")
            return ""
        if -sum(map(mul, _NHS_WEIGHTS, map(int, value))) % 11 != int(value[-1]):
            self.wrong(column, "no NHS number: its last digit does not fit the others")
            return ""
        return value

    def upn(self, column: str) -> str:
        """A unique pupil number: its letter fits the digits (DfE, "UPN guide"); not of a temporary one."""
        value = self.text(column).translate(_TAKEN_OUT).upper()
        if not value:
            return ""
        if not _UPN.fullmatch(value):
            self.wrong(column, "a unique pupil number is a letter, eleven digits and a digit or letter")
        elif value[-1].isdigit():
            check = sum(weight * int(digit) for weight, digit in enumerate(value[1:], start=2)) % 23
            if _UPN_LETTERS[check] != value[0]:
                self.wrong(column, "no unique pupil number: its first letter does not fit the digits")
        return value

    def guid(self, column: str) -> str:
        """An id of Entra, in small letters."""
        value = self.text(column).lower()
        if value and not _GUID.fullmatch(value):
            self.wrong(column, "no Entra id: it looks like 8d0c1f7e-2b3a-4c5d-9e6f-7a8b9c0d1e2f")
        return value

    def email(self, column: str) -> str:
        """An e-mail address, as far as that can be told from outside."""
        value = self.text(column)
        if value and not _EMAIL.fullmatch(value):
            self.wrong(column, "no e-mail address")
        return value

    def one_of(self, column: str, words: frozenset[str]) -> str:
        """One of some words, in small letters; "" if it is empty."""
        value = self.text(column).lower()
        if value and value not in words:
            self.wrong(column, f"none of the known words: {', '.join(sorted(words))}")
        return value


def month_first(row: Entries[str, str]) -> bool:
    """Whether some cell of a row is a day that can only have its month first."""
    return any(has_month_first(value) for column, value in row.items() if column in DAYS)


DAYS = frozenset(("born", "since", "until", "last_contact"))
"""The columns that hold days."""
