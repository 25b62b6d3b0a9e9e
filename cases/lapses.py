"""Agreements that end soon, or have ended: the table is in docs/policy.md."""

from collections.abc import Callable
from datetime import date, timedelta

from cases.model import AgencyId, Agreement, Level, Viewer
from cases.views import Lapse

LAPSES_WITHIN = timedelta(days=60)


def lapses(viewer: Viewer, today: date, called: Callable[[AgencyId], str]) -> tuple[Lapse, ...]:
    """The agreements of the viewer's agency that end within 60 days, or ended in the last 60; by last day.

    One that another goes on with is no news.
    """
    found = [
        Lapse(
            tuple(sorted(called(one) for one in agreement.agencies - {viewer.agency_id})), last, last < today
        )
        for agreement in viewer.agreements
        if (last := agreement.valid_to) is not None
        and abs(last - today) <= LAPSES_WITHIN
        and not any(_goes_on(other, agreement, last) for other in viewer.agreements)
    ]
    return tuple(sorted(found, key=lambda one: (one.last, one.agencies)))


def _goes_on(other: Agreement, ended: Agreement, last: date) -> bool:
    return (
        other.id != ended.id
        and other.valid_from <= last + timedelta(days=1)
        and (other.valid_to is None or other.valid_to > last + LAPSES_WITHIN)
        and other.agencies >= ended.agencies
        and other.purposes >= ended.purposes
        and other.level in (ended.level, Level.CONTACT)
    )
