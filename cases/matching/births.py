"""How much two dates of birth speak for one child: complete, partial, estimated, mistyped."""

from cases.model import Birth

_SAME_DAY, _TURNED, _NEXT_YEAR, _ONE_DIGIT, _SAME_MONTH, _TWO_DIGITS = 12.5, 9.0, 8.0, 7.0, 4.0, 2.0
_MONTH_KNOWN, _YEAR_KNOWN = 7.7, 4.1
_NEAR_YEAR, _OTHER, _FAR = 0.0, -5.0, -8.0
_SAME_YEAR, _NEXT_MONTH = 0.0, 5.0
_FEW_YEARS = 2


def birth_weight(asked: Birth | None, known: Birth | None) -> float:
    """What the dates say, in bits; nothing where one is not known."""
    if asked is None or known is None:
        return 0.0
    if asked.day is not None and known.day is not None:
        return _both_complete(asked, known)
    years = abs(asked.year - known.year)
    if asked.month is not None and known.month is not None:
        return _both_months(asked, known)
    if years == 0:
        return _YEAR_KNOWN
    return _NEAR_YEAR if years == 1 and (known.expected or asked.expected) else _missed(years)


def _both_complete(asked: Birth, known: Birth) -> float:
    years = abs(asked.year - known.year)
    if years <= 1 and (asked.month, asked.day) == (known.month, known.day):
        return _NEXT_YEAR if years else _SAME_DAY
    if years == 0 and (asked.month, asked.day) == (known.day, known.month):
        return _TURNED
    wrong = sum(one != other for one, other in zip(_digits(asked), _digits(known), strict=True))
    if wrong == 1:
        return _ONE_DIGIT
    if years == 0 and (asked.month == known.month or _estimated(asked) or _estimated(known)):
        return _SAME_MONTH
    least = _SAME_YEAR if years == 0 else _missed(years)
    return _TWO_DIGITS if wrong == 2 else least  # noqa: PLR2004 - two digits


def _both_months(asked: Birth, known: Birth) -> float:
    months = abs((asked.year - known.year) * 12 + (asked.month or 0) - (known.month or 0))
    if months == 0:
        return _MONTH_KNOWN
    if months == 1 and (asked.expected or known.expected):
        return _NEXT_MONTH
    if asked.year == known.year:
        return 1.0
    return _NEAR_YEAR if months == 12 else _missed(abs(asked.year - known.year))  # noqa: PLR2004 - a year


def _missed(years: int) -> float:
    return _OTHER if years <= _FEW_YEARS else _FAR


def _estimated(birth: Birth) -> bool:
    """The first of January is written where only the year is known."""
    return birth.month == 1 and birth.day == 1


def _digits(birth: Birth) -> str:
    return f"{birth.year:04}{birth.month:02}{birth.day:02}"
