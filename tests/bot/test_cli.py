"""The command line: what is wrong in one sentence, the right exit code, never a traceback."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.cli import main
from tests.bot.keyservice import APP_ID, TENANT
from tests.bot.loglines import logging_put_back

SECRET = "s3cr3t-of-the-bot"
COMPLETE = {
    "TEAMAROUND_APP_ID": APP_ID,
    "TEAMAROUND_APP_TENANT_ID": TENANT,
    "TEAMAROUND_APP_PASSWORD": SECRET,
    "TEAMAROUND_TENANTS": TENANT,
    "TEAMAROUND_DATABASE_URL": "sqlite:///register.db",
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Away from any .env file of the developer's, and with the tests' own logging back afterwards."""
    monkeypatch.chdir(tmp_path)
    with logging_put_back():
        yield


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def teamaround(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with these settings."""

    def run(*arguments: str, **settings: str) -> Ended:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        try:
            code = main(arguments)
        except SystemExit as stop:  # argparse's way to end
            code = int(str(stop.code))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert SECRET not in out + err
        return Ended(code, out, err)

    return run


async def python(*arguments: str, **settings: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


def test_help_names_the_commands(teamaround: Run):
    ended = teamaround("--help")

    assert ended.code == 0
    for command in ("serve", "demo", "check", "db", "manifest"):
        assert command in ended.out


async def test_help_imports_nothing_heavy():
    code = (
        "import sys, contextlib, io, bot.cli\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    bot.cli.main(['--help'])\n"
        "heavy = {'aiohttp', 'pydantic', 'sqlalchemy', 'azure', 'jwt'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    out, _ = await (await python("-c", code)).communicate()

    assert out.decode().strip() == "[]"


@pytest.mark.parametrize("arguments", [(), ("bake",), ("db",), ("check", "--loud")])
def test_a_wrong_command_ends_with_two_and_the_usage(teamaround: Run, arguments: tuple[str, ...]):
    ended = teamaround(*arguments)

    assert ended.code == 2
    assert "usage:" in ended.err


def test_serve_refuses_to_start_without_authentication(teamaround: Run):
    ended = teamaround("serve")

    assert ended.code == 2
    assert any("TEAMAROUND_APP_ID" in line for line in ended.err.splitlines())
    assert any("TEAMAROUND_TENANTS" in line for line in ended.err.splitlines())


@pytest.mark.parametrize("missing", ["TEAMAROUND_APP_ID", "TEAMAROUND_TENANTS"])
def test_serve_names_the_one_thing_that_is_missing(teamaround: Run, missing: str):
    ended = teamaround("serve", **{**COMPLETE, missing: ""})

    assert ended.code == 2
    (said,) = ended.err.splitlines()
    assert said.startswith(missing)


@pytest.mark.parametrize("command", [("serve",), ("demo",), ("db", "upgrade"), ("manifest", "build")])
def test_a_setting_that_cannot_be_read_ends_with_two_and_a_sentence(
    teamaround: Run, command: tuple[str, ...]
):
    ended = teamaround(*command, **COMPLETE, TEAMAROUND_PORT=SECRET)

    assert ended.code == 2
    assert ended.err.startswith("TEAMAROUND_PORT cannot be read")
    assert len(ended.err.splitlines()) == 1


def test_check_lists_everything_that_is_wrong(teamaround: Run):
    ended = teamaround("check")
    lines = ended.out.splitlines()

    assert ended.code == 1
    assert [line.split()[0] for line in lines] == ["WRONG"] * 5
    assert "database: There is none yet" in lines[-1]
    assert not Path("var").exists(), "looking made something"


def test_check_speaks_json_to_scripts(teamaround: Run):
    ended = teamaround("check", "--json", TEAMAROUND_PORT="x")
    (found,) = json.loads(ended.out)

    assert ended.code == 1
    assert (found["about"], found["ok"]) == ("configuration", False)
    assert found["message"].startswith("TEAMAROUND_PORT")


def test_after_the_upgrade_a_complete_configuration_passes_the_check(teamaround: Run):
    upgraded = teamaround("db", "upgrade", **COMPLETE)
    again = teamaround("db", "upgrade", **COMPLETE)
    checked = teamaround("check", **COMPLETE)

    assert (upgraded.code, again.code, checked.code) == (0, 0, 0)
    assert [line.split()[0] for line in checked.out.splitlines()] == ["ok", "ok"]


def test_check_tells_an_empty_database_from_a_ready_one(teamaround: Run):
    Path("register.db").touch()
    ended = teamaround("check", **COMPLETE)

    assert ended.code == 1
    assert "run `teamaround db upgrade`" in ended.out.splitlines()[-1]


@pytest.mark.parametrize(
    "url", [f"postgresql://bot:{SECRET}@127.0.0.1:1/teamaround", f"mysql://bot:{SECRET}@127.0.0.1/x"]
)
def test_a_database_that_cannot_be_reached_is_named_without_its_password(teamaround: Run, url: str):
    ended = teamaround("check", **{**COMPLETE, "TEAMAROUND_DATABASE_URL": url})

    assert ended.code == 1
    assert "TEAMAROUND_DATABASE_URL" in ended.out.splitlines()[-1]


def test_an_upgrade_that_fails_says_where_and_ends_with_one(teamaround: Run):
    url = f"postgresql://bot:{SECRET}@127.0.0.1:1/teamaround"
    ended = teamaround("db", "upgrade", **{**COMPLETE, "TEAMAROUND_DATABASE_URL": url})
    *logged, said = ended.err.splitlines()

    assert ended.code == 1
    assert said.startswith("teamaround db upgrade failed")
    assert json.loads(logged[-1])["event"] == "command.failed"


def test_an_upgrade_of_something_else_than_a_database_ends_with_two(teamaround: Run):
    ended = teamaround("db", "upgrade", TEAMAROUND_DATABASE_URL="nothing")

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


def test_the_app_package_is_built_where_it_is_wanted(teamaround: Run, tmp_path: Path):
    out = tmp_path / "made" / "app.zip"
    ended = teamaround("manifest", "build", "--host", "bot.borough.example", "--out", str(out), **COMPLETE)

    assert ended.code == 0
    assert "manifest.json" in ZipFile(out).namelist()


def test_an_app_package_without_a_host_is_refused_in_a_sentence(teamaround: Run):
    ended = teamaround("manifest", "build", **COMPLETE)

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(("name", "said"), [("REPLICAS", "two"), ("REPLICAS", "0"), ("CHILDREN", "-5")])
def test_the_demo_says_what_a_number_has_to_be(teamaround: Run, tmp_path: Path, name: str, said: str):
    ended = teamaround("demo", **{name: said, "TEAMAROUND_DATABASE_URL": f"sqlite:///{tmp_path}/demo.db"})

    assert ended.code == 1
    assert f"{name} has to be a whole number from {int(name == 'REPLICAS')}; it is '{said}'." in ended.err


def test_what_a_library_makes_of_ctrl_c_ends_as_quietly(
    teamaround: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    async def cut_off(*_: object) -> None:
        try:
            raise asyncio.CancelledError  # noqa: TRY301 - as a library meets it
        except asyncio.CancelledError:
            raise ConnectionError("closed in the middle") from None

    monkeypatch.setattr("bot.work.place.upgrade_all", cut_off)
    ended = teamaround("db", "upgrade", TEAMAROUND_DATABASE_URL=f"sqlite:///{tmp_path}/register.db")

    assert (ended.code, ended.out, ended.err) == (130, "", "")


async def test_ctrl_c_ends_quietly():
    waiting = asyncio.Event()

    async def never_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        waiting.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(never_answer, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        url = f"postgresql://bot@127.0.0.1:{port}/teamaround"
        process = await python("-m", "bot", "db", "upgrade", TEAMAROUND_DATABASE_URL=url)
        await waiting.wait()
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()

    assert (process.returncode, out, err) == (130, b"", b"")
