"""One practitioner in a few lines: who they are, and how they are reached."""

from cards.text import clip, escape, mail_links, phone_link
from cases.views import PersonView

LONGEST = 100


def about(person: PersonView) -> dict[str, str]:
    """Facts by title, without those that are not known."""
    facts = {"Who": person.name, "Role": person.role, "Service": person.service, "Agency": person.agency}
    return {title: escape(clip(value, LONGEST)) for title, value in facts.items() if value}


def line(person: PersonView) -> str:
    """The same in one line."""
    return ", ".join(about(person).values())


def ways(person: PersonView) -> str:
    """Links that call, chat and write."""
    links = [phone_link(person.phone)] if person.phone else []
    links += mail_links(person.email) if person.email else []
    return " · ".join(links) or "No contact details to show"
