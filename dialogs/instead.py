"""What is answered where no circle may be shown: which of them, why, the minimal record, or nobody."""

from collections.abc import Callable
from dataclasses import replace

from cards.card import Card
from cards.choice import choice
from cards.not_found import not_found
from cards.protected import protected
from cards.reason import Asking, reason
from cases.commands import AskLead, Command, FamilyExactly, Override, WhoExactly
from cases.identifiers import mistyped
from cases.model import ChildId
from cases.query import Query
from cases.views import ChoiceView, ProtectedView, ReasonView


def instead(
    answer: object, asking: Asking, then: Callable[[ChildId], Command] | None, query: Query | None = None
) -> Card:
    """The card for such an answer. ``asking`` is asked again with a reason; ``then`` of the child chosen.

    ``query`` is what was typed, for "None of these".
    """
    match answer:
        case ChoiceView() as view:
            return choice(view, query, then, _again(asking))
        case ReasonView() as view:
            return reason(view, asking)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found(mistyped=query is not None and mistyped(query.nhs_number))


def _again(asking: Asking) -> Callable[[Query], Command] | None:
    """What asks the same with more said of the child, where something was said of it."""
    if isinstance(asking, WhoExactly | FamilyExactly | AskLead | Override):
        return None
    return lambda query: replace(asking, query=query)
