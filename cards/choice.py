"""Several children could be meant: is it one of these? Born year and area only, never more."""

from collections.abc import Callable

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.layout import ActionSet
from cards.text import clip, plain
from cases.commands import Command, Who, WhoExactly
from cases.model import ChildId
from cases.query import Query
from cases.views import Candidate, ChoiceView

SUMMARY = "More than one child could be meant."
MOST_OFFERED = 8
LONGEST_AREA = 60


def choice(
    view: ChoiceView, query: Query | None = None, then: Callable[[ChildId], Command] | None = None
) -> Card:
    """One button for each child, or a request for more when there are over eight.

    ``query`` is what was asked, for "None of these". Once a reason is given, every child who fits is on offer
    and that button would lead nowhere: it is left out. ``then`` is what is asked of the child chosen, if not
    who works with them.
    """
    if len(view.candidates) > MOST_OFFERED:
        return _too_many()
    body: list[Element] = [heading("Is it one of these?")]
    # One set for each button: Teams shows at most six in a set, and one below another is easier to read.
    exactly = then or (lambda child: WhoExactly(child, view.reason))
    body += [_candidate(candidate, exactly) for candidate in view.candidates]
    if query and view.reason is None:
        none = press("None of these", Who(query, further=True))
        body.append(ActionSet([none], separator=True, spacing="Medium"))
    body.append(TextBlock("If two look the same, ask again with a date of birth or an NHS number."))
    return finish(body, SUMMARY)


def _candidate(candidate: Candidate, then: Callable[[ChildId], Command]) -> ActionSet:
    year = f"Born {candidate.born_year}" if candidate.born_year else "Year of birth not known"
    title = ", ".join(filter(None, (year, clip(plain(candidate.area), LONGEST_AREA))))
    return ActionSet([press(title, then(candidate.child_id))], spacing="Small")


def _too_many() -> Card:
    body = [
        heading("Several children could be meant"),
        TextBlock("Please ask again and add a date of birth or an NHS number."),
    ]
    return finish(body, SUMMARY)
