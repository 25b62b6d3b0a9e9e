"""A practitioner's profile: who they are, how and when to reach them, and which children you both know."""

from collections.abc import Sequence

from cards.actions import Action
from cards.card import Card, finish, heading, press
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, FactSet
from cards.notes import noted
from cards.presence import presence, working_days
from cards.text import clip, escape, mail_links, phone_link, plain
from cases.availability import Presence
from cases.commands import EditProfile, SetAway, ShowProfile, Who
from cases.query import Query
from cases.views import PeopleView, ProfileChild, ProfileView

SUMMARY = "Here is the profile you asked for."
PEOPLE = "Whose profile would you like to see?"
UNKNOWN = "I know no practitioner of that name that I can show you."
NOT_YOURS = "I can do that for nobody of that name. Their manager can."
MOST_CHILDREN, MOST_PEOPLE = 12, 20
LONGEST, LONGEST_TITLE = 100, 60


def profile(view: ProfileView, note: str = "") -> Card:
    """One practitioner. ``note`` is one sentence on what was just done."""
    about = ", ".join(_short(part) for part in (view.role, view.service, view.agency) if part)
    body: list[Element] = [
        heading(_short(view.name) or "No name on record"),
        TextBlock(about, spacing="None"),
    ]
    body += noted(note)
    if view.reachable:
        body += _reaching(view)
    body += _children(view)
    body.append(TextBlock(f"As recorded on {day(view.today)}.", size="Small", is_subtle=True, separator=True))
    return finish(body, SUMMARY, _actions(view))


def people(view: PeopleView) -> Card:
    """One button for each practitioner whom a circle names."""
    body: list[Element] = [heading(PEOPLE)]
    for practitioner_id, name, role in view.people[:MOST_PEOPLE]:
        title = ", ".join(clip(plain(part), LONGEST_TITLE) for part in (name, role) if plain(part))
        body.append(ActionSet([press(title, ShowProfile(practitioner_id=practitioner_id))], spacing="Small"))
    if len(view.people) > MOST_PEOPLE:
        body.append(TextBlock("For the others, ask me by name: “Who is _full name_?”"))
    return finish(body, PEOPLE)


def unknown_practitioner(name: str) -> Card:
    """The same for a name that nobody has and for somebody who may not be shown."""
    body = [heading(UNKNOWN), TextBlock("Please check the spelling, and give first and last name.")]
    if not name:
        return finish(body, UNKNOWN)
    return finish(body, UNKNOWN, [press("I mean a child: who works with them?", Who(Query(name=name)))])


def not_yours() -> Card:
    """The same for a name that nobody has and for somebody whom one does not manage."""
    return finish([heading("That was not recorded"), TextBlock(NOT_YOURS)], NOT_YOURS)


def _reaching(view: ProfileView) -> list[Element]:
    lines: list[Element] = []
    if view.availability and (said := presence(view.availability, view.today)):
        lines.append(TextBlock(said, weight="Bolder"))
    ways = [phone_link(view.phone)] if view.phone else []
    ways += mail_links(view.email, chat=not view.own) if view.email else []
    lines.append(TextBlock(" · ".join(ways) or "No contact details to show"))
    facts = {
        "Working days": working_days(view.working_days) or ("Not said yet" if view.own else ""),
        "Languages": ", ".join(map(_short, view.languages)) or ("Not said yet" if view.own else ""),
    }
    if said_so := {title: value for title, value in facts.items() if value}:
        lines.append(FactSet(said_so))
    return lines


def _children(view: ProfileView) -> list[Element]:
    """Never how many others there are: only those whom the viewer may see them with are known here."""
    both = [child for child in view.children if child.both]
    others = [child for child in view.children if not child.both]
    lines: list[Element] = []
    for title, children in (("You work with" if view.own else "You both work with", both), (_OTHERS, others)):
        if children:
            lines.append(TextBlock(f"**{title}**", spacing="Medium", separator=True))
            lines.append(TextBlock(_listed(children), spacing="Small"))
    return lines


_OTHERS = "You may also see them with"


def _listed(children: Sequence[ProfileChild]) -> str:
    said = [
        " · ".join(_short(part) for part in (child.name, child.reference) if part)
        for child in children[:MOST_CHILDREN]
    ]
    more = len(children) - MOST_CHILDREN
    return "\n\n".join([*said, f"and {more} more whom you may see them with"] if more > 0 else said)


def _actions(view: ProfileView) -> list[Action]:
    away = view.availability and view.availability.presence in (Presence.AWAY, Presence.OUT_OF_OFFICE)
    if view.own:
        back = [press("I'm back", SetAway(back=True))] if away else []
        return [*back, press("Edit", EditProfile())]
    if view.may_say_away:
        return [press("Away or back", SetAway(practitioner_id=view.practitioner_id, form=True))]
    return []


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
