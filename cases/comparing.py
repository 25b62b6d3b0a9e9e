"""Two records side by side, as a steward may see them."""

from collections.abc import Mapping, Sequence
from datetime import date

from cases.merging import Fact, Weighed, differing, kept_first
from cases.model import Child, LinkAnswer, PractitionerId
from cases.names import name_keys
from cases.ports_stewards import Outlook, Pair
from cases.views import CompareView, MergeView, Side

SHOWN_DIGITS = 3
"""Of a number its last digits are shown: enough to compare on the telephone, too few to be used."""


def compare_view(
    pair: Pair, steward: PractitionerId, waiting: int, today: date, said: str = ""
) -> CompareView:
    """A pair as its steward sees it."""
    one, other = pair.one, pair.other
    differs = {str(fact) for fact in differing(one, other)}
    same = {str(fact) for fact in Fact if getattr(one, fact) and getattr(other, fact)} - differs
    keys = [{key for name in child.names for key in name_keys(name)} for child in (one, other)]
    (same if keys[0] & keys[1] else differs).add("names")
    unsure = (a for a in pair.link.answers if a.answer is LinkAnswer.NOT_SURE and a.by != steward)
    return CompareView(
        link_id=pair.link.id,
        one=_side(pair, one),
        other=_side(pair, other),
        differs=frozenset(differs),
        same=frozenset(same),
        waiting=waiting,
        today=today,
        notes=tuple(a.words or "Not sure." for a in unsure),
        said=said,
    )


def sides(pair: Pair) -> tuple[Child, Child]:
    """Which of the two would be kept, and which would go."""
    return kept_first(*(Weighed(child, child.id in pair.with_case) for child in (pair.one, pair.other)))


def merge_view(pair: Pair, outlook: Outlook, today: date, words: str = "", problem: str = "") -> MergeView:
    """What will follow if they are one child."""
    kept, gone = sides(pair)
    return MergeView(
        link_id=pair.link.id,
        kept=_side(pair, kept),
        gone=_side(pair, gone),
        choose=tuple(str(fact) for fact in differing(kept, gone)),
        involvements=outlook.involvements,
        channels=outlook.channels,
        shielded=kept.shielded or gone.shielded,
        today=today,
        words=words,
        problem=problem,
    )


def _side(pair: Pair, child: Child) -> Side:
    return Side(
        reference=child.reference,
        names=tuple(map(str, child.names)),
        birth=child.birth,
        area=child.area,
        nhs_number=masked(child.nhs_number),
        upn=masked(child.upn),
        agencies=tuple(sorted(pair.agencies.get(child.id, ()))),
    )


def masked(number: str) -> str:
    """For instance "•••••••018"; "" for none."""
    return "•" * len(number[:-SHOWN_DIGITS]) + number[-SHOWN_DIGITS:]


def taken(answers: Mapping[Fact, str], choose: Sequence[Fact]) -> tuple[Fact, ...] | None:
    """The facts in which the other record is right; None while one is not chosen."""
    if any(answers[fact] not in ("kept", "gone") for fact in choose):
        return None
    return tuple(fact for fact in choose if answers[fact] == "gone")
