"""All that one person can get from one running product, over the sandbox's contract."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import quote

from tests.leaks.same import Same
from tests.local_teams import LocalTeams, walk

Json = dict[str, Any]
# What Teams knows of by itself, and what every service answers of itself; asked for once a walk.
PAGES = ("/", "/healthz", "/readyz")


class Eyes:
    """One person before one product. What they get is what the contract shows to them and to nobody else."""

    def __init__(self, teams: LocalTeams, viewer: str) -> None:
        self.teams, self.viewer = teams, viewer
        self.same = Same(teams.url, teams.world)
        self.mine: dict[str, Json] = {}
        self.rung: list[str] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Eyes"]:
        """With the chat list read, and the page listening to what changes."""
        listed = await self.teams.get(f"/sandbox/people/{self.viewer}/conversations")
        self.mine = {one["id"]: one for one in listed["conversations"]}
        path = f"{self.teams.url}/sandbox/events?as={self.viewer}"
        async with self.teams.http.get(path) as stream:
            listening = asyncio.create_task(self._listen(stream.content))
            try:
                yield self
            finally:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening

    async def _listen(self, lines: Any) -> None:
        async for line in lines:
            if line.startswith(b"data: "):
                self.rung.append(json.loads(line[6:])["conversation"])

    @property
    def personal(self) -> str:
        return next(one["id"] for one in self.mine.values() if one["type"] == "personal")

    async def call(self, path: str, body: Json) -> Json:
        """The status and the body of one call of the contract."""
        async with self.teams.http.post(self.teams.url + path, json=body) as response:
            return {"status": response.status, "body": await response.json()}

    async def say(self, speaker: str, place: str | None, text: str) -> Json:
        """Somebody says something; what of the answer reaches this person."""
        if place is None:
            said = await self.call(f"/sandbox/people/{speaker}/messages", {"text": text})
        else:
            path = f"/sandbox/conversations/{quote(place, safe='')}/messages"
            said = await self.call(path, {"as": speaker, "text": f"@Teamaround {text}"})
        answered = self.own(said)
        return answered if speaker == self.viewer else {"activities": answered["activities"]}

    async def press(self, who: str, place: str, activity: str, verb: str, data: Json) -> Json:
        """Somebody presses a button; for them all of the answer."""
        path = f"/sandbox/conversations/{quote(place, safe='')}/actions"
        pressed = await self.call(path, {"as": who, "activityId": activity, "verb": verb, "data": data})
        return self.own(pressed)

    async def invoke(self, name: str, value: Json) -> Json:
        return self.own(await self.call("/sandbox/invoke", {"as": self.viewer, "name": name, "value": value}))

    def own(self, answer: Json) -> Json:
        """The answer without what the bot sent to others meanwhile."""
        body = answer["body"]
        sent = [one for one in body.get("activities", ()) if self._reaches_me(one)]
        # What is told in the background may come now or a moment later: it is looked for in the inbox.
        answers = [one for one in sent if one.get("replyToId")]
        return {"status": answer["status"], "body": {**body, "activities": answers}, "activities": answers}

    def _reaches_me(self, sent: Json) -> bool:
        place = sent["conversation"]["id"].partition(";")[0]
        return place in self.mine and sent.get("sandboxOnlyFor", self.viewer) == self.viewer

    async def look(self) -> Json:
        """All that stands in their chats and channels now, once nothing is under way any more."""
        await self.teams.post("/sandbox/settle", {})
        seen = {
            place: await self.teams.get(f"/sandbox/conversations/{quote(place, safe='')}?as={self.viewer}")
            for place in self.mine
        }
        return {
            "chats": await self.teams.get(f"/sandbox/people/{self.viewer}/conversations"),
            "inbox": await self.teams.inbox(self.viewer),
            "seen": seen,
            "rung": list(self.rung),
        }

    async def calls(self) -> list[Json]:
        """Every call that the bot made to a place of theirs, typing signs among them, in order."""
        log = await self.teams.get("/sandbox/connector/log")
        assert len(log) < 2000, "the log forgets: make the walk shorter"
        return [
            {key: call[key] for key in ("method", "path", "request", "status")}
            for call in log
            if call["method"] != "GET" and self._concerns_me(call)
        ]

    def _concerns_me(self, call: Json) -> bool:
        place = call["path"].removeprefix("/v3/conversations/").partition("/")[0].partition(";")[0]
        return place in self.mine and "isTargetedActivity" not in call["path"]

    async def fetch(self, card: Json) -> list[Json]:
        """What the product itself serves for a card: its pictures, and whatever else it links to."""
        links = [
            one[key] for one in walk(card) for key in ("url", "iconUrl", "backgroundImage") if key in one
        ]
        own = [one for one in links if isinstance(one, str) and one.startswith(self.teams.url)]
        return [await self._page(one) for one in own]

    async def pages(self) -> list[Json]:
        return [await self._page(self.teams.url + path) for path in PAGES]

    async def _page(self, url: str) -> Json:
        async with self.teams.http.get(url) as response:
            shown = {key: response.headers.get(key) for key in ("Content-Type", "Cache-Control", "ETag")}
            raw = await response.read()
            # A calendar is text with ids in it; a picture is bytes.
            body = raw.decode() if response.content_type.startswith("text/calendar") else raw.hex()
            return {"url": url, "status": response.status, **shown, "body": body}
