"""What a picture of a network shows, in words, for whoever hears it read out."""

from collections.abc import Sequence

from cards.dates import ago
from cards.network_people import IN_TOUCH, Numbered, mark
from cards.text import clip, plain
from cases.views import CircleMember, CircleView

LONGEST = 60


def network_words(view: CircleView, shown: Sequence[Numbered]) -> str:
    """The child, and by agency everybody who is drawn, and nobody else."""
    agencies: dict[str, list[CircleMember]] = {}
    for _, member in shown:
        agencies.setdefault(member.agency, []).append(member)
    said = [f"The network of {_short(view.child_name) or 'this child'}."]
    for agency, members in agencies.items():
        people = "; ".join(_person(member, view) for member in members)
        said.append(f"{_short(agency)}: {people}.")
    if view.further_service:
        said.append(f"A further service is involved. {IN_TOUCH}.")
    if missing := len(view.members) - len(shown):
        said.append(f"{missing} more are listed below.")
    return " ".join(said)


def _person(member: CircleMember, view: CircleView) -> str:
    contact = f"last contact {ago(member.last_contact, view.today)}" if member.last_contact else ""
    parts = (_short(member.name), _short(member.role), mark(member), contact or "no contact to show")
    return ", ".join(filter(None, parts))


def _short(typed: str) -> str:
    return clip(plain(typed), LONGEST)
