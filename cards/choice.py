"""Several children could be meant: is it one of these? Or the one question that tells them apart best."""

from collections.abc import Callable
from dataclasses import replace

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.layout import ActionSet
from cards.text import clip, plain
from cases.commands import Command, Who, WhoExactly
from cases.model import Birth, ChildId
from cases.query import Query
from cases.views import Candidate, ChoiceView

SUMMARY = "More than one child could be meant."
MOST_OFFERED = 8
LONGEST_AREA = 60
LONGEST_NAME = 60
MORE = "If two look the same, ask again with a date of birth or an NHS number."
NO_EXACT = "I can show you nobody called just so. This comes close:"


def choice(
    view: ChoiceView,
    query: Query | None = None,
    then: Callable[[ChildId], Command] | None = None,
    again: Callable[[Query], Command] | None = None,
) -> Card:
    """One button for each child, or one question when there are over eight.

    ``query`` is what was asked, for "None of these". Once a reason is given, every child who fits is on offer
    and that button would lead nowhere: it is left out. ``then`` is what is asked of the child chosen, if not
    who works with them; ``again`` is what asks once more, with what has been added to the query.
    """
    if len(view.candidates) > MOST_OFFERED:
        return _too_many(view, query, again)
    near = any(candidate.name for candidate in view.candidates)
    alone = len(view.candidates) == 1
    body: list[Element] = [heading("Is it this child?" if alone else "Is it one of these?")]
    body += [TextBlock(NO_EXACT)] if near else []
    # One set for each button: Teams shows at most six in a set, and one below another is easier to read.
    exactly = then or (lambda child: WhoExactly(child, view.reason))
    body += [_candidate(candidate, exactly) for candidate in view.candidates]
    if query and view.reason is None:
        none = press("No, another child" if alone else "None of these", Who(query, further=True))
        body.append(ActionSet([none], separator=True, spacing="Medium"))
    body.append(TextBlock(MORE))
    return finish(body, SUMMARY)


def _candidate(candidate: Candidate, then: Callable[[ChildId], Command]) -> ActionSet:
    year = f"born {candidate.born_year}" if candidate.born_year else "year of birth not known"
    name, area = clip(plain(candidate.name), LONGEST_NAME), clip(plain(candidate.area), LONGEST_AREA)
    title = ", ".join(filter(None, (name, year if name else year.capitalize(), area)))
    return ActionSet([press(title, then(candidate.child_id))], spacing="Small")


def _too_many(view: ChoiceView, query: Query | None, again: Callable[[Query], Command] | None) -> Card:
    body: list[Element] = [heading("Several children could be meant")]
    answers = _answers(view)
    if query is None or again is None or not 1 < len(answers) <= MOST_OFFERED:
        body.append(TextBlock("Please ask again and add a date of birth or an NHS number."))
        return finish(body, SUMMARY)
    body.append(TextBlock("Where does the child live?" if view.by_area else "When was the child born?"))
    for title, added in answers:
        narrower = replace(query, area=added) if isinstance(added, str) else replace(query, born=Birth(added))
        body.append(ActionSet([press(title, again(narrower))], spacing="Small"))
    body.append(TextBlock("Or ask again with a date of birth or an NHS number."))
    return finish(body, SUMMARY)


def _answers(view: ChoiceView) -> list[tuple[str, str | int]]:
    """What can be answered to the question; of whom it is not known, nothing can."""
    if view.by_area:
        areas = {clip(plain(one.area), LONGEST_AREA): one.area for one in view.candidates if one.area}
        return sorted(areas.items())
    years = sorted({one.born_year for one in view.candidates if one.born_year})
    return [(f"In {year}", year) for year in years]
