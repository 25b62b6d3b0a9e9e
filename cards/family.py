"""A family: who is working with each of its children."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cards.card import Card, finish, heading, press, size
from cards.circle import FURTHER, LARGEST, LONGEST, NOBODY, put_in_touch
from cards.dates import born
from cards.elements import Element, TextBlock
from cards.layout import Container
from cards.presence import away
from cards.recorded import recorded
from cards.text import clip, escape, mail_links, phone_link
from cases.commands import Family, OpenCase
from cases.query import Query
from cases.views import CircleMember, FamilyChild, FamilyMember, FamilyView

SUMMARY = "Here is who is working with the family you asked about."
ALONE = "I know no other child of this family that I can show you."
OTHERS = "Anyone else in the family?"
MOST_ADULTS = 6
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Shape:
    """How much is said: ways to reach each practitioner, practitioners of a child, children."""

    ways: int
    members: int
    children: int


def family(view: FamilyView, again: Query) -> Card:
    """One section for each child, at most 28 KB. ``again`` asks for the same family, for the button.

    Where all of it is too large, ways to reach people go first, then people, then children; the card says
    of how many.
    """
    for shape in _shapes(view):
        card = _card(view, again, shape)
        if size(card) <= LARGEST:
            break
    return card


def _shapes(view: FamilyView) -> Iterator[_Shape]:
    """From the best to the smallest."""
    children = len(view.children)
    members = max((len(child.members) for child in view.children), default=0)
    for ways in (3, 1, 0):
        yield _Shape(ways, members, children)
    while members:
        members = members * 2 // 3
        yield _Shape(0, members, children)
    while children > 1:
        children = children * 2 // 3
        yield _Shape(0, 0, children)


def _card(view: FamilyView, again: Query, shape: _Shape) -> Card:
    body: list[Element] = [heading("Who is working with this family")]
    body += [_section(child, view, shape) for child in view.children[: shape.children]]
    if (missing := len(view.children) - shape.children) > 0:
        body.append(TextBlock(f"{missing} more of the children are too many for one card.", separator=True))
    if len(view.children) == 1:
        body.append(TextBlock(ALONE, separator=True, spacing="Medium"))
    until = [child.grant_until for child in view.children if child.grant_until]
    body.append(recorded(view.today, min(until, default=None)))
    # Offered until a reason is given, whoever there is: that there is nobody else would be told otherwise.
    actions = [press(OTHERS, Family(again, others=True))] if view.may_ask else []
    if view.opens_case_of:
        this = Query(reference=view.opens_case_of)
        actions.append(press("Open a case", OpenCase(this, siblings=True)))
    return finish(body, SUMMARY, actions)


def _section(child: FamilyChild, view: FamilyView, shape: _Shape) -> Container:
    birth = born(child.birth, view.today) if child.birth else "Date of birth not known"
    lines: list[Element] = [
        TextBlock(_short(child.name or child.reference), size="Medium", weight="Bolder"),
        TextBlock(f"{birth} · {_short(child.reference)}", spacing="None"),
    ]
    if child.adults:
        lines.append(TextBlock(_adults(child), spacing="None", is_subtle=True))
    for member in child.members[: shape.members]:
        lines += _member(member, shape.ways, view.today)
    if (missing := len(child.members) - shape.members) > 0:
        lines.append(TextBlock(_missing(missing, shape.members), spacing="Small"))
    if child.further_service:
        lines += [TextBlock(FURTHER, spacing="Small"), put_in_touch(child.reference)]
    elif not child.members:
        lines.append(TextBlock(NOBODY, spacing="Small"))
    return Container(lines, separator=True, spacing="Medium")


def _adults(child: FamilyChild) -> str:
    said = [f"{_short(one.relation.capitalize())}: {_short(one.name)}" for one in child.adults[:MOST_ADULTS]]
    missing = len(child.adults) - MOST_ADULTS
    return " · ".join([*said, f"and {missing} more"] if missing > 0 else said)


def _missing(count: int, listed: int) -> str:
    more = "more are" if listed else "are"
    return f"{count} {more} involved. Ask for this child alone to see the circle."


def _member(member: FamilyMember, ways: int, today: date) -> Iterator[Element]:
    person = member.person
    marks = (("Lead", person.is_lead), ("You", person.is_viewer), ("Has left", person.has_left))
    about = (
        f"**{_short(person.name)}**",
        " · ".join(mark for mark, holds in marks if holds),
        *(_short(part) for part in (person.role, person.agency) if part),
    )
    yield TextBlock(", ".join(filter(None, about)), spacing="Small")
    absent = [away(person.away, today)] if person.away else []
    small = " · ".join([*absent, *_ways(person)[:ways], *_also(member)])
    if small:
        yield TextBlock(small, spacing="None", size="Small")


def _ways(person: CircleMember) -> list[str]:
    ways = [phone_link(person.phone)] if person.phone else []
    return ways + mail_links(person.email, chat=not person.is_viewer) if person.email else ways


def _also(member: FamilyMember) -> list[str]:
    """Said of whoever works with several of the children, so that one call may do for all."""
    names = [_short(name) for name in member.also_with[:MOST_NAMED]]
    if missing := len(member.also_with) - len(names):
        names.append(f"{missing} more")
    *others, last = names or [""]
    return [f"Also with {' and '.join(filter(None, (', '.join(others), last)))}"] if last else []


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
