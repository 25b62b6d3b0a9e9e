"""Turns the tables into the world: rows of plain JSON with dates counted from one day."""

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.world import circles
from sandbox.world.agencies import agencies, agreements, services, tenants
from sandbox.world.families import FAMILIES, Family, Kid
from sandbox.world.involvements import current, involvements
from sandbox.world.numbers import channel_id, group_chat_id, guid, personal_chat_id, slug, upn
from sandbox.world.people import people, person_id
from sandbox.world.profiles import profiles
from sandbox.world.shape import Row, World

YEAR = 365.25
SCHOOL_AGE = (4.5, 18.0)


def hand_made(today: date, nhs: Iterator[str]) -> World:
    """The world of the tables. Takes one number from ``nhs`` for each child that is known to the NHS."""
    everybody = people()
    involved = list(involvements(today, everybody))
    cases = [_case(entry, today) for entry in circles.CASES]
    return {
        "agencies": agencies(),
        "services": services(),
        "tenants": tenants(),
        "people": everybody,
        "children": [_child(kid, home, today, nhs) for home in FAMILIES for kid in home.children],
        "persons": [_adult(name) for home in FAMILIES for _, name in _adults(home)],
        "relationships": [row for home in FAMILIES for row in _relationships(home)],
        "households": [_household(number, home) for number, home in enumerate(FAMILIES, start=1)],
        "cases": cases,
        "involvements": involved,
        "agreements": agreements(today),
        "profiles": list(profiles(today)),
        "conversations": [
            *(personal_chat(row["id"]) for row in everybody),
            *(_group_chat(name, members) for name, members in circles.GROUP_CHATS),
            *(_channel(case, current(involved, today)) for case in cases if case["conversation"]),
        ],
    }


def personal_chat(person: str) -> Row:
    """Somebody's chat with the bot."""
    return {
        "id": personal_chat_id(guid(f"user {person}")),
        "type": "personal",
        "members": [person],
        "caseReference": None,
        "name": None,
    }


def _group_chat(name: str, members: tuple[str, ...]) -> Row:
    return {
        "id": group_chat_id(name),
        "type": "groupChat",
        "members": [person_id(member) for member in members],
        "caseReference": None,
        "name": name,
    }


def _channel(case: Row, circle: list[Row]) -> Row:
    """A case's channel: the lead, who is openly involved, and who is sensitive but named to all of those."""
    circle = [row for row in circle if row["child"] in case["children"]]
    members = {case["lead"], *(row["practitioner"] for row in circle if row["visibility"] == "open")}
    named = {row["practitioner"] for row in circle if members <= set(row["namedTo"])}
    return {
        "id": case["conversation"],
        "type": "channel",
        "members": sorted(members | named),
        "caseReference": case["reference"],
        "name": case["reference"],
    }


def _child_id(number: int) -> str:
    return f"c-{number}"


def _child(kid: Kid, home: Family, today: date, nhs: Iterator[str]) -> Row:
    family = home.name if kid.family is None else kid.family
    given, _, further = kid.also.partition(" ")
    names = [{"given": kid.given, "family": family}]
    if kid.also:
        names.append({"given": given, "family": further})
    birthday = None if kid.age is None else today - timedelta(days=round(kid.age * YEAR))
    unborn = kid.age is not None and kid.age < 0
    at_school = birthday is not None and kid.age is not None and SCHOOL_AGE[0] <= kid.age < SCHOOL_AGE[1]
    return {
        "id": _child_id(kid.number),
        "reference": f"C-{kid.number}",
        "names": names,
        "born": birthday and birthday.isoformat()[: {"day": 10, "month": 7, "year": 4}[kid.known]],
        "expected": unborn,
        "area": home.ward,
        "nhsNumber": "" if unborn or kid.known == "year" else next(nhs),
        "upn": upn(birthday.year + 4, kid.number) if birthday and at_school else "",
        "shielded": kid.shielded,
    }


def _adults(home: Family) -> list[tuple[str, str]]:
    pairs = (entry.split(": ") for entry in home.adults.split("; "))
    return [(kind, name) for kind, name in pairs]


def _adult_id(name: str) -> str:
    return f"a-{slug(name)}"


def _adult(name: str) -> Row:
    given, _, family = name.partition(" ")
    return {"id": _adult_id(name), "name": {"given": given, "family": family}}


def _relationships(home: Family) -> Iterator[Row]:
    for kid in home.children:
        child = _child_id(kid.number)
        for kind, name in _adults(home):
            yield {"child": child, "other": _adult_id(name), "kind": kind}
        for other in home.children:
            if other is not kid:
                kind = "twin" if other.age == kid.age else "sibling"
                yield {"child": child, "other": _child_id(other.number), "kind": kind}


def _household(number: int, home: Family) -> Row:
    adults = [_adult_id(name) for _, name in _adults(home)]
    return {"id": f"h-{number}", "members": [*adults, *(_child_id(kid.number) for kid in home.children)]}


def _case(entry: circles.CaseEntry, today: date) -> Row:
    return {
        "id": f"case-{entry.reference}",
        "reference": entry.reference,
        "children": [_child_id(number) for number in entry.children],
        "lead": person_id(entry.lead),
        "status": "open" if entry.closed is None else "closed",
        "opened": (today - timedelta(days=entry.opened)).isoformat(),
        "closed": None if entry.closed is None else (today - timedelta(days=entry.closed)).isoformat(),
        "conversation": channel_id(entry.reference) if entry.channel else None,
    }
