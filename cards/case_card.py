"""The card of a case, in its channel: what everybody there may see, kept up to date by the register."""

from collections.abc import Sequence
from datetime import date

from cards.actions import Action
from cards.card import Card, finish, press, size
from cards.case_words import lead_line, lead_ways, short, since_line
from cards.circle import FURTHER, LARGEST, NOBODY, PUT_IN_TOUCH
from cards.dates import born, day
from cards.elements import Element, TextBlock
from cards.fitting import full_then_listed
from cards.layout import ActionSet, Container
from cards.text import mail_links, phone_link
from cases.commands import AskIntroduction, CloseCase, Family, LogContact, Timeline, Who
from cases.query import Query
from cases.views import CaseCardView, CaseChild, CasePerson, LeadView

MARK = "case-card"
"""The id of the first element, by which a card that was sent is found again."""
SUMMARY = "The card of this case."
WITHHELD = "Somebody is in this channel who does not belong here. While they are, this card shows nothing."
MOST_IN_FULL = 15


def case_card(view: CaseCardView) -> Card:
    """All of it where that is at most 28 KB; else fewer people in full, and then fewer at all.

    Days are written out and not counted from today: the card is sent again when something changed only.
    """
    for full, listed in full_then_listed(len(view.people), MOST_IN_FULL):
        card = finish(_body(view, full, listed), SUMMARY, _actions(view))
        if size(card) <= LARGEST:
            break
    return card


def withheld_card(reference: str) -> Card:
    """The same while somebody is in the channel who does not belong there."""
    return finish([_title(f"Case {short(reference)}"), TextBlock(WITHHELD)], SUMMARY)


def closed_card(reference: str) -> Card:
    """The same once the case is closed: nothing of the child."""
    said = "This case is closed. Whoever belongs here can go on reading the channel."
    return finish([_title(f"Case {short(reference)}"), TextBlock(said)], SUMMARY)


def _title(text: str) -> TextBlock:
    return TextBlock(text, id=MARK, style="heading", size="Large", weight="Bolder")


def _body(view: CaseCardView, full: int, listed: int) -> list[Element]:
    about = since_line(view.kind, view.since)
    body: list[Element] = [_title(f"Case {short(view.reference)}")]
    body += [TextBlock(about, spacing="None")] if about else []
    body.append(_lead(view.lead, vacant=view.vacant))
    body.append(Container([_child(one, view.today) for one in view.children], separator=True))
    body += [_person(one) for one in view.people[:full]]
    lines: list[Element] = [TextBlock(_line(one), spacing="Small") for one in view.people[full:listed]]
    if missing := len(view.people) - listed:
        lines.append(TextBlock(f"{missing} more are involved. Ask the lead for all of them."))
    body += [Container(lines, separator=True, spacing="Medium")] if lines else []
    if view.further_service:
        touch = press(PUT_IN_TOUCH, AskIntroduction(_meant(view)))
        body += [TextBlock(FURTHER, separator=True, spacing="Medium"), ActionSet([touch], spacing="Small")]
    elif not view.people:
        body.append(TextBlock(NOBODY, separator=True, spacing="Medium"))
    return [*body, _footer()]


def _lead(lead: LeadView, *, vacant: bool) -> Container:
    if not vacant:
        if not lead.name:
            return Container([TextBlock("Lead: not to be shown here. Ask me in our own chat.")])
        ways = lead_ways(lead)
        lines: list[Element] = [TextBlock(f"Lead: {lead_line(lead)}")]
        return Container([*lines, *([TextBlock(ways, spacing="None")] if ways else [])])
    if lead.service:
        decide = (
            f"No lead: whoever manages {short(lead.service)}, {short(lead.agency)}, decides who leads it."
        )
    else:
        decide = "No lead: the managers of the services involved decide."
    return Container([TextBlock(decide, weight="Bolder")])


def _child(child: CaseChild, today: date) -> TextBlock:
    birth = born(child.birth, today) if child.birth else "Date of birth not known"
    return TextBlock(f"**{short(child.name)}** · {birth} · {short(child.reference)}", spacing="Small")


def _person(one: CasePerson) -> Container:
    member = one.member
    ways = [phone_link(member.phone)] if member.phone else []
    ways += mail_links(member.email) if member.email else []
    none = "No longer reached here: ask their service" if member.has_left else "No contact details to show"
    return Container(
        [
            TextBlock(f"**{short(member.name)}**{_mark(one)}"),
            TextBlock(_about(one), spacing="None"),
            TextBlock(" · ".join(ways) or none, spacing="Small"),
            TextBlock(_when(one), spacing="Small", size="Small", is_subtle=True),
        ],
        separator=True,
        spacing="Medium",
    )


def _mark(one: CasePerson) -> str:
    return "".join(
        f" · {mark}"
        for mark, holds in (("Lead", one.member.is_lead), ("Has left", one.member.has_left))
        if holds
    )


def _about(one: CasePerson) -> str:
    member = one.member
    return ", ".join(short(part) for part in (member.role, member.service, member.agency) if part)


def _when(one: CasePerson) -> str:
    member = one.member
    last = f"Last contact {day(member.last_contact)}" if member.last_contact else "No contact recorded"
    unsure = f"Not confirmed since {day(member.unconfirmed_since)}" if member.unconfirmed_since else ""
    until = f"Until {day(member.until)}" if member.until else ""
    whom = f"With {', '.join(map(short, one.children))}" if one.children else ""
    return " · ".join(filter(None, (whom, last, f"Since {day(member.since)}", until, unsure)))


def _line(one: CasePerson) -> str:
    return ", ".join(filter(None, (f"**{short(one.member.name)}**{_mark(one)}", _about(one))))


def _footer() -> Container:
    said = "Everybody in this channel may see this, and I keep it up to date. A button answers you alone."
    return Container([TextBlock(said, size="Small", is_subtle=True)], separator=True, spacing="Medium")


def _meant(view: CaseCardView) -> Query:
    """The child; or the case, of which the answer asks whom."""
    return Query(reference=view.children[0].reference if len(view.children) == 1 else view.reference)


def _actions(view: CaseCardView) -> Sequence[Action]:
    this, one = _meant(view), len(view.children) == 1
    who = press("Who is working with this child?", Who(this))
    if not one:
        who = press("Who is working with these children?", Family(this))
    return [
        who,
        press("Timeline", Timeline(this)),
        press("I've been in touch", LogContact(this)),
        press("Close the case", CloseCase(case_id=view.case_id)),
    ]
