"""What is answered where no circle may be shown: which of them, why, the minimal record, or nobody."""

from collections.abc import Callable

from cards.card import Card
from cards.choice import choice
from cards.not_found import not_found
from cards.protected import protected
from cards.reason import Asking, reason
from cases.commands import Command
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
            return choice(view, query, then)
        case ReasonView() as view:
            return reason(view, asking)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()
