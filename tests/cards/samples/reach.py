"""Cards about who cannot be reached."""

from collections.abc import Callable

from cards import Card
from cards.unreachable import unreachable
from cases.views import ReachView

LONG = "Bartholomew Featherstonehaugh-Cholmondeley " * 4


def out_of_reach() -> Card:
    return unreachable(ReachView(("Leila Osei", "Gareth Pugh"), ("Declan Rafferty",)))


def out_of_reach_one() -> Card:
    return unreachable(ReachView(never=("Declan Rafferty",)))


def out_of_reach_everybody() -> Card:
    return unreachable(ReachView((LONG,) * 40, (f"**{LONG}**",) * 400))


SAMPLES: dict[str, Callable[[], Card]] = {
    "unreachable": out_of_reach,
    "unreachable_one": out_of_reach_one,
    "unreachable_everybody": out_of_reach_everybody,
}
