"""``teamaround practitioner`` and ``teamaround agency``: what is written, what is said, the exit codes."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from cases.records import Action
from store.database import Database
from store.notices import SqlNotices
from store.seed import seed
from store.truth import everything
from tests.bot.loglines import logging_put_back
from tests.builders import NOW
from tests.databases import migrate
from tests.store.conftest import read_trail
from tests.store.world import ANNA, BEN, WORLD


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register, and the settings that name it. Anna manages the service of Ben too."""
    made = f"sqlite:///{tmp_path / 'register.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", made)

    async def fill() -> None:
        await migrate(made)
        async with Database(made) as database:
            manages = replace(ANNA, manages=frozenset({*ANNA.manages, BEN.service_id}))
            others = tuple(one for one in WORLD.practitioners if one.id != ANNA.id)
            await seed(database, replace(WORLD, practitioners=(manages, *others)))

    asyncio.run(fill())
    with logging_put_back():
        yield made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    return (code, *capsys.readouterr())


def test_who_has_left_is_said_and_their_manager_is_told(url: str, capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "practitioner", "left", "ben", "--json")
    assert code == 0
    assert json.loads(out) == {
        "practitioner": "ben", "active": False, "changed": True, "involvements": 1, "told": 1,
    }  # fmt: skip
    code, out, _ = run(capsys, "practitioner", "left", "ben")
    assert (code, "already" in out) == (0, True)

    async def after() -> None:
        async with Database(url) as database:
            held = await everything(database)
            assert not next(one.active for one in held.practitioners if one.id == BEN.id)
            (waiting,) = await SqlNotices(database).due(NOW.replace(year=2100), 10)
            assert (waiting.notice.to, waiting.notice.kind, waiting.notice.subject) == (
                ANNA.id,
                "left",
                "ben",
            )
            (entry,) = await read_trail(database)
            assert entry.action is Action.PRACTITIONER_LEAVE

    asyncio.run(after())
    code, out, _ = run(capsys, "practitioner", "back", "ben")
    assert (code, "They are back" in out) == (0, True)


def test_when_nobody_can_hand_over_it_is_said(url: str, capsys: pytest.CaptureFixture[str]):
    assert url
    code, out, _ = run(capsys, "practitioner", "left", "cara")
    assert code == 0
    assert "Nobody can" in out


def test_somebody_unknown_is_an_error(url: str, capsys: pytest.CaptureFixture[str]):
    assert url
    assert run(capsys, "practitioner", "left", "nobody")[0] == 1
    assert run(capsys, "agency", "confirm-after", "nobody", "30")[0] == 1


def test_an_agency_says_how_long(url: str, capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "agency", "confirm-after", "council", "30", "--json")
    assert (code, json.loads(out)) == (0, {"agency": "council", "confirmAfterDays": 30})

    async def days() -> dict[str, int]:
        async with Database(url) as database:
            return {one.id: one.confirm_after_days for one in (await everything(database)).agencies}

    assert asyncio.run(days()) == {"council": 30, "trust": 90}
    with pytest.raises(SystemExit):
        main(["agency", "confirm-after", "council", "0"])
