"""What all forms about somebody's work with one child begin with, and the way out of them."""

from cards.actions import Execute
from cards.card import heading, press
from cards.dates import born
from cards.elements import Element, TextBlock
from cards.notes import wrong
from cards.text import clip, escape
from cases.commands import Who
from cases.query import Query
from cases.views import DisclosureForm, HandoverForm, InvolvementForm

LONGEST = 100


def about_child(title: str, view: InvolvementForm | HandoverForm | DisclosureForm) -> list[Element]:
    """The heading, the child, whose work it is if not the viewer's own, and what was filled in wrongly."""
    named = escape(clip(view.child_name, LONGEST))
    birth = f"{born(view.birth, view.today)} · " if view.birth else ""
    body: list[Element] = [heading(title), TextBlock(f"{named} · {birth}{escape(view.reference)}")]
    if view.whose:
        body.append(TextBlock(f"For {escape(clip(view.whose, LONGEST))}", spacing="Small"))
    return [*body, *wrong(view.problem)]


def back_to_circle(reference: str) -> Execute:
    """Leaves the form, whatever is in it."""
    return press("Show the circle instead", Who(Query(reference=reference)), associated_inputs="none")
