"""Identifiers of a child as people type them: NHS number, pupil number, the register's references."""

import re

_TEN_DIGITS = re.compile(r"[0-9]{10}")
_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_UPN = re.compile(r"\b[A-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE)
_CHILD_REFERENCE = re.compile(r"\bC-\d{3,}\b", re.IGNORECASE)
_CASE_REFERENCE = re.compile(
    r"\b(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}\b", re.IGNORECASE
)


def take_nhs_number(text: str) -> tuple[str, str]:
    """The first NHS number in a text as ten digits ("" if none; not checked), and the text without it."""
    found = _NHS.search(text)
    return ("".join(found.groups()), _NHS.sub(" ", text, count=1)) if found else ("", text)


def mistyped(nhs_number: str) -> bool:
    """Whether this is no NHS number: ten digits, of which the last is a check on the others.

    Modulus 11, as in the NHS Data Dictionary. No number at all is not mistyped.
    """
    if not nhs_number:
        return False
    if not _TEN_DIGITS.fullmatch(nhs_number):
        return True
    *digits, check = map(int, nhs_number)
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11 != check


def take_upn(text: str) -> tuple[str, str]:
    """The first unique pupil number in a text, in capitals ("" if none), and the text without it."""
    found = _UPN.search(text)
    return (found.group().upper(), _UPN.sub(" ", text, count=1)) if found else ("", text)


def take_reference(text: str) -> tuple[str, str]:
    """The first child's or case's reference in a text as the register writes it, and the text without it."""
    for pattern, written in ((_CHILD_REFERENCE, str.upper), (_CASE_REFERENCE, str.lower)):
        found = pattern.search(text)
        if found:
            return written(found.group()), pattern.sub(" ", text, count=1)
    return "", text
