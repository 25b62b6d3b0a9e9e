"""``teamaround audit``: the first bad entry, the right exit code, what was read and that it was read."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.cli import main
from cases.records import Effects
from store.database import Database
from store.ledger import SqlLedger
from store.seals import SqlSeals
from store.seed import seed
from tests.bot.loglines import logging_put_back
from tests.databases import migrate
from tests.fakes import FakeClock
from tests.store.conftest import read_trail
from tests.store.tampering import entries, tamper
from tests.store.test_contract_ledger import entry
from tests.store.world import WORLD


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register with five sealed entries and one that is not, and the settings that name it."""
    made = f"sqlite:///{tmp_path / 'register.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", made)
    asyncio.run(fill(made))
    with logging_put_back():
        yield made


async def fill(url: str) -> None:
    await migrate(url)
    clock = FakeClock()
    async with Database(url) as database:
        await seed(database, WORLD)
        ledger = SqlLedger(database, clock)
        await ledger.commit(Effects(audit=tuple(entries(clock, 4))), None)
        await ledger.commit(Effects(audit=(entry(clock),)), None)
        await SqlSeals(database).seal(clock.now())
        await ledger.commit(Effects(audit=(entry(clock, "what was\ntyped"),)), None)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["audit", *arguments])
    return (code, *capsys.readouterr())


def test_a_trail_that_is_as_it_was_is_said_to_be(url: str, capsys: pytest.CaptureFixture[str]):
    assert url
    code, out, err = run(capsys, "verify")
    assert (code, err) == (0, "")
    assert "All 5 entries are as they were sealed, by 1 seals." in out
    assert "1 entries are not sealed yet" in out
    assert "Head 1:" in out
    code, out, _ = run(capsys, "verify", "--json")
    found = json.loads(out)
    assert (code, found["ok"], found["sealed"], found["unsealed"], found["bad"]) == (0, True, 5, 1, None)
    assert run(capsys, "verify", "--head", found["head"])[0] == 0


def test_the_first_bad_entry_is_named_and_the_exit_code_is_1(url: str, capsys: pytest.CaptureFixture[str]):
    asyncio.run(tamper(url, "DELETE FROM audit WHERE id = 3"))
    code, out, _ = run(capsys, "verify")
    assert (code, out.splitlines()[0]) == (
        1,
        "Entry 3 has been removed. The first 0 entries are as they were sealed.",
    )
    code, out, _ = run(capsys, "verify", "--json")
    assert code == 1
    assert json.loads(out)["bad"] == {
        "entry": 3,
        "seal": 1,
        "wrong": "removed",
        "message": "Entry 3 has been removed.",
    }


def test_another_head_than_was_kept_is_a_fault(url: str, capsys: pytest.CaptureFixture[str]):
    assert url
    assert run(capsys, "verify", "--head", f"1:{'0' * 64}")[0] == 1
    assert run(capsys, "verify", "--head", f"7:{'0' * 64}")[0] == 1
    with pytest.raises(SystemExit, match="2"):
        main(["audit", "verify", "--head", "nonsense"])


def test_a_key_that_no_seal_was_made_with_is_a_fault(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert url
    monkeypatch.setenv("TEAMAROUND_AUDIT_KEY", "k" * 32)
    code, out, _ = run(capsys, "verify")
    assert code == 1
    assert "was made without the key that is in the settings" in out
    assert "kkkk" not in out


def test_who_has_looked_at_a_child_is_printed_newest_first_and_recorded(
    url: str, capsys: pytest.CaptureFixture[str]
):
    code, out, _ = run(capsys, "who", "c-robin")
    assert code == 0
    first, second = out.splitlines()
    assert "what was typed" in first
    assert "Anna (anna), Council" in second
    code, out, _ = run(capsys, "who", "robin", "--json")
    read, newer, _ = map(json.loads, out.splitlines())
    assert (read["action"], read["asked"], read["child"]) == ("trail:read", "audit who c-robin", "robin")
    assert (newer["name"], newer["agency"], newer["asked"]) == ("Anna", "Council", "what was\ntyped")
    trail = asyncio.run(whole(url))
    assert [one.identity.tenant_id for one in trail[-2:]] == ["command line"] * 2


def test_what_a_practitioner_has_done_is_printed_by_day(url: str, capsys: pytest.CaptureFixture[str]):
    assert url
    assert len(run(capsys, "by", "anna")[1].splitlines()) == 2
    assert run(capsys, "by", "anna", "--since", "2026-11-21")[1] == ""
    assert (
        len(run(capsys, "by", "anna", "--since", "2026-11-20", "--until", "2026-11-20")[1].splitlines()) == 2
    )
    assert run(capsys, "by", "anna", "--until", "2026-11-19")[1] == ""
    assert len(run(capsys, "by", "p-1")[1].splitlines()) == 1, "the trail outlives the register"


def test_somebody_whom_neither_register_nor_trail_knows_is_a_fault_and_recorded(
    url: str, capsys: pytest.CaptureFixture[str]
):
    for what in ("who", "by"):
        code, out, err = run(capsys, what, "nobody")
        assert (code, out) == (1, "")
        assert "knows nobody" in err
    assert [str(one.outcome) for one in asyncio.run(whole(url))[-2:]] == ["not found"] * 2


def test_without_a_database_the_answer_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with logging_put_back():
        code, _, err = run(capsys, "verify")
    assert (code, err.strip()) == (2, "There is no database yet: run `teamaround db upgrade`.")


async def whole(url: str):
    async with Database(url) as database:
        return await read_trail(database)
