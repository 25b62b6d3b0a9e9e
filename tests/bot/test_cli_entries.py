"""``teamaround people``: the command line itself, with Microsoft's SDK on the local Graph over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cli import main
from cases.model import Identity
from cases.records import Action
from sandbox.app import add_sandbox
from sandbox.graph.settings import GraphSettings
from sandbox.graph.state import GraphState
from sandbox.graph.world import same_id
from sandbox.rates import Rates
from store.database import Database
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from tests.bot.loglines import logging_put_back
from tests.builders import NOW, agency, practitioner, service
from tests.databases import migrate
from tests.sandbox.graph.world import ANA, COUNCIL_TENANT, CY, DEE, ELI, GRAPH_WORLD
from tests.sandbox.local import FakeProduct
from tests.store.conftest import read_trail

SOCIAL, EVERYBODY = same_id("group", "social"), same_id("group", "everybody")
NO_GROUP = "ffffffff-0000-4000-8000-0000000000aa"
# Of the same name as somebody in the group, and somebody else.
NAMESAKE = replace(
    practitioner("namesake", "duty", identity=Identity(COUNCIL_TENANT, CY)), name="Dee Heron", role=""
)
KNOWN = practitioner("ana", "duty", identity=Identity(COUNCIL_TENANT.upper(), ANA.upper()))
ELSEWHERE = practitioner("elsewhere", "police")
REGISTER = RegisterSeed(
    agencies=(agency("council"),),
    services=(service("duty", "council"), service("police", "council")),
    practitioners=(NAMESAKE, KNOWN, ELSEWHERE),
)


@dataclass
class Here:
    """A register, and the tenant's directory."""

    url: str
    graph: GraphState
    settings: GraphSettings
    run: Callable[..., Awaitable[tuple[int, str, str]]]

    async def called(self, object_id: str) -> tuple[str, str] | None:
        async with Database(self.url) as database:
            found = await SqlRegister(database).viewer(Identity(COUNCIL_TENANT, object_id), NOW)
            return None if found is None else (found.practitioner.name, found.practitioner.role)

    async def trail(self) -> list[Action]:
        async with Database(self.url) as database:
            return [one.action for one in await read_trail(database)]


@pytest.fixture
async def here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Here]:
    made = f"sqlite:///{tmp_path / 'register.db'}"
    await migrate(made)
    async with Database(made) as database:
        await seed(database, REGISTER)

    async def run(*arguments: str) -> tuple[int, str, str]:
        # In a thread, as the command has an event loop of its own.
        code = await asyncio.to_thread(main, ("people", *arguments))
        return (code, *capsys.readouterr())

    async with aiohttp.ClientSession() as session:
        settings, app = GraphSettings(lag=0.0), web.Application()
        sandbox = add_sandbox(app, GRAPH_WORLD, FakeProduct(session), rates=Rates(), graph=settings)
        async with TestServer(app) as server:
            monkeypatch.chdir(tmp_path)
            given = {
                "DATABASE_URL": made,
                "GRAPH": "on",
                "GRAPH_URL": str(server.make_url("/graph/v1.0")),
                "GRAPH_TENANT_ID": COUNCIL_TENANT,
                "GRAPH_OWNER_ID": DEE,
            }
            for name, value in given.items():
                monkeypatch.setenv(f"TEAMAROUND_{name}", value)
            with logging_put_back():
                yield Here(made, sandbox.graph.state, settings, run)


async def test_a_service_takes_on_the_people_of_a_group_and_a_second_time_changes_nothing(here: Here):
    code, out, _ = await here.run("from-group", EVERYBODY, "--service", "duty", "--json")
    assert code == 0
    said = json.loads(out)
    assert [(one["objectId"], one["name"], one["role"]) for one in said["new"]] == [
        (DEE, "Dee Heron", "Social worker")
    ]
    assert [(one["stand"], one["objectId"], one["practitioner"]) for one in said["others"]] == [
        ("there already", ANA, "ana"), ("guest", ELI, None),
    ]  # fmt: skip
    assert said["notInGroup"] == [{"practitioner": "namesake", "name": "Dee Heron"}]
    assert await here.called(DEE) == ("Dee Heron", "Social worker")
    assert await here.trail() == [Action.PRACTITIONER_ADD]
    code, out, _ = await here.run("from-group", EVERYBODY, "--service", "duty")
    assert (code, out.splitlines()[0]) == (0, "0 taken on by Duty; 3 others were named.")
    assert "Dee Heron (namesake)" in out.splitlines()[-1]


async def test_a_dry_run_writes_nothing(here: Here):
    code, out, _ = await here.run("from-group", SOCIAL, "--service", "duty", "--role", "Duty", "--dry-run")
    assert (code, out.splitlines()[:2]) == (
        0,
        ["1 would be taken on by Duty; 1 others were named.", f"{'new':20} Dee Heron, Duty"],
    )
    assert await here.called(DEE) is None
    code, out, _ = await here.run("refresh", "--dry-run", "--json")
    changed = json.loads(out)["changed"]
    assert {"practitioner": "ana", "field": "name", "before": "Ana", "after": "Ana Wren"} in changed
    assert await here.called(ANA) == ("Ana", "Worker")
    assert await here.trail() == []


async def test_people_are_named_by_their_object_ids_too(here: Here):
    named = (DEE.upper(), ELI, NO_GROUP, CY)
    code, out, _ = await here.run("add", *named, "--service", "police", "--guests", "--json")
    said = json.loads(out)
    assert (code, [one["name"] for one in said["new"]]) == (0, ["Dee Heron", "Eli Rook"])
    assert [(one["stand"], one["objectId"]) for one in said["others"]] == [
        ("in another service", CY), ("not in the directory", NO_GROUP),
    ]  # fmt: skip
    assert said["notInGroup"] == []


async def test_everybody_is_brought_in_step_and_nobody_mixed_with_their_namesake(here: Here):
    users = here.graph.tenancy.users
    users[CY] = replace(users[CY], name="Cy Heron")
    code, out, _ = await here.run("refresh")
    assert (code, out.splitlines()) == (0, [
        "2 people compared with the directory, 2 changed, 0 not there.",
        "ana: name: Ana -> Ana Wren",
        "namesake: name: Dee Heron -> Cy Heron",
        "namesake: role: nothing -> Student",
    ])  # fmt: skip
    assert await here.called(CY) == ("Cy Heron", "Student")
    assert await here.called(ANA) == ("Ana Wren", "Worker")
    assert await here.trail() == [Action.PRACTITIONER_REFRESH] * 2
    code, out, _ = await here.run("refresh", "--json")
    assert json.loads(out) == {"dryRun": False, "looked": 2, "changed": [], "notInDirectory": []}


async def test_whoever_is_not_in_the_directory_is_named(here: Here):
    here.graph.tenancy.deleted.add(CY)
    code, out, _ = await here.run("refresh")
    assert (code, out.splitlines()[-1]) == (0, "namesake: Dee Heron: not in the directory")


async def test_what_cannot_be_done_is_one_sentence(here: Here, monkeypatch: pytest.MonkeyPatch):
    async def refused(*arguments: str) -> tuple[int, str]:
        code, out, wrong = await here.run(*arguments)
        assert (out, wrong.count("\n")) == ("", 1)
        return code, wrong.strip()

    group = ("from-group", SOCIAL, "--service", "duty")
    assert await refused("from-group", NO_GROUP, "--service", "duty") == (
        1, "There is no group with this id in the tenant.",
    )  # fmt: skip
    assert await refused("from-group", SOCIAL, "--service", "nothing") == (
        1, "There is no service with this id.",
    )  # fmt: skip
    here.settings.withheld = frozenset({"GroupMember.Read.All"})
    code, wrong = await refused(*group)
    assert (code, "`teamaround check --graph` says which" in wrong) == (1, True)
    monkeypatch.setenv("TEAMAROUND_GRAPH_URL", "http://127.0.0.1:9/v1.0")
    code, wrong = await refused(*group)
    assert (code, "try again later" in wrong) == (1, True)
    monkeypatch.setenv("TEAMAROUND_GRAPH_OWNER_ID", "nobody")
    assert (await refused(*group))[0] == 2
    monkeypatch.setenv("TEAMAROUND_GRAPH", "off")
    assert (await refused("refresh"))[0] == 2
    for arguments in (
        ("from-group", "Everybody", "--service", "duty"),
        ("add", DEE),
        (*group, "--role", "x" * 101),
    ):
        with pytest.raises(SystemExit) as called:
            await here.run(*arguments)
        assert called.value.code == 2
