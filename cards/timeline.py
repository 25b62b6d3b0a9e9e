"""A child's timeline: what has happened, the newest first, by month."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from cards.actions import Execute
from cards.card import Card, finish, heading, press, size
from cards.case_words import ending
from cards.circle import LARGEST
from cards.dates import MONTHS, born, day, short_day
from cards.elements import Element, TextBlock
from cards.involvement import KINDS
from cards.layout import Container
from cards.recorded import recorded
from cards.text import clip, escape
from cases.commands import Timeline, Who
from cases.query import Query
from cases.views import Happened, TimelineEntry, TimelineView

SUMMARY = "Here is what has happened with the child you asked about."
NOTHING = "Nothing is recorded that I can show you"
AHEAD = "Ahead"
LENGTHS = (100, 60, 30)

_KINDS = {str(kind): words.lower() for kind, words in KINDS.items()}
_WORDS = {
    Happened.OPENED: "Case opened",
    Happened.REOPENED: "Case opened again",
    Happened.LEAD_CHANGED: "Lead changed",
    Happened.JOINED: "Joined",
    Happened.ROLE_CHANGED: "Role changed",
    Happened.CONFIRMED: "Confirmed",
    Happened.CONTACT: "Contact",
    Happened.TASK_GIVEN: "Task given",
    Happened.TASK_DONE: "Task done",
    Happened.TASK_CANCELLED: "Task cancelled",
    Happened.LEFT: "Left",
    Happened.CLOSED: "Case closed",
}
_OF_TASKS = (Happened.TASK_GIVEN, Happened.TASK_DONE, Happened.TASK_CANCELLED)
_WILL = {Happened.JOINED: "Will join", Happened.LEFT: "Last day"}


def timeline(view: TimelineView, command: Timeline, *, drawable: bool = False) -> Card:
    """A page of a timeline, at most 28 KB. ``command`` is what was asked, for the buttons.

    ``drawable`` offers it as a chart.
    """
    for longest in LENGTHS:
        card = _card(view, command, longest, drawable=drawable)
        if size(card) <= LARGEST:
            break
    return card


def hide_chart(view: TimelineView, command: Timeline) -> Execute:
    """The button that takes the chart away again."""
    return press("Hide chart", replace(_same_page(view, command), chart=False))


def _card(view: TimelineView, command: Timeline, longest: int, *, drawable: bool) -> Card:
    birth = born(view.birth, view.today) if view.birth else "Date of birth not known"
    body: list[Element] = [
        heading(escape(clip(view.child_name, longest))),
        TextBlock(f"{birth} · {escape(view.reference)}", spacing="None"),
        TextBlock(f"What has happened{_span(view)}", spacing="None", is_subtle=True),
    ]
    for month, entries in groupby(view.entries, key=lambda entry: _month(entry, view)):
        body.append(_section(month, entries, view, longest))
    if not view.entries:
        body.append(TextBlock(f"{NOTHING}{_span(view)}.", separator=True, spacing="Medium"))
    body.append(recorded(view.today, view.grant_until))
    return finish(body, SUMMARY, list(_actions(view, command, drawable=drawable)))


def _span(view: TimelineView) -> str:
    if view.since and view.until:
        return f" between {day(view.since)} and {day(view.until)}"
    if view.since:
        return f" since {day(view.since)}"
    return f" until {day(view.until)}" if view.until else ""


def _month(entry: TimelineEntry, view: TimelineView) -> str:
    return AHEAD if entry.on > view.today else f"{MONTHS[entry.on.month - 1]} {entry.on.year}"


def _section(month: str, entries: Iterable[TimelineEntry], view: TimelineView, longest: int) -> Container:
    lines: list[Element] = [TextBlock(month, weight="Bolder")]
    lines += [TextBlock(_line(entry, view, longest), spacing="Small") for entry in entries]
    return Container(lines, separator=True, spacing="Medium")


def _line(entry: TimelineEntry, view: TimelineView, longest: int) -> str:
    ahead = entry.on > view.today
    on = short_day(entry.on, view.today) if ahead else f"{entry.on.day} {MONTHS[entry.on.month - 1][:3]}"
    who = ", ".join(escape(clip(part, longest)) for part in (entry.name, entry.agency) if part)
    if who and entry.kind in (Happened.OPENED, Happened.REOPENED, Happened.LEAD_CHANGED):
        who = f"Lead: {who}"
    if who and entry.kind in _OF_TASKS:
        who = f"for {who}"
    recorded = "by" if entry.kind in _OF_TASKS else "recorded by"
    by = f"{recorded} {escape(clip(entry.by, longest))}" if entry.by else ""
    return " · ".join(filter(None, (f"{on}", _what(entry, longest, ahead=ahead), who, by)))


def _what(entry: TimelineEntry, longest: int, *, ahead: bool) -> str:
    words = _WILL.get(entry.kind, _WORDS[entry.kind]) if ahead else _WORDS[entry.kind]
    detail = escape(clip(entry.detail, longest))
    if entry.kind is Happened.CONTACT:
        kind = _KINDS.get(entry.detail)
        return f"{words} ({kind})" if kind else words
    if entry.kind is Happened.CLOSED and (why := ending(entry.detail)):
        return f"{words} ({why.lower()})"
    if entry.kind in _OF_TASKS:
        return f"{words}: {detail}"
    if entry.kind is Happened.ROLE_CHANGED and detail:
        return f"{words} to {detail}"
    if entry.kind is Happened.JOINED and detail:
        return f"{words} as {detail}"
    return words


def _first_asked(command: Timeline) -> Query | None:
    # What was typed, not the reference that a button carries: it may have been a namesake.
    return command.asked or (command.query if command.query.name else None)


def _same_page(view: TimelineView, command: Timeline) -> Timeline:
    # By reference, which finds a shielded child for the lead as well.
    this = Query(reference=view.reference)
    return Timeline(
        this,
        since=command.since,
        until=command.until,
        earlier=command.earlier,
        asked=_first_asked(command),
        chart=True,
    )


def _actions(view: TimelineView, command: Timeline, *, drawable: bool) -> Iterator[Execute]:
    this = Query(reference=view.reference)
    asked = Timeline(this, since=command.since, until=command.until)
    if view.earlier:
        yield press("Earlier", replace(asked, earlier=view.earlier))
    if not view.first:
        yield press("Latest", asked)
    if typed := _first_asked(command):
        further = Timeline(typed, since=command.since, until=command.until, further=True)
        yield press("Not this child?", further)
    if drawable and view.entries:
        yield press("Show as a chart", _same_page(view, command))
    yield press("Who is working with this child?", Who(this))
