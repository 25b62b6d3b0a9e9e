"""What those who know of a sensitive involvement anyway read of it: how much of it others see."""

from cards.grounds import recorded_with
from cases.model import DisclosureLevel
from cases.views import Insight

OTHERS_SEE: dict[DisclosureLevel, str] = {
    DisclosureLevel.NONE: "Sensitive: others see nothing of this",
    DisclosureLevel.EXISTENCE: "Sensitive: others see that a further service is involved",
}


def insight(view: Insight) -> str:
    """One line."""
    people = "1 person" if view.named_to == 1 else f"{view.named_to} people"
    named = f"Sensitive: named to {people}; others see that a further service is involved"
    seen = OTHERS_SEE.get(view.level, named)
    return ". ".join(filter(None, (seen, recorded_with(view.recording_basis)))) + "."
