"""Workers that are killed while they put a task's cards in step: one card of each, as the task is now."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.clock import SystemClock
from bot.tasks import owner_key
from bot.work.place import upgrade_all
from cases.model import ConversationId, PractitionerId, Task, TaskState
from cases.records import Effects, TaskRewrite
from dialogs.task_effects import post
from store.database import Database
from store.posts import Post, SqlPosts
from store.seed import seed
from store.tables import channel_orders, channel_records, channel_seats
from tests.bot.work.card_zygote import died
from tests.bot.work.conftest import Workshop, opened
from tests.bot.work.test_crashes import Workers, all_done, is_there
from tests.builders import NOW
from tests.dialogs import tasks as world

CHANNEL, CHAT, ANNA = "19:case", "a:anna", PractitionerId("anna")
PATIENCE = 90.0


@pytest.fixture(scope="module")
def zygote() -> Iterator[subprocess.Popen[bytes]]:
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.bot.work.card_zygote"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=path) as started:  # noqa: S603
        assert json.loads(started.stdout.readline()) == {"up": started.pid}
        yield started


@pytest.fixture
async def workers(tmp_path: Path, zygote: subprocess.Popen[bytes], fresh_url: str) -> AsyncIterator[Workers]:
    folder = tmp_path / "outside"
    for place in (CHANNEL, CHAT):
        (folder / "messages" / place).mkdir(parents=True)
    made = Workers(zygote, folder, fresh_url)
    yield made
    for worker in filter(is_there, made.alive.copy()):
        await made.kill(worker)


def people(connection: Connection) -> None:
    """A channel that is open, and who is in it."""
    order = {"case_id": world.CASE.id, "form": "private", "asked_by": "lead", "asked_at": NOW}
    connection.execute(channel_orders.insert(), order)
    record = {"case_id": world.CASE.id, "stage": "open", "team_id": "team", "channel_id": CHANNEL}
    connection.execute(channel_records.insert(), record | {"name": "", "trouble": ""})
    for one in (world.LEAD, world.ANNA, world.BERT):
        identity = {"tenant_id": one.identity.tenant_id, "object_id": one.identity.object_id}
        seat = {"case_id": world.CASE.id, "practitioner_id": one.id, "stage": "in", "at": NOW}
        connection.execute(channel_seats.insert(), seat | identity | {"membership": "", "why": ""})


async def begin(shop: Workshop, folder: Path) -> Task:
    """A task of Anna's, whose card she has in her own chat."""
    task = world.task()
    await seed(shop.database, world.seed())
    await shop.database.write(people)
    (folder / "messages" / CHAT / "told").write_text("{}")
    key = owner_key(task.id, ANNA)
    await SqlPosts(shop.database).adopt(Post(key, ConversationId(CHAT), "told"), NOW)
    await shop.ledger.commit(Effects(rewrites=(TaskRewrite(None, task),), work=(post(task),)), None)
    return task


async def deaths_until_done(shop: Workshop, workers: Workers) -> int:
    """Begin a worker whenever one has died, until all is done; how many died."""
    wanted = 1 if workers.url.startswith("sqlite") else 2
    deaths = len(died(workers.folder / "died"))
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(all_done, shop):
            workers.alive = [one for one in workers.alive if is_there(one)]
            if len(workers.alive) < wanted:
                await workers.begin()
            await asyncio.sleep(0.02)
    return len(died(workers.folder / "died")) - deaths


def shown(workers: Workers) -> dict[str, list[str]]:
    """What each message says, by where it is."""
    return {
        place: [one.read_text() for one in (workers.folder / "messages" / place).iterdir()]
        for place in (CHANNEL, CHAT)
    }


async def test_wherever_a_worker_is_killed_there_is_one_card_of_each_and_it_is_the_task_as_it_is(
    workers: Workers,
):
    async with Database(workers.url) as database:
        await upgrade_all(database, workers.url)
    async with opened(workers.url, clock=SystemClock()) as shop:
        task = await begin(shop, workers.folder)
        assert await deaths_until_done(shop, workers) == 8
        after = replace(task, state=TaskState.ACCEPTED, version=2)
        await shop.ledger.commit(Effects(rewrites=(TaskRewrite(task, after),), work=(post(after),)), None)
        assert await deaths_until_done(shop, workers) == 1
        (workers.folder / "spared").touch()
        done = replace(after, state=TaskState.DONE, said="Rung", version=3)
        await shop.ledger.commit(Effects(rewrites=(TaskRewrite(after, done),), work=(post(done),)), None)
        assert await deaths_until_done(shop, workers) == 0
    for there in shown(workers).values():
        (only,) = there
        assert "Rung" in only
