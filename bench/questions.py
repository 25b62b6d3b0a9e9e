"""What the bots are asked, and how a right answer is told from a wrong one."""

from collections.abc import Callable, Iterator
from itertools import count, islice

from bench.activities import Person, made_up_people, message
from bench.driver import Question, Streams


def echoes(service_url: str, at_once: int) -> Streams:
    """Questions for an echo bot, from ``at_once`` people: right when the question comes back whole."""
    return [_echoes(person, service_url) for person in islice(made_up_people(), at_once)]


def _echoes(person: Person, service_url: str) -> Iterator[Question]:
    for number in count():
        text = f"Who is working with child {number} of {person.name}?"
        wanted = f"Echo: {text}".encode()
        yield Question(person.conversation, message(person, text, service_url), _contains(wanted))


def _contains(wanted: bytes) -> Callable[[bytes], bool]:
    return lambda body: wanted in body
