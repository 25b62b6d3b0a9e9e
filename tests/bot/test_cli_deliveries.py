"""``teamaround deliveries``: what is counted and shown, what is changed, the exit codes."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.cli import main
from cases.ports_delivery import DeliveryState, Ended
from cases.records import Effects, Notice
from store.database import Database
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.seed import seed
from tests.bot.loglines import logging_put_back
from tests.builders import NOW
from tests.databases import migrate
from tests.fakes import FakeClock
from tests.store.world import ANNA, BEN, WORLD


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One that failed and one that waits, and the settings that name the register."""
    made = f"sqlite:///{tmp_path / 'register.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", made)

    async def fill() -> None:
        await migrate(made)
        async with Database(made) as database:
            await seed(database, WORLD)
            told = (Notice(ANNA.id, "grant", "Robin"), Notice(BEN.id, "task.reminder", "Kim"))
            await SqlLedger(database, FakeClock(NOW)).commit(Effects(notices=told), None)
            box = SqlNotices(database)
            (first,) = await box.take(NOW, NOW, "me", 1)
            await box.done(first.id, "me", Ended(DeliveryState.FAILED, NOW, error="ConnectorError 502"))

    asyncio.run(fill())
    with logging_put_back():
        yield made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(("deliveries", *arguments))
    return (code, *capsys.readouterr())


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    counted = json.loads(run(capsys, "--json")[1])
    return {state: count for state, count in counted.items() if count}


@pytest.mark.usefixtures("url")
def test_they_are_counted_by_state(capsys: pytest.CaptureFixture[str]):
    assert states(capsys) == {"failed": 1, "waiting": 1}
    code, out, _ = run(capsys)
    assert code == 0
    assert "1  failed" in out
    assert "0  maybe sent twice" in out


@pytest.mark.usefixtures("url")
def test_they_are_listed_without_what_they_are_about(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert all(word in out for word in ("anna", "ben", "grant", "task.reminder", "ConnectorError 502"))
    assert not any(word in out for word in ("Robin", "Kim"))
    listed = json.loads(run(capsys, "list", "--json", "--state", "failed")[1])
    assert [(one["to"], one["kind"], one["attempts"]) for one in listed] == [("anna", "grant", 0)]
    assert run(capsys, "list", "--kind", "no.such")[1] == "There are none.\n"


@pytest.mark.usefixtures("url")
def test_one_is_tried_again_and_one_called_off(capsys: pytest.CaptureFixture[str]):
    assert run(capsys, "retry", "1")[0] == 0
    assert run(capsys, "cancel", "2")[0] == 0
    assert states(capsys) == {"waiting": 1, "cancelled": 1}
    assert run(capsys, "cancel", "2")[0] == 1
    assert run(capsys, "retry", "99")[0] == 1


@pytest.mark.usefixtures("url")
def test_all_that_failed_is_tried_again(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "retry", "--all-failed", "--json")
    assert (code, json.loads(out)) == (0, {"retried": 1})
    assert states(capsys) == {"waiting": 2}
    with pytest.raises(SystemExit):
        run(capsys, "retry")
