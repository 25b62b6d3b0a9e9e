"""``teamaround duplicates``: what is printed, and what waits for the stewards then."""

import asyncio
import json
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.cli import main
from store.database import Database
from store.seed import seed
from store.stewarding import SqlStewarding
from tests.bot.loglines import logging_put_back
from tests.databases import migrate
from tests.store.test_stewarding import ALFIE, ALFY
from tests.store.world import WORLD


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register with a child on it twice, and the settings that name it."""
    made = f"sqlite:///{tmp_path / 'register.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", made)

    async def fill() -> None:
        await migrate(made)
        async with Database(made) as database:
            await seed(database, replace(WORLD, children=(*WORLD.children, ALFIE, ALFY)))

    asyncio.run(fill())
    with logging_put_back():
        yield made


def waiting(url: str) -> int:
    async def read() -> int:
        async with Database(url) as database:
            return len(await SqlStewarding(database).waiting(9))

    return asyncio.run(read())


def test_pairs_are_listed_and_nothing_is_written(url: str, capsys: pytest.CaptureFixture[str]):
    assert main(["duplicates"]) == 0
    out = capsys.readouterr().out
    assert "C-alfie  C-alfy" in out
    assert "1 pair may be one child" in out
    assert "Taylor" not in out
    assert waiting(url) == 0


def test_with_queue_they_wait_for_the_stewards_once(url: str, capsys: pytest.CaptureFixture[str]):
    assert main(["duplicates", "--queue"]) == 0
    assert "New in the stewards' queue: 1." in capsys.readouterr().out
    assert main(["duplicates", "--queue"]) == 0
    assert "queue: 0." in capsys.readouterr().out
    assert waiting(url) == 1


@pytest.mark.usefixtures("url")
def test_as_json_each_pair_is_an_object(capsys: pytest.CaptureFixture[str]):
    assert main(["duplicates", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line).keys() == {"one", "other", "probability", "certain"}


@pytest.mark.usefixtures("url")
def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "splink", None)

    assert main(["duplicates", "--with", "splink", "--queue"]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Splink is not installed: `pip install teamaround[splink]` adds it.\n"


@pytest.mark.skipif(find_spec("splink") is None, reason="the extra is not installed")
def test_where_splink_is_installed_its_pairs_are_printed_and_queued_as_our_own_are(
    url: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["duplicates", "--with", "splink", "--queue"]) == 0
    said = capsys.readouterr()
    assert "C-alfie  C-alfy" in said.out
    assert "1 pair may be one child" in said.out
    assert "New in the stewards' queue: 1." in said.out
    assert "Taylor" not in said.out + said.err
    assert main(["duplicates", "--queue"]) == 0
    assert "queue: 0." in capsys.readouterr().out
    assert waiting(url) == 1
    assert main(["duplicates", "--with", "splink", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line).keys() == {"one", "other", "probability", "certain"}
