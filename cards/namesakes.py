"""Several practitioners have that name: which of them?"""

from collections.abc import Callable, Sequence

from cards.card import Card, finish, heading, press
from cards.elements import Element
from cards.layout import ActionSet
from cards.text import clip, plain
from cases.commands import Command, LookedAt
from cases.model import PractitionerId
from cases.views import Namesake

SUMMARY = "More than one practitioner has that name."
MOST, LONGEST = 12, 60


def namesakes(alike: Sequence[Namesake], then: Callable[[PractitionerId], Command] = LookedAt) -> Card:
    """One button for each, by role and agency. ``then`` is what is asked of the one chosen."""
    body: list[Element] = [heading("Which of them?")]
    for one in alike[:MOST]:
        title = ", ".join(clip(plain(part), LONGEST) for part in (one.role, one.agency) if part)
        body.append(ActionSet([press(title, then(one.practitioner_id))], spacing="Small"))
    return finish(body, SUMMARY)
