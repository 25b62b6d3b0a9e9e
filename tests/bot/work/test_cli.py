"""``teamaround work``: what has not ended is listed, tried again, dropped; for people and for scripts."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.work.errors import RefusedError
from cases.records import Work
from tests.bot.loglines import logging_put_back
from tests.bot.work.conftest import at_work, one_step
from tests.databases import migrate


async def refuse() -> None:
    raise RefusedError


async def fill(url: str) -> None:
    async with at_work(url, one_step("refuse", refuse)) as shop:
        later = shop.clock.now().replace(year=2031)
        await shop.give(Work("refuse", "refuse:1"), Work("note", "note:1", ("one",), later))
        await shop.settle()


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def work(
    engine_url: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    """Runs a command on a database with one work that needs attention and one that is not due."""
    url = engine_url("sqlite")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", url)
    with logging_put_back():
        asyncio.run(fill(url))
        capsys.readouterr()

        def run(*arguments: str) -> tuple[int, str, str]:
            return (main(["work", *arguments]), *capsys.readouterr())

        yield run


def test_the_list_begins_with_what_needs_attention_and_says_why(work: Run):
    code, out, _ = work("list")
    first, second = out.splitlines()
    assert code == 0
    assert first.startswith("needs attention  refuse")
    assert first.endswith("refuse: RefusedError")
    assert second.split()[:3] == ["waiting", "note", "note:1"]


def test_scripts_get_json(work: Run):
    _, out, _ = work("list", "--json")
    listed = json.loads(out)
    assert [(one["key"], one["name"], one["state"], one["ids"]) for one in listed] == [
        ("refuse:1", "refuse", "needs attention", []),
        ("note:1", "note", "waiting", ["one"]),
    ]
    assert (listed[0]["error"], listed[0]["deaths"]) == ("refuse: RefusedError", 0)


def test_a_retry_puts_it_back_once(work: Run):
    assert work("retry", "refuse:1")[:2] == (0, "It will be tried again.\n")
    assert json.loads(work("list", "--json")[1])[0]["state"] == "waiting"
    assert work("retry", "refuse:1") == (1, "", "No work with this key needs attention.\n")


def test_what_is_dropped_is_gone(work: Run):
    assert json.loads(work("drop", "refuse:1", "--json")[1]) == {"key": "refuse:1", "dropped": True}
    assert work("drop", "note:1")[0] == 0
    assert work("drop", "note:1") == (1, "", "There is no work with this key that has not ended.\n")
    assert work("list")[1] == "There is no work that has not ended.\n"


def test_a_database_that_is_not_upgraded_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", f"sqlite:///{tmp_path / 'old.db'}")
    asyncio.run(migrate(f"sqlite:///{tmp_path / 'old.db'}"))
    with logging_put_back():
        assert main(["work", "list"]) == 1
    assert "run `teamaround db upgrade`" in capsys.readouterr().err
