"""``teamaround check``: what is wrong with the configuration and the database, one line each."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.name_forms import load_forms
from bot.settings import Settings, SettingsError, load, problems
from bot.task_templates import load_templates
from bot.work.works import Works
from store.database import Database
from store.migrate import is_current

_SQLITE = "sqlite:///"
_UPGRADE = "run `teamaround db upgrade`."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is in order, and a sentence that says what to do if not."""

    about: str
    ok: bool
    message: str


async def findings(*, graph: bool = False) -> list[Finding]:
    """Everything that ``serve`` needs, looked at, with ``graph`` the tenant too. Writes nothing anywhere."""
    try:
        settings = load()
    except SettingsError as wrong:
        return [Finding("configuration", ok=False, message=problem) for problem in wrong.problems]
    found = [Finding("configuration", ok=False, message=problem) for problem in problems(settings)]
    complete = Finding("configuration", ok=True, message="Complete.")
    looked = [
        *(found or [complete]),
        *_templates(settings),
        *_name_forms(settings),
        await _database(settings),
    ]
    return [*looked, *await _graph(settings)] if graph and not found else looked


def _name_forms(settings: Settings) -> list[Finding]:
    wrong = load_forms(settings.name_forms).problems
    return [Finding("name forms", ok=False, message=problem) for problem in wrong]


def _templates(settings: Settings) -> list[Finding]:
    wrong = load_templates(settings.task_templates).problems
    return [Finding("task templates", ok=False, message=problem) for problem in wrong]


async def _graph(settings: Settings) -> list[Finding]:
    from bot.check_graph import graph_findings  # noqa: PLC0415 - it brings msgraph-sdk, slow to import

    return await graph_findings(settings)


async def _database(settings: Settings) -> Finding:
    if missing(settings.database_url):
        return Finding("database", ok=False, message=f"There is none yet: {_UPGRADE}")
    try:
        async with Database(settings.database_url) as database:
            current = await is_current(database)
        with closing(Works(settings.database_url)) as works:
            current = current and works.there()
    except Exception as wrong:  # noqa: BLE001 - each driver has its own errors, and each is an answer here
        return Finding(
            "database",
            ok=False,
            message=f"It cannot be read ({type(wrong).__name__}): check TEAMAROUND_DATABASE_URL, "
            "and that the database is running and lets this user in.",
        )
    if not current:
        return Finding("database", ok=False, message=f"Its tables are not those of this version: {_UPGRADE}")
    return Finding("database", ok=True, message="Reachable, and at this version's tables.")


def missing(url: str) -> bool:
    """Whether the database is a file that is not there."""
    return url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).exists()
