"""What is left to read in the channel of a case that was closed."""

from collections.abc import Iterator, Sequence

from cards.card import Card, finish, size
from cards.case_words import ending, lead_line, lead_ways, short, since_line
from cards.circle import LARGEST
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.layout import Container, FactSet
from cases.views import PastPerson, SummaryView

MARK = "case-summary"
"""The id of the first element, by which a card that was sent is found again."""
SUMMARY = "This case is closed."


def case_summary(view: SummaryView) -> Card:
    """Who was involved from when to when; as many as 28 KB hold, those who were there first."""
    for many in _shapes(len(view.people)):
        card = finish(_body(view, view.people[:many]), SUMMARY)
        if size(card) <= LARGEST:
            break
    return card


def _shapes(count: int) -> Iterator[int]:
    while count:
        yield count
        count = count * 9 // 10
    yield 0


def _body(view: SummaryView, listed: Sequence[PastPerson]) -> list[Element]:
    facts = {
        "Open": _span(view),
        "Why closed": ending(view.why),
    }
    title = f"Case {short(view.reference)} is closed"
    body: list[Element] = [TextBlock(title, id=MARK, style="heading", size="Large", weight="Bolder")]
    if kind := since_line(view.kind, None):
        body.append(TextBlock(kind, spacing="None"))
    body.append(FactSet({name: value for name, value in facts.items() if value}))
    if listed:
        lines: list[Element] = [TextBlock("Who was involved", weight="Bolder")]
        lines += [TextBlock(_line(one), spacing="Small") for one in listed]
        if missing := len(view.people) - len(listed):
            lines.append(TextBlock(f"And {missing} more."))
        body.append(Container(lines, separator=True, spacing="Medium"))
    return [*body, _ask(view)]


def _span(view: SummaryView) -> str:
    if view.since is None:
        return f"Until {day(view.until)}"
    days = (view.until - view.since).days + 1
    return f"{day(view.since)} to {day(view.until)} ({_length(days)})"


_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25
_FEW_WEEKS, _TWO_YEARS = 9, 24


def _length(days: int) -> str:
    """For instance "1 day", "3 weeks", "14 months", "3 years"."""
    if days < 2 * _WEEK:
        return _count(days, "day")
    if days < _FEW_WEEKS * _WEEK:
        return _count(days // _WEEK, "week")
    months = int(days / _MONTH)
    return _count(months, "month") if months < _TWO_YEARS else _count(int(days / _YEAR), "year")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _line(one: PastPerson) -> str:
    about = ", ".join(short(part) for part in (one.role, one.service, one.agency) if part)
    until = (
        f"{day(one.since)} to {day(one.until)}" if one.until else f"since {day(one.since)}, still involved"
    )
    return f"**{short(one.name)}**, {about} · {until}"


def _ask(view: SummaryView) -> Container:
    lead = view.ask
    if lead.name and not lead.gone:
        lines: list[Element] = [TextBlock(f"Questions from now on: {lead_line(lead)}")]
        lines += [TextBlock(ways, spacing="None")] if (ways := lead_ways(lead)) else []
    elif lead.service:
        lines = [TextBlock(f"Questions from now on: {short(lead.service)}, {short(lead.agency)}")]
    else:
        lines = [TextBlock("Questions from now on: your manager")]
    said = "Whoever belongs here can go on reading this channel. Nobody's work with a child ends by this."
    lines.append(TextBlock(said, size="Small", is_subtle=True))
    return Container(lines, separator=True, spacing="Medium")
