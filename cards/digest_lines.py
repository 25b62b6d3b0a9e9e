"""What one line of a digest counts, ten at a time, each with what can be done about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cards.actions import Execute
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST, LONGEST
from cards.dates import ago, coming_day
from cards.digest_words import words
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.notes import noted
from cards.task_words import due_words
from cards.text import clip, escape
from cases.commands import (
    AskToConfirm,
    CaseMembers,
    CaseTasks,
    DigestLine,
    Family,
    IntroductionQueue,
    MyDigest,
    OpenCase,
    ShowProfile,
    ShowTask,
    Sweep,
    WhoExactly,
)
from cases.digest import LATE, Line
from cases.query import Query
from cases.views import DigestEntry, DigestLineView

SUMMARY = "A line of your team's digest."
NOTHING = "There is nothing of the kind now."
SOMEBODY = "Somebody"
_TASKS = frozenset({Line.OVERDUE, *LATE})
_OF_CASES = frozenset({Line.NO_LEAD, Line.NO_CHANNEL, Line.STRANGERS, Line.OPENED, Line.CLOSED})


def digest_line(view: DigestLineView) -> Card:
    """A page of it."""
    for longest in (LONGEST, 40, 20):
        card = _card(view, longest)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: DigestLineView, longest: int) -> Card:
    title = words(view.line, view.total, view.level, view.contact_days)
    body: list[Element] = [heading(f"{view.total} {title}")]
    body += noted(view.note)
    if not view.entries:
        body.append(TextBlock(NOTHING))
    body += [_entry(view, one, longest) for one in view.entries]
    return finish(body, SUMMARY, list(_pages(view)))


def _entry(view: DigestLineView, one: DigestEntry, longest: int) -> Container:
    def short(typed: str) -> str:
        return escape(clip(typed, longest))

    lines: list[Element] = [TextBlock(f"**{short(_called(view, one))}**")]
    about = (
        short(one.reference) if one.reference != _called(view, one) else "",
        short(one.whose),
        _said(view, one),
    )
    if rest := " · ".join(filter(None, about)):
        lines.append(TextBlock(rest, spacing="None", size="Small"))
    if actions := list(_actions(view, one)):
        lines.append(ActionSet(actions, spacing="Small"))
    return Container(lines, separator=True, spacing="Medium")


def _called(view: DigestLineView, one: DigestEntry) -> str:
    if view.line in _TASKS:
        return one.title
    return one.name or one.reference or SOMEBODY


def _said(view: DigestLineView, one: DigestEntry) -> str:
    """How much, and since when."""
    if view.line in (Line.CHILDREN, Line.ABOVE):
        return "1 child" if one.count == 1 else f"{one.count} children"
    if one.since is None:
        return ""
    if view.line in _TASKS:
        return due_words(one.since, None, view.today)
    since = ago(one.since, view.today)
    on = coming_day(one.since, one.since)
    phrases: Mapping[Line, str] = {
        Line.NO_CONTACT: f"last contact {since}",
        Line.UNCONFIRMED: f"last confirmed {since}",
        Line.UNCOVERED: f"worked with since {on}",
    }
    return phrases.get(view.line, since)


def _actions(view: DigestLineView, one: DigestEntry) -> Iterator[Execute]:
    if view.line in _TASKS and one.task_id:
        yield press("Open, or give to somebody else", ShowTask(one.task_id))
    if view.line in _OF_CASES and one.case_id:
        yield from _of_case(view, one)
    elif one.child_id and one.name:
        yield press("Who is working with them?", WhoExactly(one.child_id))
    if make := _MORE.get(view.line):
        yield from make(view, one)


def _of_case(view: DigestLineView, one: DigestEntry) -> Iterator[Execute]:
    case = one.case_id
    if case is None:
        return
    if view.line is Line.NO_CHANNEL and view.channels:
        yield press("Ask for a channel", OpenCase(query=Query(reference=one.reference), channel=True))
    if view.line is Line.STRANGERS:
        yield press("Who is in it?", CaseMembers(case_id=case))
    if view.line is Line.NO_LEAD and one.gone and one.practitioner_id:
        yield press("Choose a new lead", Sweep(one.practitioner_id))
    if view.line is not Line.CLOSED:
        yield press("Who is working with them?", Family(Query(reference=one.reference)))
        yield press("Tasks", CaseTasks(case_id=case))


def _profile(_: DigestLineView, one: DigestEntry) -> Iterator[Execute]:
    if one.practitioner_id:
        yield press("Profile", ShowProfile(practitioner_id=one.practitioner_id))


def _confirm(_: DigestLineView, one: DigestEntry) -> Iterator[Execute]:
    if one.practitioner_id:
        yield press("Ask them to confirm", AskToConfirm(one.practitioner_id))


def _sweep(_: DigestLineView, one: DigestEntry) -> Iterator[Execute]:
    if one.practitioner_id:
        yield press("Hand over", Sweep(one.practitioner_id))


def _queue(view: DigestLineView, _: DigestEntry) -> Iterator[Execute]:
    if view.passes_on:
        yield press("All requests", IntroductionQueue())


_MORE: Mapping[Line, Callable[[DigestLineView, DigestEntry], Iterator[Execute]]] = {
    Line.CHILDREN: _profile,
    Line.ABOVE: _profile,
    Line.UNCONFIRMED: _confirm,
    Line.UNCOVERED: _sweep,
    Line.WAITING: _queue,
}


def _pages(view: DigestLineView) -> Iterator[Execute]:
    here = DigestLine(view.line, view.service, view.page, view.week)
    if view.more:
        yield press("More", replace(here, page=view.page + 1))
    if view.page:
        yield press("Back", replace(here, page=view.page - 1))
    yield press("My digest", MyDigest())
