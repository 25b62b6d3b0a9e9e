"""What can be wrong with a file or a row of it; never with the value itself in the words.

ImportFileError          the file as a whole cannot be taken: nothing of it is
└── MappingError         its mapping cannot
Fault                    one cell, or a whole row, cannot
"""

import re
from dataclasses import dataclass

_SHAPES = (
    ("empty", re.compile(r"")),
    ("digits", re.compile(r"[0-9]+")),
    ("like a date", re.compile(r"[0-9]{1,4}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ][0-9]{1,4}")),
    ("letters", re.compile(r"[^\W\d_]+")),
    ("letters and digits", re.compile(r"[^\W_]+")),
    ("words", re.compile(r"[^\W\d_]+(?:[ '.-]+[^\W\d_]+)*\.?")),
)  # fmt: skip
_LOOKED_AT = 200


class ImportFileError(ValueError):
    """A file cannot be imported. The message is a sentence that quotes none of its rows."""


class MappingError(ImportFileError):
    """A mapping file cannot be used. The message says which of its entries."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is not imported: the column ("" for the whole row), the class of its value, the reason."""

    column: str
    value: str
    reason: str


def class_of(value: str) -> str:
    """What sort of thing a value is and how long, for a report that may be read by anybody."""
    if not value:
        return "empty"
    looked_at = value[:_LOOKED_AT]
    shape = next((name for name, pattern in _SHAPES if pattern.fullmatch(looked_at)), "other text")
    return f"{shape}, {len(value)} long"
