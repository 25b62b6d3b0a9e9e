"""Workers that keep a task's cards in step, in a Teams of files, and die once at each point of the way."""

import asyncio
import json
import os
import signal
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.channels.posts import Look, Posts
from bot.clock import SystemClock
from bot.connector import GoneError
from bot.desks import desk_of
from bot.settings import Settings
from bot.task_posts import TaskPoster
from bot.tasks import TaskPosts
from bot.work.engine import Engine
from bot.work.jobs import Job, by_name
from bot.work.steps import Steps
from bot.work.works import Works
from cases.model import ConversationId, Identity
from store.contacts import SqlContacts
from store.database import Database
from store.ledger import SqlLedger
from store.posts import SqlPosts
from tests.bot.work.zygote import PACE, main, say
from tests.desk import Present

HOME = "https://home.example/"
QUICK = replace(PACE, beat=0.1, silent=0.3)


class Doom:
    """Kills this process at each point, once over all processes of a folder; none where all are spared."""

    def __init__(self, folder: Path) -> None:
        self._died, self._spared = folder / "died", folder / "spared"

    def at(self, point: str) -> None:
        if self._spared.exists() or point in died(self._died):
            return
        with self._died.open("a") as kept:
            kept.write(f"{point}\n")
        os.kill(os.getpid(), signal.SIGKILL)


def died(kept: Path) -> list[str]:
    return kept.read_text().splitlines() if kept.exists() else []


class FileTeams:
    """The connector's end: a file for each message. The process may die before it is there, and after."""

    def __init__(self, folder: Path, doom: Doom) -> None:
        self._folder, self._doom = folder / "messages", doom

    async def send(self, url: str, conversation: str, activity: Mapping[str, Any]) -> str:  # noqa: ARG002
        made = uuid4().hex
        self._write("send", conversation, made, activity)
        return made

    async def update(
        self,
        url: str,  # noqa: ARG002
        conversation: str,
        activity_id: str,
        activity: Mapping[str, Any],
    ) -> None:
        if not (self._folder / conversation / activity_id).exists():
            raise GoneError("gone")
        self._write("update", conversation, activity_id, activity)

    async def delete(self, url: str, conversation: str, activity_id: str) -> None:  # noqa: ARG002
        (self._folder / conversation / activity_id).unlink()

    def look(self, conversation: ConversationId) -> Look:
        async def find(marker: str) -> str | None:
            there = (self._folder / conversation).glob("*")
            return next((one.name for one in there if f'"{marker}"' in one.read_text()), None)

        return find

    def _write(self, how: str, conversation: str, name: str, activity: Mapping[str, Any]) -> None:
        card = json.dumps(activity["attachments"][0]["content"])
        if how == "send":
            self._doom.at("send")
        (self._folder / conversation / name).write_text(card)
        self._doom.at(f"{how} {conversation}: the answer is lost")


class DoomedPosts(SqlPosts):
    """May die between one call and noting it."""

    def __init__(self, database: Database, doom: Doom) -> None:
        super().__init__(database)
        self._doom = doom

    async def sent(self, key: str, activity: str, digest: str, *args: Any) -> bool:
        self._doom.at(f"{key} {'shown' if digest else 'found'}")
        return await super().sent(key, activity, digest, *args)


async def work(url: str, folder: Path, release: int) -> None:  # noqa: ARG001
    doom, clock = Doom(folder), SystemClock()
    async with Database(url) as database:
        works, teams = Works(url), FileTeams(folder, doom)
        settings = Settings(_env_file=None)
        ledger = SqlLedger(database, clock)
        desk = desk_of(settings, database, ledger=ledger, roster=Present(), pictures=None, public="")
        posts = Posts(DoomedPosts(database, doom), teams, clock)
        poster = TaskPoster(posts, SqlContacts(database), lambda _: HOME, teams.look)
        job = TaskPosts(desk, poster, nobody, clock).job()

        async def act(steps: Steps, task: str) -> None:
            await job.act(steps, task)
            doom.at(f"{steps.key} done")

        async with Engine(works, database, by_name(Job(job.name, act)), clock, QUICK).running():
            say({"ready": os.getpid()})
            await asyncio.Event().wait()


async def nobody(_: ConversationId) -> Mapping[Identity, str]:
    return {}


if __name__ == "__main__":
    main(work)
