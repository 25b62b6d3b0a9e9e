"""Walks through two products at once: the same words, the same presses, and everything compared on the way.

The walker knows no button: it presses whatever Action.Execute stands on what comes back, each in its own
product with that product's own data, as long as both look the same.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.leaks.buttons_of import ADAPTIVE, adaptive, buttons_of, filled
from tests.leaks.eyes import Eyes
from tests.leaks.forged import dice, forge
from tests.leaks.same import first_difference
from tests.local_teams import walk

Json = dict[str, Any]
Both = tuple[Any, Any]


class TraceError(AssertionError):
    """Two products that should be told apart by nobody were told apart."""

    def __init__(self, way: Sequence[str], before: str, after: str) -> None:
        self.way = tuple(way)
        super().__init__(f"{' > '.join(way)}\n{first_difference(before, after)}")


@dataclass(frozen=True)
class Shown:
    """A card that stands somewhere, in both products, and how it was come by."""

    way: tuple[str, ...]
    place: tuple[str, str]
    activity: tuple[str, str]
    card: tuple[Json, Json]
    deep: int


class Walker:
    """``most`` is how many buttons are pressed for one thing said, ``deep`` how far from it."""

    def __init__(self, eyes: tuple[Eyes, Eyes], random: Random, *, most: int = 12, deep: int = 3) -> None:
        self.eyes, self.random = eyes, random
        self.most, self.deep = most, deep
        self.viewer = eyes[0].viewer
        self.presses = 0
        self.pressed: set[str] = set()
        self.forgeries: set[str] = set()
        self.hidden: tuple[str, ...] = ()
        self._read = 0
        self._datasets = {"practitioners"}

    async def both(self, way: tuple[str, ...], do: Callable[[Eyes], Awaitable[Any]]) -> Both:
        """Do it in both, and compare what comes back. Raises TraceError."""
        one, other = [await do(eyes) for eyes in self.eyes]
        before, after = (eyes.same.text(got) for eyes, got in zip(self.eyes, (one, other), strict=True))
        if before != after:
            raise TraceError(way, before, after)
        return one, other

    async def say(self, place: str | None, text: str) -> None:
        """The person says it, and presses what comes of it."""
        way = (f"{self.viewer} says {text!r} {'in a room' if place else ''}",)
        got = await self.both(way, lambda eyes: eyes.say(self.viewer, place, text))
        await self.explore(self.cards(way, got, self.deep))
        await self.look(way)

    async def hear(self, speaker: str, place: str | None, text: str) -> None:
        """Somebody else says it, in a room or alone; alone, they press the first button too."""
        way = (f"{speaker} says {text!r} {'in a room' if place else ''}",)
        await self.both(way, lambda eyes: eyes.say(speaker, place, text))
        if place is None:
            for eyes in self.eyes:
                await _press_first(eyes, speaker)
        await self.look(way)

    async def forged(self, ids: tuple[str, ...]) -> None:
        """A press that no card offers, in any place, of the person's or not."""
        verb, data = forge(self.random, ids)
        places = [one["id"] for one in self.eyes[0].teams.world["conversations"] if one["type"] != "personal"]
        place = self.random.choice([None, None, *places])
        await self.press_forged(verb, data, place)

    async def press_forged(self, verb: str, data: Json, place: str | None = None) -> None:
        """A press of this, and of what comes of it."""
        way = (f"{self.viewer} forges {verb} {data} {place or ''}",)
        got = await self.both(
            way, lambda eyes: eyes.press(self.viewer, place or eyes.personal, "1", verb, data)
        )
        self.forgeries.add(verb)
        await self.explore(self.cards(way, got, 1, place), most=4)

    async def invoke(self, name: str, value: Json) -> None:
        way = (f"{self.viewer} invokes {name} {value}",)
        await self.both(way, lambda eyes: eyes.invoke(name, value))

    async def pages(self) -> None:
        await self.both(("the pages",), lambda eyes: eyes.pages())

    async def end(self) -> None:
        """What is left to compare: how often, and in which order, the bot called."""
        await self.look(("at last",))
        await self.both(("the calls",), lambda eyes: eyes.calls())

    async def look(self, way: tuple[str, ...], *, press: bool = True) -> None:
        """Everything that stands anywhere; what has come in the background is pressed as well."""
        one, other = await self.both((*way, "looks around"), lambda eyes: eyes.look())
        new = [(a, b) for a, b in zip(one["inbox"], other["inbox"], strict=True)][self._read :]
        self._read = len(one["inbox"])
        told = [
            pair for pair in new if not pair[0].get("replyToId") or pair[0]["sandboxOperation"] == "update"
        ]
        if press and told:
            sent = tuple({"activities": list(part)} for part in zip(*told, strict=True))
            await self.explore(self.cards((*way, "is told"), sent, 1), most=4)
            await self.look(way, press=False)

    def cards(self, way: tuple[str, ...], got: Both, deep: int, place: str | None = None) -> list[Shown]:
        """The cards of an answer: those sent, and the one in the body of an invoke's response."""
        found = [
            Shown(
                way,
                _of(pair, lambda one: one["conversation"]["id"]),
                _of(pair, lambda one: one["id"]),
                card,
                deep,
            )
            for pair in zip(*(part["activities"] for part in got), strict=True)
            for card in zip(*(adaptive(one) for one in pair), strict=True)
        ]
        bodies = [(part.get("body") or {}).get("body") for part in got]
        if all(isinstance(body, dict) and body.get("type") == ADAPTIVE for body in bodies):
            here = _of(self.eyes, lambda eyes: place or eyes.personal)
            values = (bodies[0]["value"], bodies[1]["value"])
            found.append(Shown(way, here, ("1", "1"), values, deep))
        return found

    async def explore(self, shown: list[Shown], most: int | None = None) -> None:
        """Press every button there is, until ``most`` were pressed; nearer ones first."""
        left, waiting = most or self.most, deque(shown)
        while waiting:
            one = waiting.popleft()
            await self._fetch(one)
            buttons = list(zip(*(buttons_of(card) for card in one.card), strict=True))
            self.random.shuffle(buttons)
            for pair in buttons if one.deep else ():
                if not left:
                    return
                left -= 1
                waiting.extend(await self._press(one, pair))

    async def _press(self, one: Shown, pair: tuple[Json, Json]) -> list[Shown]:
        salt = self.random.random()
        data = [filled(card, button, dice(salt)) for card, button in zip(one.card, pair, strict=True)]
        verb = pair[0]["verb"]
        way = (*one.way, f"presses {pair[0].get('title', verb)!r} with {data[0]}")
        each = {id(eyes): number for number, eyes in enumerate(self.eyes)}

        async def press(eyes: Eyes) -> Json:
            number = each[id(eyes)]
            return await eyes.press(
                self.viewer, one.place[number], one.activity[number], pair[number]["verb"], data[number]
            )

        got = await self.both(way, press)
        self.presses += 1
        self.pressed.add(verb)
        found = self.cards(way, got, one.deep - 1, None)
        # An answer takes the pressed card's place, and is pressed there.
        return [
            Shown(way, one.place, one.activity, each.card, each.deep) if each.activity == ("1", "1") else each
            for each in found
        ]

    async def _fetch(self, one: Shown) -> None:
        cards = {id(eyes): card for eyes, card in zip(self.eyes, one.card, strict=True)}
        await self.both((*one.way, "opens what it links to"), lambda eyes: eyes.fetch(cards[id(eyes)]))
        for part in walk(one.card[0]):
            if part.get("type") == "Data.Query":
                self._datasets.add(part["dataset"])

    @property
    def dataset(self) -> str:
        """One of those that inputs have been offered with so far."""
        return self.random.choice(sorted(self._datasets))


async def _press_first(eyes: Eyes, who: str) -> None:
    sent = [one for one in await eyes.teams.inbox(who) if one["sandboxOperation"] == "send"]
    for activity in sent[-1:]:
        for card in adaptive(activity):
            for action in buttons_of(card)[:1]:
                data = filled(card, action, dice(0))
                await eyes.press(who, activity["conversation"]["id"], activity["id"], action["verb"], data)


def _of(pair: Any, what: Callable[[Any], str]) -> tuple[str, str]:
    one, other = pair
    return what(one), what(other)
