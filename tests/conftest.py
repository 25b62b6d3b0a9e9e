"""Fixtures for everybody: a clock that stands still, and the register's database on SQLite and PostgreSQL."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog

from store.database import Database
from tests.compiled import share_compiled_statements
from tests.databases import KINDS, Aside, PostgresDatabases, migrate, migrate_all
from tests.examples import EXPLORING
from tests.fakes import FakeClock

# Thousands of small databases are written and thrown away: in memory, where there is room for them, that is
# much faster. They survive a killed process there as well; a power failure is not tested.
_IN_MEMORY, _ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108 - pytest makes a folder of its own there
if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


# The same examples for everybody, so that a commit passes everywhere or nowhere. New ones are looked for by
# `make explore`, in another order each time.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.register_profile("explore", print_blob=True)
hypothesis.settings.load_profile("explore" if EXPLORING else "same")

share_compiled_statements()

# What fails in a test is told in plain words: drawn with every local variable, an error takes seconds.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


# Whose files take longest. They are begun first, so that no worker is left with one at the end.
_LONG = ("leaks", "property", "browser", "scenarios", "docs", "bot")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: a quarter of the time, tests wait for browsers and timers."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first."""
    items.sort(key=_length)


def _length(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return _LONG.index(folder) if folder in _LONG else len(_LONG)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that moves only when it is told to."""
    return FakeClock()


@pytest.fixture(scope="session")
def aside() -> Iterator[Aside]:
    """An event loop away from the tests' own, for what the fixtures do."""
    loop = Aside()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def postgres(aside: Aside) -> Iterator[PostgresDatabases]:
    """The session's PostgreSQL databases."""
    databases = PostgresDatabases(aside)
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def migrated_file(aside: Aside, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "register.db"
    aside.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def file_with_engine(aside: Aside, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the durable engine's tables."""
    path = tmp_path_factory.mktemp("engine") / "register.db"
    aside.run(migrate_all(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(aside: Aside, postgres: PostgresDatabases) -> Iterator[str]:
    """The same on PostgreSQL: nobody may be connected to it while it is copied."""
    url = postgres.fresh()
    aside.run(migrate_all(url))
    yield url
    postgres.drop(url)


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
def empty_url(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Gives the URL of a migrated database of a kind, with nothing in it."""

    def empty_url(kind: str) -> str:
        if kind == "postgresql":
            databases: PostgresDatabases = request.getfixturevalue("postgres")
            return databases.empty()
        copy = tmp_path / "register.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), copy)
        return f"sqlite:///{copy}"

    return empty_url


@pytest.fixture
def database_url(database_kind: str, empty_url: Callable[[str], str]) -> str:
    """The URL of a migrated database with nothing in it."""
    return empty_url(database_kind)


@pytest.fixture
def fresh_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database without tables."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'fresh.db'}"
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres")
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture
def model_file(file_with_engine: Path) -> Path:
    """What copies are made of: with every table, the durable engine's among them, and nothing in it."""
    return file_with_engine


@pytest.fixture
def sqlite_copy(model_file: Path, tmp_path: Path) -> str:
    """The URL of a copy of the SQLite file that copies are made of."""
    copy = tmp_path / "copy.db"
    shutil.copyfile(model_file, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def model_postgres(migrated_postgres: str) -> str:
    """The same on PostgreSQL."""
    return migrated_postgres


@pytest.fixture
def copied_url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The same on each kind of database; one that only this test has."""
    if database_kind == "sqlite":
        yield request.getfixturevalue("sqlite_copy")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres")
    url = databases.copy(request.getfixturevalue("model_postgres"))
    yield url
    databases.drop(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The register's database, migrated and empty."""
    async with Database(database_url) as opened:
        yield opened
