"""That a child has an open case already: its reference, its lead, and its channel for whoever may."""

from cards.actions import Action, OpenUrl
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.text import clip, escape, plain
from cases.commands import OpenCase, Who
from cases.query import Query
from cases.views import CaseThere

SUMMARY = "There is an open case already."
SOMEBODY = "Somebody"
LONGEST = 100


def case_there(view: CaseThere) -> Card:
    """One sentence, and what to do next."""
    reference = escape(clip(view.case, LONGEST))
    if view.opened_by is None:
        said = "This child has an open case already."
    else:
        said = f"{escape(clip(view.opened_by or SOMEBODY, LONGEST))} has opened a case meanwhile: {reference}"
    body: list[Element] = [heading(f"Case {reference}"), TextBlock(said)]
    if view.lead:
        body.append(TextBlock(f"Lead: {escape(clip(view.lead, LONGEST))}", spacing="Small"))
    if view.problem:
        body.append(TextBlock(escape(view.problem), weight="Bolder"))
    actions: list[Action] = []
    if view.link:
        actions.append(OpenUrl(f"Open {plain(clip(view.case, LONGEST))} in Teams", view.link))
    if view.may_ask:
        actions.append(press("Open its channel", OpenCase(Query(reference=view.case), channel=True)))
    actions.append(press("Show the circle", Who(Query(reference=view.child))))
    return finish(body, SUMMARY, actions)
