"""Scenarios run against the whole product, on each kind of database."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.databases import Aside, PostgresDatabases
from tests.local_teams import LocalTeams, lay_borough, started

ABOUT_CHANNELS = {
    "test_case_ends",
    "test_case_open",
    "test_channels",
    "test_entries",
    "test_leavers",
    "test_reconcile",
    "test_slow_graph",
    "test_stewards",
}
"""Those that are about what Graph is needed for. In the others a clock that is moved has no night's check of
all channels, at Graph's own pace."""


@pytest.fixture(scope="session")
def borough_file(aside: Aside, file_with_engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("borough") / "register.db"
    shutil.copyfile(file_with_engine, path)
    aside.run(lay_borough(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def borough_postgres(aside: Aside, postgres: PostgresDatabases, migrated_postgres: str) -> Iterator[str]:
    url = postgres.copy(migrated_postgres)
    aside.run(lay_borough(url))
    yield url
    postgres.drop(url)


@pytest.fixture
def model_file(request: pytest.FixtureRequest) -> Path:
    """With the borough in it, which takes a while: but not for those who start it themselves, on a day of
    their own or with a change."""
    own = hasattr(request.module, "started")
    return request.getfixturevalue("file_with_engine" if own else "borough_file")  # type: ignore[no-any-return]


@pytest.fixture
def model_postgres(request: pytest.FixtureRequest) -> str:
    """The same on PostgreSQL."""
    own = hasattr(request.module, "started")
    return request.getfixturevalue("migrated_postgres" if own else "borough_postgres")  # type: ignore[no-any-return]


@pytest.fixture
async def teams(copied_url: str, request: pytest.FixtureRequest) -> AsyncIterator[LocalTeams]:
    """A local Teams with the made-up borough, fresh for each test."""
    graph = request.module.__name__.rpartition(".")[2] in ABOUT_CHANNELS
    async with started(copied_url, graph=graph) as local:
        yield local
