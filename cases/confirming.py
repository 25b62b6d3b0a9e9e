"""Which involvements nobody has confirmed for too long, and when their practitioners may be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.model import Agency, ChildId, Involvement, Member

ASKED_EVERY = timedelta(days=7)
"""Nobody is asked twice within seven days, whatever is due: the day of asking, and six free of it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A child whom somebody works with and has not confirmed for too long. ``since`` is the earliest day."""

    child_id: ChildId
    since: date
    members: tuple[Member, ...]


def confirmed_on(row: Involvement) -> date:
    """The last day on which somebody said that the involvement holds; its first day if nobody has since.

    To join, to change the role, to log a contact and to confirm all say so.
    """
    return max(row.since, row.last_confirmed or row.since)


def unconfirmed_since(row: Involvement, agency: Agency, today: date) -> date | None:
    """Since when nobody has confirmed it, if that is as many days as its agency allows; else None."""
    if not row.current(today):
        return None
    last = confirmed_on(row)
    return last if (today - last).days >= agency.confirm_after_days else None


def due(members: Iterable[Member], today: date) -> Sequence[Due]:
    """The children that are due among somebody's involvements, those first that have waited longest.

    Nobody is asked about what ends today: that has been said.
    """
    by_child: dict[ChildId, list[tuple[date, Member]]] = {}
    for member in members:
        if member.involvement.until == today:
            continue
        if since := unconfirmed_since(member.involvement, member.agency, today):
            by_child.setdefault(member.involvement.child_id, []).append((since, member))
    found = (
        Due(child, min(since for since, _ in held), tuple(member for _, member in held))
        for child, held in by_child.items()
    )
    return sorted(found, key=lambda one: (one.since, one.child_id))


def may_ask_again(asked_on: date | None, today: date) -> bool:
    """Whether somebody who was last asked on that day may be asked today."""
    return asked_on is None or asked_on + ASKED_EVERY <= today
