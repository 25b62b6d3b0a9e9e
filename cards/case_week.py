"""A lead's week: a block for each of their cases, what is open first, then what changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from cards.actions import Action
from cards.card import Card, finish, heading, press, size
from cards.case_words import NO_CHANNEL, short
from cards.circle import LARGEST
from cards.dates import ago, short_day
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.layout import ActionSet, Container
from cases.commands import CaseMembers, CaseTasks, Family, MyCases, Who
from cases.query import Query
from cases.views import CaseWeek, WeekPerson, WeekView
from cases.week import LOST
from cases.week import NO_CHANNEL as WITHOUT

SUMMARY = "Your week: what changed in your cases, and what is open."
NOTHING = "Nothing has changed in your cases, and nothing is open."
NOTHING_HERE = "Nothing has changed in this case, and nothing is open."
MOST_NAMES = 4


def case_week(view: WeekView) -> Card:
    """As many of the cases as 28 KB hold; of the rest, how many there are."""
    if not view.cases:
        said = NOTHING_HERE if view.reference else NOTHING
        return finish([heading(_title(view)), TextBlock(_days(view)), TextBlock(said)], SUMMARY, _pages())
    for many in fewer(len(view.cases)):
        card = _card(view, many)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: WeekView, many: int) -> Card:
    body: list[Element] = [heading(_title(view)), TextBlock(_days(view), spacing="None", is_subtle=True)]
    body += [_case(one, view.today) for one in view.cases[:many]]
    if more := view.more + len(view.cases) - many:
        body.append(TextBlock(f"And {more} more of your cases.", separator=True, spacing="Medium"))
    return finish(body, SUMMARY, _pages())


def _title(view: WeekView) -> str:
    return f"The week of {short(view.reference)}" if view.reference else "Your week"


def _days(view: WeekView) -> str:
    since, until = short_day(view.since, view.today), short_day(view.until, view.today)
    return f"From {since} to {'today' if view.until == view.today else until}"


def _pages() -> Sequence[Action]:
    return [press("My cases", MyCases())]


def _case(one: CaseWeek, today: date) -> Container:
    lines: list[Element] = [TextBlock(f"**{short(one.reference)}**")]
    lines += [TextBlock(said, spacing="Small", weight="Bolder") for said in _open(one, today)]
    lines += [TextBlock(said, spacing="Small") for said in _changed(one, today)]
    return Container(
        [*lines, ActionSet(list(_actions(one)), spacing="Small")], separator=True, spacing="Medium"
    )


def _open(one: CaseWeek, today: date) -> Iterator[str]:
    if one.overdue and one.overdue_since:
        tasks = "1 task is overdue" if one.overdue == 1 else f"{one.overdue} tasks are overdue"
        first = "" if one.overdue == 1 else " at the earliest"
        yield f"{tasks}, due {short_day(one.overdue_since, today)}{first}"
    if one.unconfirmed:
        yield f"Not confirmed: {_people(one.unconfirmed, today, 'since')}"
    for child in one.silent:
        whom = f" with {short(child.name)}" if child.name else ""
        yield f"No contact{whom} that you can see for 28 days; the last was {ago(child.since, today)}"
    if one.channel:
        if one.channel == WITHOUT:
            yield NO_CHANNEL
        else:
            yield (
                "Its channel was deleted in Teams"
                if one.channel == LOST
                else "Its channel does not come about"
            )
    if one.refused:
        yield f"Teams does not let into its channel: {_names(one.refused)}"


def _changed(one: CaseWeek, today: date) -> Iterator[str]:
    if one.joined:
        yield f"Joined: {_people(one.joined, today)}"
    if one.left:
        yield f"Left: {_people(one.left, today)}"
    if one.contacts:
        said = [f"{short(name)}{f' ({count})' if count > 1 else ''}" for name, count in one.contacts]
        yield f"In contact: {_some(said)}"
    if one.done:
        yield f"Done: {_names(one.done)}"


def _people(people: Sequence[WeekPerson], today: date, word: str = "") -> str:
    def day(on: date | None) -> str:
        return f" ({' '.join(filter(None, (word, short_day(on, today))))})" if on else ""

    return _some([f"{short(one.name)}, {short(one.agency)}{day(one.on)}" for one in people])


def _names(names: Sequence[str]) -> str:
    return _some([short(one) for one in names])


def _some(said: Sequence[str]) -> str:
    more = len(said) - MOST_NAMES
    return "; ".join([*said[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])])


def _actions(one: CaseWeek) -> Iterator[Action]:
    yield press("Tasks", CaseTasks(case_id=one.case_id))
    if one.circle:
        if one.child:
            yield press("Who is working with them?", Who(Query(reference=one.child)))
        else:
            yield press("Who is working with them?", Family(Query(reference=one.reference)))
    if one.refused or (one.channel and one.channel != WITHOUT):
        yield press("Members", CaseMembers(case_id=one.case_id))
