"""A timeline as a chart: when each practitioner was there, and the days of contact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cases.happenings import Happening
from cases.model import InvolvementId, PractitionerId
from cases.views import ChartLane, ChartView, Happened, Span

Whose = Mapping[InvolvementId, PractitionerId]


def chart_of(
    told: Sequence[Happening], whose: Whose, since: date | None, until: date | None, today: date
) -> tuple[ChartView, frozenset[InvolvementId]]:
    """All that is told of a child between two days, by practitioner; and the involvements that are drawn.

    ``told`` is what the viewer may be told, and all that the chart is made of: the days between which it is
    drawn as well. Who was there most recently comes first.
    """
    of_one: dict[tuple[PractitionerId, str], list[Happening]] = defaultdict(list)
    for one in told:
        if one.involvement_id is not None:
            of_one[whose[one.involvement_id], one.entry.agency].append(one)
    known = {key: _lane(entries) for key, entries in of_one.items()}
    first, last = _between(known.values(), since, until, today)
    drawn = {key: lane for key, lane in known.items() if _touches(lane, first, last)}
    ids = (one.involvement_id for key in drawn for one in of_one[key])
    view = ChartView(_by_agency(drawn.values()), first, last, today)
    return view, frozenset(one for one in ids if one is not None)


def _lane(entries: Sequence[Happening]) -> ChartLane:
    contacts = {one.entry.on for one in entries if one.entry.kind is Happened.CONTACT}
    newest = entries[0].entry
    return ChartLane(newest.name, newest.agency, tuple(_spans(entries)), tuple(sorted(contacts)))


_STEPS = {Happened.JOINED: 1, Happened.LEFT: -1}


def _spans(entries: Iterable[Happening]) -> list[Span]:
    """Joined to left. Whoever is there in two services is there until they have left both."""
    moves = ((one.entry.on, _STEPS[one.entry.kind]) for one in entries if one.entry.kind in _STEPS)
    spans: list[Span] = []
    there, since = 0, date.min
    for on, step in sorted(moves, key=lambda move: (move[0], -move[1])):
        if there == 0 and step > 0:
            since = on
        if there == 1 and step < 0:
            spans.append((since, on))
        there = max(0, there + step)
    return [*spans, (since, None)] if there else spans


def _between(
    lanes: Iterable[ChartLane], since: date | None, until: date | None, today: date
) -> tuple[date, date]:
    """The days asked for; else from the first beginning to today, or to what lies ahead of it."""
    days = [today]
    for lane in lanes:
        days += [*(day for span in lane.spans for day in span if day), *lane.contacts]
    first = since or min(*days, until or today)
    return first, max(first, until or max(days))


def _touches(lane: ChartLane, first: date, last: date) -> bool:
    there = any(since <= last and (until is None or first <= until) for since, until in lane.spans)
    return there or any(first <= on <= last for on in lane.contacts)


def _by_agency(lanes: Iterable[ChartLane]) -> tuple[ChartLane, ...]:
    ranked = sorted(sorted(lanes, key=lambda lane: (lane.agency, lane.label)), key=_recent, reverse=True)
    agencies = list(dict.fromkeys(lane.agency for lane in ranked))
    return tuple(lane for agency in agencies for lane in ranked if lane.agency == agency)


def _recent(lane: ChartLane) -> tuple[date, date]:
    """How late somebody was there, and how late they were in contact."""
    ends = (until or date.max for _, until in lane.spans)
    return max(ends, default=date.min), max(lane.contacts, default=date.min)
