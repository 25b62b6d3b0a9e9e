"""``teamaround import`` on the command line: what is said, where, and the exit codes."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo_seed import to_register
from cases.importing.kinds import COLUMNS, Kind
from sandbox.world import build_world
from store.database import Database
from store.seed import seed
from tests.bot.importing.agency import CHILDREN, fill, write_csv
from tests.bot.loglines import logging_put_back
from tests.builders import TODAY
from tests.databases import migrate
from tests.docs.tables import ROOT, table

BY = ("--agency", "council", "--source", "mosaic")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    url = f"sqlite:///{tmp_path / 'register.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", url)

    async def make() -> None:
        await migrate(url)
        async with Database(url) as database:
            await fill(database)

    asyncio.run(make())
    write_csv(tmp_path / "children.csv", CHILDREN)
    with logging_put_back():
        yield tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(("import", *arguments))
    return (code, *capsys.readouterr())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_is_printed(kind: Kind, capsys: pytest.CaptureFixture[str]):
    code, out, err = run(capsys, "--template", kind)
    assert (code, len(out.splitlines()), err) == (0, 3, "")


def test_what_was_done_is_said_to_people_and_to_scripts(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert folder
    code, out, err = run(capsys, "children.csv", *BY)
    assert (code, "3 rows: 3 new" in out, err) == (0, True, "")
    code, out, err = run(capsys, "children.csv", *BY, "--json")
    said = json.loads(out)
    assert (code, said["ok"], said["written"]["same"], err) == (0, True, 3, "")


def test_a_mapping_is_read(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "theirs.csv").write_text("Client;Forename;DOB\n9;Ann;12/25/2015\n")
    (folder / "theirs.toml").write_text(
        'kind = "children"\ndates = "mm/dd/yyyy"\n'
        '[columns]\nClient = "id"\nForename = "given"\nDOB = "born"\n'
    )
    assert run(capsys, "theirs.csv", *BY, "--mapping", "theirs.toml")[0] == 0
    (folder / "theirs.toml").write_text('colour = "red"\n')
    code, _, err = run(capsys, "theirs.csv", *BY, "--mapping", "theirs.toml")
    assert (code, "colour" in err) == (2, True)
    for wrong in (b"\xff\xfe", b"= ="):
        (folder / "theirs.toml").write_bytes(wrong)
        assert run(capsys, "theirs.csv", *BY, "--mapping", "theirs.toml")[0] == 2


def test_exit_codes_are_as_documented(folder: Path, capsys: pytest.CaptureFixture[str]):
    many = [{"id": str(at), "given": "A"} for at in range(40)]
    write_csv(folder / "some.csv", [*many, {"id": "x", "given": ""}])
    write_csv(folder / "most.csv", [{"id": "1", "given": ""}])
    write_csv(folder / "fewer.csv", many[1:])
    found = {
        run(capsys, "some.csv", *BY)[0]: "3",
        run(capsys, "most.csv", *BY)[0]: "4",
        run(capsys, "fewer.csv", *BY, "--full")[0]: "5",
        run(capsys, "nowhere.csv", *BY)[0]: "2",
        run(capsys, "fewer.csv", *BY, "--full", "--yes")[0]: "0",
    }
    assert {str(code) for code in found} == set(found.values())
    documented = {row[0].strip("`") for row in table("docs/import.md", "exit codes")}
    assert documented == {"0", "1", "2", "3", "4", "5", "6", "130"}


def test_what_ends_is_listed_first(folder: Path, capsys: pytest.CaptureFixture[str]):
    run(capsys, "children.csv", *BY)
    write_csv(folder / "fewer.csv", CHILDREN[1:])
    code, _, err = run(capsys, "fewer.csv", *BY, "--full", "--json")
    assert (code, "1 rows that this source gave before" in err, "  1\n" in err) == (5, True, True)


def test_what_is_needed_is_said(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert folder
    code, _, err = run(capsys, "children.csv")
    assert (code, "--agency, --source" in err) == (2, True)


def test_nothing_of_a_bad_row_is_said_anywhere(folder: Path, capsys: pytest.CaptureFixture[str]):
    rows = [
        *({"id": str(at), "given": "A"} for at in range(40)),
        {"id": "x", "given": "Imogen", "born": "Farthingale"},
    ]
    write_csv(folder / "some.csv", rows)
    _, out, err = run(capsys, "some.csv", *BY)
    report = (folder / "some.csv.errors.csv").read_text()
    assert "born" in report
    assert not any(word in text for word in ("Imogen", "Farthingale") for text in (out, err, report))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_page_has_every_column_of_each_kind(kind: Kind):
    rows = {row[0].strip("`"): (row[1], row[2]) for row in table("docs/import.md", f"columns of {kind}")}
    assert rows == {one.name: ("yes" if one.required else "", one.holds) for one in COLUMNS[kind]}
    assert (ROOT / "docs/examples" / f"{kind}.csv").is_file()


def test_the_examples_of_the_page_go_into_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    monkeypatch.setenv("TEAMAROUND_DATABASE_URL", url)

    async def make() -> None:
        await migrate(url)
        async with Database(url) as database:
            await seed(database, to_register(build_world(TODAY, 0)))

    asyncio.run(make())
    with logging_put_back():
        for kind in ("practitioners", "children", "people", "involvements"):
            code, out, _ = run(capsys, str(ROOT / "docs/examples" / f"{kind}.csv"), *BY)
            assert (code, " 0 bad" in out, " 0 new" not in out) == (0, True, True)
