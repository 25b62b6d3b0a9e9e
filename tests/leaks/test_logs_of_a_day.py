"""Of a long day nothing personal is left in logs, counters and addresses, nor on any lock screen."""

import io
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import logs
from tests.bot.loglines import logging_put_back
from tests.leaks.day import Day
from tests.leaks.secrets_of import Secrets, of_families, of_practitioners
from tests.local_teams import LocalTeams, started, walk

Json = dict[str, Any]
INSIDES = re.compile(
    r"Traceback|File \"|\.py\b|\b\w+(?:Error|Exception)\b|sqlite|sqlalchemy|SELECT |0x[0-9a-f]{6}"
)
# What a card holds beyond these is what its reader sees once they have opened it.
INSIDE_A_CARD = ("body", "actions", "selectAction")


class Left:
    """What a day has left behind where others look."""

    def __init__(self, world: Json) -> None:
        self.world = world
        self.lines: list[str] = []
        self.counters = ""
        self.paths: list[str] = []
        self.covers: list[str] = []
        self.heard: list[str] = []


def covers(got: Any) -> Iterator[str]:
    """Of each message and card in what was got, all but the inside of cards."""
    for part in walk(got):
        if part.get("type") == "AdaptiveCard":
            yield json.dumps({key: part[key] for key in part.keys() - set(INSIDE_A_CARD)}, ensure_ascii=False)
        elif "attachments" in part or "summary" in part:
            # An id that it answers is Teams' own, and on the day some are names on purpose.
            shut = {key: part[key] for key in part.keys() - {"attachments", "replyToId"}}
            yield json.dumps(shut, ensure_ascii=False)


@asynccontextmanager
async def a_day(folder: Path) -> AsyncIterator[Left]:
    """The whole day, on the real service with its logs as in production, at debug level."""
    out, file = io.StringIO(), folder / "day.db"
    with logging_put_back():
        logs.configure("debug", "json", out)
        async with started(f"sqlite:///{file}", access_log=True, graph=False) as teams:
            day, left = Day(teams), Left(teams.world)
            await day.work()
            await day.go_wrong()
            await day.lose_a_notice()
            left.counters = await _text(teams, "/metrics")
            calls = await teams.get("/sandbox/connector/log")
            await day.lose_the_register(file)
        left.lines = out.getvalue().splitlines()
    left.paths = [call["path"] for call in calls]
    sent = [call["request"] for call in calls if call["method"] in ("POST", "PUT")]
    left.covers = [*covers(sent), *covers(day.heard)]
    left.heard = [json.dumps(one, ensure_ascii=False) for one in day.heard]
    assert len(calls) < 2000, "the log forgets: make the day shorter"
    yield left


async def _text(teams: LocalTeams, path: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(teams.url + path) as response:
        return await response.text()


async def test_a_long_day_leaves_nothing_personal_behind(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    async with a_day(tmp_path) as left:
        families = Secrets(of_families(left.world))
        anybody = Secrets([*of_families(left.world), *of_practitioners(left.world)])

    for line in left.lines:
        assert not anybody.found_in(line), line
    for path in left.paths:
        assert not anybody.found_in(path), path
    assert not anybody.found_in(left.counters)
    for cover in left.covers:
        assert not families.found_in(cover), cover
    for answer in left.heard:
        assert not INSIDES.search(answer), INSIDES.search(answer)
    printed = capfd.readouterr()
    assert printed.out + printed.err == "", "nothing is written past the log"

    events = {json.loads(line)["event"] for line in left.lines}
    assert {"http.answered", "turn.failed", "request.failed", "notice.postponed", "audit.sealed"} <= events
    assert len(left.paths) > 200
    assert len(left.covers) > 1000


WORLD: Json = {
    "children": [
        {"id": "c-1", "reference": "C-1042", "names": [{"given": "Lucía", "family": "O'Brien-Vale"}],
         "born": "2014-03-02", "area": "Osier Beds", "nhsNumber": "9990000018", "upn": "A990000114001"},
    ],
    "persons": [{"id": "a-ida-vale", "name": {"given": "Ida", "family": "Vale"}}],
    "services": [{"id": "camhs", "name": "Young Minds", "sensitive": True}],
    "people": [{"id": "p-bea-moss", "name": "Bea Moss", "email": "bea@minds.example", "phone": "01632 960001",
                "service": "camhs", "role": "Psychologist", "aadObjectId": "guid-of-bea"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "planted",
    [
        '{"event": "turn.ended", "child": "lucia"}', "/v3/LUCÍA/activities", "/search?q=luc%C3%ADa",
        "/search?q=osier+beds", "brien", "O’Brien", "vale's mother", "ida",
        "999 000 0018", "9990000018", "999-000-0018", "a990000114001",
        "born 2014-03-02", "20140302", "02/03/2014", "2 March 2014", "2 Mar 2014", "March 2, 2014",
        "c-1042", "/children/c-1", "camhs", "young minds", "the psychologist", "guid-of-bea", "p-bea-moss",
        "bea", "Moss", "bea@minds.example", "01632 960001",
    ],
)  # fmt: skip
def test_a_secret_that_was_planted_is_found(planted: str):
    assert Secrets([*of_families(WORLD), *of_practitioners(WORLD)]).found_in(planted)


@pytest.mark.parametrize(
    "harmless", ["beauty", "valentine", "c-12", "2014", "id", "19990000018", "2024-03-02T09:30", "a:1bea0f"]
)
def test_what_only_looks_like_one_is_not(harmless: str):
    assert not Secrets([*of_families(WORLD), *of_practitioners(WORLD)]).found_in(harmless)


def test_a_name_on_the_cover_of_a_card_is_found_and_inside_it_is_not():
    inside = {"type": "AdaptiveCard", "body": [{"text": "Ida"}], "fallbackText": "A card", "speak": "A card"}
    message = {"summary": "Something", "attachments": [{"content": inside}]}
    secrets = Secrets(of_families(WORLD))

    assert not any(secrets.found_in(cover) for cover in covers(message))
    for wrong in (
        {**message, "summary": "Ida"},
        {"value": {**inside, "speak": "Ida"}},
        [{**message, "text": "Ida"}],
    ):
        assert any(secrets.found_in(cover) for cover in covers(wrong))


def test_the_inside_of_the_service_in_an_answer_is_found():
    for planted in ('File "x"', "KeyError: 'x'", "sqlalchemy", "store/rows.py:3", "SELECT id"):
        assert INSIDES.search(planted)
