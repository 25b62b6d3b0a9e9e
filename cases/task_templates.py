"""Tasks that are given again and again: what is to be done, by when, and which rule asks for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from cases.due_days import months_on
from cases.local import LOCAL
from cases.model import CaseKind
from cases.workdays import IsHoliday, after_working_days


@dataclass(frozen=True, slots=True)
class Template:
    """A task to begin from.

    ``kinds`` are the kinds of case it is for, empty for all. It is due ``working_days`` or ``months`` after
    today, or after the case was opened (``from_opening``); neither for no day. ``owner`` is "lead", or a word
    of a role. ``source`` says which rule asks for it, ``url`` where it can be read.
    """

    id: str
    title: str
    kinds: frozenset[CaseKind] = frozenset()
    checklist: tuple[str, ...] = ()
    owner: str = ""
    working_days: int | None = None
    months: int | None = None
    from_opening: bool = False
    source: str = ""
    url: str = ""


def offered(templates: Collection[Template], kind: CaseKind | None) -> tuple[Template, ...]:
    """Those for such a case; all of them where nobody said what kind it is."""
    return tuple(one for one in templates if kind is None or not one.kinds or kind in one.kinds)


def due_from(template: Template, begun: date, is_holiday: IsHoliday) -> date | None:
    """The day on which it is due, counted from that one."""
    if template.working_days is not None:
        since = datetime.combine(begun, time(9), LOCAL)
        return after_working_days(since, template.working_days, is_holiday).date()
    return None if template.months is None else months_on(begun, template.months)
