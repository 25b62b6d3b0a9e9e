"""What is sent once a week or once a month, asked for at any time."""

from dataclasses import dataclass

from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class WeekOf:
    """What changed and what is open in the cases that I lead; or in the one that the query names."""

    query: Query = _NOT_SAID


@dataclass(frozen=True, slots=True)
class AccessReview:
    """How records were looked at in a month, written "2026-10"; "" is the last whole one."""

    month: str = ""


OfReviews = WeekOf | AccessReview
