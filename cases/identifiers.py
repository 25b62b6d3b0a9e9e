"""Identifiers of a child as people type them: NHS number, the register's references."""

import re

_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_CHILD_REFERENCE = re.compile(r"\bC-\d{3,}\b", re.IGNORECASE)
_CASE_REFERENCE = re.compile(
    r"\b(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}\b", re.IGNORECASE
)


def nhs_number_is_valid(number: str) -> bool:
    """Modulus 11 check digit of a ten-digit NHS number (NHS Data Dictionary, "NHS NUMBER")."""
    if not re.fullmatch(r"[0-9]{10}", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return check % 11 == int(number[9]) and check != 10  # noqa: PLR2004 - ten stands for "no such number"


def take_nhs_number(text: str) -> tuple[str, str]:
    """The first NHS number in a text as ten digits ("" if none; not checked), and the text without it."""
    found = _NHS.search(text)
    return ("".join(found.groups()), _NHS.sub(" ", text, count=1)) if found else ("", text)


def take_reference(text: str) -> tuple[str, str]:
    """The first child's or case's reference in a text as the register writes it, and the text without it."""
    for pattern, written in ((_CHILD_REFERENCE, str.upper), (_CASE_REFERENCE, str.lower)):
        found = pattern.search(text)
        if found:
            return written(found.group()), pattern.sub(" ", text, count=1)
    return "", text
