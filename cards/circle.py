"""The circle: who is working with this child."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from cards.actions import Action, ShowCard
from cards.card import Card, finish, heading, press, size
from cards.dates import ago, born, day, short_day
from cards.elements import AdaptiveCard, Element, TextBlock
from cards.fitting import full_then_listed
from cards.insight import insight
from cards.layout import ActionSet, Column, ColumnSet, Container
from cards.notes import noted
from cards.presence import away
from cards.recorded import recorded
from cards.text import clip, escape, mail_links, phone_link
from cases.commands import (
    AskIntroduction,
    ChangeRole,
    Command,
    Confirm,
    Disclose,
    Family,
    HandOver,
    Join,
    Leave,
    LogContact,
    OpenCase,
    People,
    Picture,
    Timeline,
    Who,
)
from cases.query import Query
from cases.views import CircleMember, CircleView

SUMMARY = "Here is who is working with the child you asked about."
FURTHER = "A further service is involved. Ask to be put in touch."
PROFILES = "Profiles"
PUT_IN_TOUCH = "Ask to be put in touch"
NOBODY = "Nobody is recorded as working with this child now."

# A message may have 28 KB, counted in UTF-16 by Teams; the rest is for the activity around the card.
LARGEST = 27_500
MOST_IN_FULL = 15
LONGEST = 100


def circle(
    view: CircleView,
    query: Query | None = None,
    *,
    own: bool = False,
    note: str = "",
    drawable: bool = False,
) -> Card:
    """One child's circle, at most 28 KB. ``query`` is what was asked, for the button "Not this child?".

    ``own`` adds the buttons for the viewer's own involvement; ``note`` is one sentence on what was just done;
    ``drawable`` offers the circle as a picture.
    Up to fifteen practitioners are shown in full and the others in one line each; where that is too large,
    fewer are shown in full. Should not even one line each fit, the card says how many are missing.
    """
    return _fitting(view, _actions(view, query, own=own), [_further(view, query, drawable=drawable)], note)


def circle_once(view: CircleView, note: str) -> Card:
    """The same to be seen once: nothing on it can be pressed, so that nothing more is to be had from it."""
    return _fitting(view, (), (), note)


def _fitting(view: CircleView, actions: Sequence[Action], further: Sequence[Element], note: str) -> Card:
    for full, listed in full_then_listed(len(view.members), MOST_IN_FULL):
        body = _body(view, note, full, listed, further)
        card = finish(body, SUMMARY, actions)
        if size(card) <= LARGEST:
            break
    return card


def _actions(view: CircleView, query: Query | None, *, own: bool) -> list[Action]:
    # By reference, which finds a shielded child for the lead as well.
    this = Query(reference=view.reference)
    mine = own and any(member.is_viewer for member in view.members)
    offered: dict[str, Command] = {}
    if mine:
        offered["Log contact"] = LogContact(this)
        offered["Still involved"] = Confirm(this)
    elif own:
        offered["I work with this child too"] = Join(this)
    if query:
        offered["Not this child?"] = Who(query, further=True)
    actions: list[Action] = [press(title, command) for title, command in offered.items()]
    return [*actions[:2], _more(this), *actions[2:]] if mine else actions


def _more(this: Query) -> ShowCard:
    """What is seldom needed, behind one button."""
    offered: dict[str, Command] = {
        "I've stopped": Leave(this),
        "Hand over": HandOver(this),
        "Change role": ChangeRole(this),
    }
    actions = [press(title, command) for title, command in offered.items()]
    inner = AdaptiveCard([], fallback_text=SUMMARY, speak=SUMMARY, actions=actions)
    return ShowCard("More", inner, tooltip="I've stopped, hand over, change role")


def _body(view: CircleView, note: str, full: int, listed: int, further: Sequence[Element]) -> list[Element]:
    body = [heading(escape(clip(view.child_name, LONGEST))), _child(view), *noted(note)]
    body += [_member(member, view.today) for member in view.members[:full]]
    body += _shorter(view.members[full:listed], len(view.members) - listed)
    if view.further_service:
        body.append(TextBlock(FURTHER, separator=True, spacing="Medium"))
        body += [put_in_touch(view.reference)] if further else []
    elif not view.members:
        body.append(TextBlock(NOBODY, separator=True, spacing="Medium"))
    return [*body, *further, recorded(view.today, view.grant_until)]


def _further(view: CircleView, query: Query | None, *, drawable: bool) -> ActionSet:
    """Other ways to look. In the body: below a card there is room for five buttons.

    The same with every circle: whether there are any brothers is for the answer to say, to whoever may know.
    """
    this = Query(reference=view.reference)
    offered: dict[str, Command] = {"Timeline": Timeline(this), "Brothers and sisters": Family(this)}
    if any(not member.is_viewer for member in view.members):
        offered[PROFILES] = People(this)
    if drawable and (view.members or view.further_service):
        offered["Show as a picture"] = Picture(this, asked=query)
    if view.may_disclose:
        offered["What others may see"] = Disclose(this)
    if view.may_open_case:
        offered["Open a case"] = OpenCase(this)
    return ActionSet([press(title, command) for title, command in offered.items()], spacing="Medium")


def put_in_touch(reference: str) -> ActionSet:
    """The button that belongs to the line of a further service."""
    return ActionSet([press(PUT_IN_TOUCH, AskIntroduction(Query(reference=reference)))], spacing="Small")


def _child(view: CircleView) -> TextBlock:
    birth = born(view.birth, view.today) if view.birth else "Date of birth not known"
    return TextBlock(f"{birth} · {escape(view.reference)}", spacing="None")


def _member(member: CircleMember, today: date) -> Container:
    lines = [
        _name(member),
        TextBlock(_about(member.role, member.service, member.agency), spacing="None"),
        TextBlock(_contact(member, today), spacing="Small"),
        TextBlock(_when(member, today), spacing="Small", size="Small", is_subtle=True),
    ]
    if member.insight:
        lines.append(TextBlock(insight(member.insight), spacing="Small", size="Small", is_subtle=True))
    return Container(lines, separator=True, spacing="Medium")


def _name(member: CircleMember) -> Element:
    name = TextBlock(_short(member.name), weight="Bolder")
    if not (said := _mark(member)):
        return name
    mark = TextBlock(said, weight="Bolder", color="Accent")
    return ColumnSet([Column([name], width="stretch"), Column([mark], width="auto")])


def _mark(member: CircleMember) -> str:
    return " · ".join(mark for mark, holds in _marks(member) if holds)


def _marks(member: CircleMember) -> Sequence[tuple[str, bool]]:
    return (("Lead", member.is_lead), ("You", member.is_viewer), ("Has left", member.has_left))


@lru_cache(maxsize=4096)  # the same few hundred services come back in every circle; no person is in the key
def _about(role: str, service: str, agency: str) -> str:
    return ", ".join([_short(part) for part in (role, service, agency) if part])


def _contact(member: CircleMember, today: date) -> str:
    none = "No longer reached here: ask their service" if member.has_left else "No contact details to show"
    ways = " · ".join(_ways(member)) or none
    return f"**{away(member.away, today)}** · {ways}" if member.away else ways


def _ways(member: CircleMember) -> list[str]:
    ways = [phone_link(member.phone)] if member.phone else []
    return ways + mail_links(member.email, chat=not member.is_viewer) if member.email else ways


def _when(member: CircleMember, today: date) -> str:
    last = f"Last contact {ago(member.last_contact, today)}" if member.last_contact else "No contact recorded"
    until = f" · Until {short_day(member.until, today)}" if member.until else ""
    unsure = f" · Not confirmed since {day(member.unconfirmed_since)}" if member.unconfirmed_since else ""
    return f"{last} · Since {short_day(member.since, today)}{until}{unsure}"


def _shorter(members: Sequence[CircleMember], missing: int) -> list[Element]:
    """One line for each, and the number of those for whom there is no room."""
    lines = [TextBlock(_line(member), spacing="Small") for member in members]
    if missing:
        lines.append(TextBlock(f"{missing} more are involved. Ask the lead for the whole circle."))
    return [Container(lines, separator=True, spacing="Medium")] if lines else []


def _line(member: CircleMember) -> str:
    about = _about(member.role, member.service, member.agency)
    parts = [f"**{_short(member.name)}**", _mark(member), about, *_ways(member)[:1]]
    return ", ".join(filter(None, parts))


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
