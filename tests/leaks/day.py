"""A long day in the borough: everything is asked and pressed, and much goes wrong."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from tests.leaks.buttons_of import adaptive, buttons_of, filled
from tests.leaks.forged import dice, forge
from tests.leaks.texts import INVOKES, TEXTS
from tests.local_teams import LocalTeams

Json = dict[str, Any]
SATURDAY = 5
SOME = (
    "p-leila-osei", "p-ellie-farrow", "p-helen-marchetti", "p-yusuf-demir", "p-tobias-lindqvist",
    "p-joanna-whitlock", "p-robin-ellery",
)  # fmt: skip
CHILDREN = ("c-1001", "c-1007", "c-1026", "c-1031", "c-1035", "c-1047")
AMARA = "Amara Okonkwo-Reed"
BAD_BODIES = (
    b"{",
    b'{"type": "message", "text": "Amara Okonkwo-Reed"',
    b'["Amara", "Okonkwo-Reed"]',
    b'"Amara Okonkwo-Reed"',
    b"\xff\xfeAmara",
    b"[" * 5_000,
    b'{"type": "message", "text": "' + b"Amara " * 60_000 + b'"}',
)


class Day:
    """What people said and pressed, and ``heard``: every answer that anybody got."""

    def __init__(self, teams: LocalTeams, seed: int = 0) -> None:
        self.teams = teams
        self.random: Random = dice(seed)
        self.heard: list[Any] = []

    async def call(self, path: str, body: Any, **how: Any) -> Any:
        """One call of the contract or of the product, whatever comes of it."""
        sent = {"data": body, **how} if isinstance(body, bytes) else {"json": body, **how}
        async with self.teams.http.post(self.teams.url + path, **sent) as response:
            text = await response.text()
        got = json.loads(text) if text.startswith(("{", "[")) else text
        self.heard.append(got)
        return got

    async def work(self) -> None:
        """Everybody says everything of some child, here and there, and presses what comes."""
        for person in SOME:
            for number, text in enumerate(TEXTS):
                said = text.format(self._child())
                rooms = [one["id"] for one in self._rooms() if person in one["members"]]
                if number % 3 or not rooms:
                    path, body = f"/sandbox/people/{person}/messages", {"text": said}
                else:
                    path = f"/sandbox/conversations/{quote(self.random.choice(rooms), safe='')}/messages"
                    body = {"as": person, "text": f"@Teamaround {said}"}
                await self._press_on(person, (await self.call(path, body))["activities"], 3)
            await self._odd_things(person)
            await self.teams.post("/sandbox/clock", {"advance": 86400})
        await self.teams.post("/sandbox/settle", {})
        for person in SOME:
            self.heard.append(await self.teams.inbox(person))

    def _child(self) -> str:
        meant = self.random.choice(CHILDREN)
        child = next(one for one in self.teams.world["children"] if one["id"] == meant)
        name = "{given} {family}".format(**child["names"][0])
        born = f"{name} born {child['born']}"
        return self.random.choice([name, name, born, child["reference"], child["nhsNumber"], "this child"])

    def _rooms(self) -> Iterator[Json]:
        return (one for one in self.teams.world["conversations"] if one["type"] != "personal")

    async def _press_on(self, person: str, sent: list[Json], most: int) -> None:
        """Press a few of the buttons that came, and of those that come then."""
        waiting = [(one, card) for one in sent for card in adaptive(one)]
        while waiting and most > 0:
            activity, card = waiting.pop(0)
            for button in buttons_of(card)[:3]:
                most -= 1
                pressed = await self._press(
                    person, activity, button["verb"], filled(card, button, self.random)
                )
                body = pressed.get("body")
                if isinstance(body, dict) and isinstance(body.get("value"), dict) and "body" in body["value"]:
                    waiting.append((activity, body["value"]))

    async def _press(self, person: str, activity: Json, verb: str, data: Json) -> Json:
        path = f"/sandbox/conversations/{quote(activity['conversation']['id'], safe='')}/actions"
        return dict(
            await self.call(path, {"as": person, "activityId": activity["id"], "verb": verb, "data": data})
        )

    async def _odd_things(self, person: str) -> None:
        """Forged presses, presses and invokes with a name in every place, and texts without end."""
        chat = self._chat(person)
        ids = (*CHILDREN, *SOME, AMARA)
        for _ in range(8):
            await self._press(person, {"conversation": chat, "id": "1"}, *forge(self.random, ids))
        for verb in (AMARA, "who"):
            await self._press(person, {"conversation": chat, "id": AMARA}, verb, {AMARA: AMARA})
        for name, value in INVOKES:
            filled_in = json.loads(json.dumps(value).replace("{}", AMARA))
            await self.call("/sandbox/invoke", {"as": person, "name": name, "value": filled_in})
        for text in (
            f"Who is working with {'Amara ' * 200}?",
            f"Who is working with {AMARA}? " + "x" * 9_000,
        ):
            await self.call(f"/sandbox/people/{person}/messages", {"text": text})

    async def go_wrong(self) -> None:
        """The connector fails in every way, and what arrives is none of what Teams sends."""
        for status, method in ((500, "POST"), (429, "POST"), (403, "POST"), (500, "GET"), (403, "GET")):
            fault = {"target": "connector", "match": f"{method} /v3/conversations", "status": status}
            await self.teams.post("/sandbox/faults", {**fault, "retryAfter": 0, "count": 5})
            for person, text in (("p-ellie-farrow", AMARA), ("p-leila-osei", f"I saw {AMARA}")):
                await self.call(f"/sandbox/people/{person}/messages", {"text": text})
            place = quote(self.teams.case_channel("lumo-tavi"), safe="")
            said = {"as": "p-leila-osei", "text": f"@Teamaround who is working with {AMARA}?"}
            await self.call(f"/sandbox/conversations/{place}/messages", said)
            await self.teams.post("/sandbox/faults", {"clear": True})
        for body in BAD_BODIES:
            await self.call("/api/messages", body, headers={"Content-Type": "application/json"})
            await self.call("/api/messages", body, headers={"Content-Type": "text/Amara"})
        for activity in self._bad_activities():
            await self.call("/sandbox/raw", {"activity": activity})
        for path in (
            f"/children/{quote(AMARA)}",
            f"/metrics/{quote(AMARA)}",
            f"/readyz?child={quote(AMARA)}",
        ):
            async with self.teams.http.get(self.teams.url + path, headers={"User-Agent": AMARA}) as response:
                self.heard.append(await response.text())

    async def lose_a_notice(self) -> None:
        """The lead is to be told that somebody looked, on a day on which she works, and cannot be reached."""
        weekday = date.fromisoformat((await self.teams.get("/sandbox/truth"))["today"]).weekday()
        if weekday >= SATURDAY:
            await self.teams.post("/sandbox/clock", {"advance": (7 - weekday) * 86400})
        for text in (
            "I'm back",
            "I work Monday to Friday",
            "quiet from 22:00 to 07:00",
            "my time zone is London",
        ):
            await self.call("/sandbox/people/p-leila-osei/messages", {"text": text})
        who, chat = "p-sunita-rao", self._chat("p-leila-osei")["id"]
        asked = await self.call(f"/sandbox/people/{who}/messages", {"text": AMARA})
        fault = {"target": "connector", "match": chat, "status": 500, "retryAfter": 0, "count": 99}
        await self.teams.post("/sandbox/faults", fault)
        await self._press_on(who, asked["activities"], 1)
        await self.teams.post("/sandbox/settle", {})
        await self.teams.post("/sandbox/faults", {"clear": True})

    def _chat(self, person: str) -> Json:
        return next(one for one in self.teams.world["conversations"] if one["members"] == [person])

    def _bad_activities(self) -> Iterator[Any]:
        """A message that would do, with one thing wrong at a time; a name wherever one can stand."""
        leila = self.teams.person("p-leila-osei")
        good = {
            "type": "message", "id": "1763620000000", "channelId": "msteams", "text": f"I saw {AMARA}",
            "serviceUrl": f"{self.teams.url}/connector/", "recipient": {"id": "28:bot"},
            "from": {"id": "29:1", "aadObjectId": leila["aadObjectId"], "name": leila["name"]},
            "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": leila["tenantId"]},
        }  # fmt: skip
        for key in good:
            for wrong in (AMARA, [AMARA], {AMARA: AMARA}, {"id": AMARA, "conversationType": AMARA}, None, 7):
                yield {**good, key: wrong, "id": good["id"] if key != "id" else wrong}
        host = "http://amara.okonkwo-reed.example/"
        yield {**good, "serviceUrl": host}
        yield {**good, "type": "invoke", "name": AMARA, "value": AMARA}
        yield {**good, "type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"verb": AMARA}}}
        yield {**good, "type": "conversationUpdate", "membersAdded": [{"id": AMARA, "name": AMARA}]}
        yield {**good, "type": "installationUpdate", "action": AMARA}
        yield {**good, "type": "messageReaction", "reactionsAdded": [{"type": AMARA}], "localTimezone": AMARA}

    async def lose_the_register(self, file: Path) -> None:
        """The register loses its children: what the database says of that quotes what was asked."""
        with sqlite3.connect(file) as database:
            database.execute("ALTER TABLE children RENAME TO gone")
            database.execute("ALTER TABLE child_names RENAME TO gone_too")
        database.close()
        for text in (AMARA, "C-1001", f"I saw {AMARA}", f"the family of {AMARA}"):
            await self.call("/sandbox/people/p-leila-osei/messages", {"text": text})
        await self._odd_things("p-ellie-farrow")
