"""The words in which a day and a time are said: patterns that fit on one screen."""

import re

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "a couple of": 2,
}  # fmt: skip

_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
_UNIT = r"working\s+day|day|week|fortnight|month|year"
_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
LEAD = (
    r"(?:due\s+)?(?:by|before|on|until|till|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest\s+by|"
    r"at\s+the\s+latest|for|due)\s+"
)
DAY = "|".join(
    (
        (
            r"(?P<near>today|tonight|this\s+(?:morning|afternoon|evening)|(?:the\s+)?day\s+after\s+tomorrow|"
            r"tomorrow(?:\s+(?:morning|afternoon|evening))?)"
        ),
        rf"(?:in|within)\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})s?(?:'s?)?(?:\s+time)?",
        rf"(?P<many>{_NUMBER})\s+(?P<hence>{_UNIT})s?\s+from\s+(?:now|today)",
        (
            rf"(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|this\s+)?(?P<end>day|(?:next\s+)?(?:week|month|year)|{_MONTH})"
            r"(?:\s+today)?"
        ),
        rf"(?:(?P<which>this|next|coming)\s+)?(?P<weekday>{_WEEKDAY})(?P<later>\s+week)?",
        rf"a\s+week\s+(?:on\s+)?(?P<after>today|tomorrow|{_WEEKDAY})",
        r"(?P<leap>(?:the\s+)?29(?:th)?\s+(?:of\s+)?feb(?:ruary)?(?:,?\s+(?P<leap_year>20\d\d))?)",
        r"(?:the\s+)(?P<number_of_day>(?:[12]?\d|3[01]))(?:st|nd|rd|th)",
        (
            rf"(?:(?:{_WEEKDAY}),?\s+)?(?P<written>\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:\d{{4}}|\d\d))?|"
            rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:,?\s+(?:19|20)\d\d)?)"
        ),
    )
)
AT = (
    r"(?:(?:(?:at\s+|@\s*)(?=\d)|(?:(?:by|before)\s+)?(?=\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b|\d{1,2}:\d\d))"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?:\s*(?P<half>[ap]\.?m)\b\.?)?|"
    r"(?:at\s+|by\s+)?(?P<noon>noon|midday))"
)


def _bare(pattern: str) -> str:
    return f"(?:{re.sub('[(][?]P<[a-z_]+>', '(?:', pattern)})"


BARE_DAY, BARE_TIME = _bare(DAY), _bare(AT)
