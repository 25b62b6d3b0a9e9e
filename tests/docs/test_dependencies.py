"""The page of dependencies names them all and none too many; lock files are as docs/decisions/0005 says."""

import json
import re
import tomllib
from collections.abc import Iterable

import pytest

from tests.docs.tables import ROOT, table

PAGE = "docs/decisions/0004-dependencies.md"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
TABLES = {
    "dependencies": PYPROJECT["project"]["dependencies"],
    "extra dependencies": PYPROJECT["project"]["optional-dependencies"]["splink"],
    "dev dependencies": PYPROJECT["dependency-groups"]["dev"],
    "bench dependencies": PYPROJECT["dependency-groups"]["bench"],
    "npm dependencies": [*PACKAGE["dependencies"], *PACKAGE["devDependencies"]],
}
ROWS = [pytest.param(row, id=row[0].strip("`")) for name in TABLES for row in table(PAGE, name)]


def names(requirements: Iterable[str]) -> list[str]:
    return sorted(re.match(r"[@\w./-]+", requirement)[0] for requirement in requirements)


@pytest.mark.parametrize("name", TABLES)
def test_each_dependency_is_on_the_page_and_no_other(name: str):
    assert sorted(row[0].strip("`") for row in table(PAGE, name)) == names(TABLES[name])


@pytest.mark.parametrize("row", ROWS)
def test_each_dependency_is_in_use_where_the_page_says(row: list[str]):
    word, place = re.fullmatch(r"`([^`]+)` in `([^`]+)`", row[1]).groups()
    assert word in (ROOT / place).read_text(encoding="utf-8")
    assert row[2], "a dependency needs a reason"


def test_no_lock_file_names_a_host_that_packages_come_from():
    for lock in ("requirements.lock", "requirements-bench.lock"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8"), lock
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_every_locked_python_package_has_a_hash(lock: str):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    packages = [entry for entry in entries if re.match(r"[\w.-]+(?:\[[\w,-]+\])?==", entry)]
    assert packages
    assert [entry.partition("==")[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_every_locked_npm_package_has_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []
