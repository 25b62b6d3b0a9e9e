"""What the bots are asked, and how a right answer is told from a wrong one."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import count, cycle, islice
from typing import Any

from bench.activities import Person, made_up_people, message
from bench.driver import Question, Streams

Row = dict[str, Any]
World = dict[str, list[Row]]
Right = Callable[[Row], bytes]
"""What the reply about a child has to contain, and no other reply does."""


def echoes(service_url: str, at_once: int) -> Streams:
    """Questions for an echo bot, from ``at_once`` people. Right: the question comes back whole."""
    return [_echoes(person, service_url) for person in islice(made_up_people(), at_once)]


def circles(world: World, service_url: str, at_once: int) -> Streams:
    """Who is working with a child, a different one each time, asked by somebody who works with them.

    Right: the circle, which is the only card that shows the child's reference.
    """
    return _streams(world, involved(world), service_url, at_once, lambda child: child["reference"].encode())


def pictures(world: World, service_url: str, at_once: int, most: int | None = None) -> Streams:
    """The same, as a picture; ``most`` asks for the same few children again and again.

    Right: a card with a picture in it.
    """
    askers = dict(islice(involved(world).items(), most))
    return _streams(
        world, askers, service_url, at_once, lambda _: b'"url":"data:image/png', ", as a picture?"
    )


def reasons(world: World, service_url: str, at_once: int) -> Streams:
    """The same, asked by somebody who does not work with them. Right: the card that asks for a reason."""
    working: dict[str, set[str]] = {}
    for row in world["involvements"]:
        if _generated(row["practitioner"]):
            working.setdefault(row["child"], set()).add(row["practitioner"])
    staff = cycle([row["id"] for row in world["people"] if _generated(row["id"])])
    askers = {
        child: next(person for person in staff if person not in circle) for child, circle in working.items()
    }
    return _streams(world, askers, service_url, at_once, lambda _: b'"reason.words"')


def involved(world: World) -> dict[str, str]:
    """For each child somebody who works with them."""
    return {
        row["child"]: row["practitioner"]
        for row in world["involvements"]
        if row["visibility"] == "open" and _generated(row["practitioner"])
    }


def _generated(person: str) -> bool:
    """Whether a practitioner is one of the many, and not made by hand to be an exception."""
    return person.startswith("p-g") and person[3:].isdigit()


def _streams(
    world: World,
    askers: Mapping[str, str],
    service_url: str,
    at_once: int,
    right: Right,
    ending: str = "?",
) -> Streams:
    """One stream for each hand; the askers are dealt out so that nobody's chat is in two of them."""
    chats = {row["members"][0]: row["id"] for row in world["conversations"] if row["type"] == "personal"}
    people = {
        row["id"]: Person(row["tenantId"], row["aadObjectId"], row["name"], chats[row["id"]])
        for row in world["people"]
    }
    place = {person: number % at_once for number, person in enumerate(sorted(set(askers.values())))}
    hands: list[list[tuple[Person, Row]]] = [[] for _ in range(at_once)]
    for child in world["children"]:
        if child["id"] in askers:
            asker = askers[child["id"]]
            hands[place[asker]].append((people[asker], child))
    return [_asked(hand, service_url, right, ending) for hand in hands if hand]


def _asked(hand: list[tuple[Person, Row]], service_url: str, right: Right, ending: str) -> Iterator[Question]:
    for person, child in cycle(hand):
        name, born = child["names"][0], date.fromisoformat(child["born"])
        text = f"Who is working with {name['given']} {name['family']}, born {born:%d %B %Y}{ending}"
        yield Question(person.conversation, message(person, text, service_url), right(child))


def _echoes(person: Person, service_url: str) -> Iterator[Question]:
    for number in count():
        text = f"Who is working with child {number} of {person.name}?"
        yield Question(person.conversation, message(person, text, service_url), f"Echo: {text}".encode())
