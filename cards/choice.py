"""Several children could be meant: is it one of these? Born year and area only, never more."""

from collections.abc import Callable

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.layout import ActionSet
from cards.text import clip, plain
from cases.commands import FamilyExactly, Who, WhoExactly
from cases.model import ChildId, Reason
from cases.query import Query
from cases.views import Candidate, ChoiceView

SUMMARY = "More than one child could be meant."
MOST_OFFERED = 8
LONGEST_AREA = 60

Exactly = Callable[[ChildId, Reason | None], WhoExactly | FamilyExactly]


def choice(view: ChoiceView, query: Query | None = None, exactly: Exactly = WhoExactly) -> Card:
    """One button for each child, or a request for more when there are over eight.

    ``query`` is what was asked, for "None of these". Once a reason is given, every child who fits is on offer
    and that button would lead nowhere: it is left out. ``exactly`` is what is asked of the one chosen.
    """
    if len(view.candidates) > MOST_OFFERED:
        return _too_many()
    body: list[Element] = [heading("Is it one of these?")]
    # One set for each button: Teams shows at most six in a set, and one below another is easier to read.
    body += [_candidate(candidate, view, exactly) for candidate in view.candidates]
    if query and view.reason is None:
        none = press("None of these", Who(query, further=True))
        body.append(ActionSet([none], separator=True, spacing="Medium"))
    body.append(TextBlock("If two look the same, ask again with a date of birth or an NHS number."))
    return finish(body, SUMMARY)


def _candidate(candidate: Candidate, view: ChoiceView, exactly: Exactly) -> ActionSet:
    year = f"Born {candidate.born_year}" if candidate.born_year else "Year of birth not known"
    title = ", ".join(filter(None, (year, clip(plain(candidate.area), LONGEST_AREA))))
    return ActionSet([press(title, exactly(candidate.child_id, view.reason))], spacing="Small")


def _too_many() -> Card:
    body = [
        heading("Several children could be meant"),
        TextBlock("Please ask again and add a date of birth or an NHS number."),
    ]
    return finish(body, SUMMARY)
