"""docs/operations.md names every setting with its default, every event of the log, and every path."""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot.app import add_routes
from bot.calendar import CalendarFeed
from bot.graph_notices import GraphNotices
from bot.health import Health
from bot.metrics import Metrics
from bot.settings import PREFIX, Settings
from bot.web import Messages
from tests.docs.tables import ROOT, table

PAGE = "docs/operations.md"
OF_THE_CLOUD = {"service_hosts", "openid_metadata_url", "token_issuer"}
# For developers: they belong to the tests, and no settings object knows them.
OF_TESTS = {"TEAMAROUND_GOLDEN", "TEAMAROUND_SCREENSHOTS", "TEAMAROUND_TEST_POSTGRES"}


def page() -> str:
    return (ROOT / PAGE).read_text(encoding="utf-8")


def name_of(field: str) -> str:
    return f"{PREFIX}{field.upper()}"


def written(field: str, default: object) -> str:
    if field in OF_THE_CLOUD:
        return "the cloud's"
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    value = value.value if isinstance(value, Enum) else value
    return f"`{value}`" if value else ""


def test_every_setting_is_in_the_table_with_its_default_and_no_other():
    rows = {row[0].strip("`"): row[1] for row in table(PAGE, "settings")}
    fields = Settings.model_fields.items()
    assert rows == {name_of(field): written(field, info.get_default()) for field, info in fields}


def test_no_document_names_a_setting_that_there_is_not():
    known = {name_of(field) for field in Settings.model_fields} | OF_TESTS
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        named = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", document.read_text(encoding="utf-8")))
        assert named <= known, document.relative_to(ROOT)


def test_every_event_of_the_log_is_explained():
    written = re.compile(r"\b(?:_?log\.\w+|write)\(\s*\"([a-z]+\.[a-z_.]+)\"")
    events = {event for source in sources() for event in written.findall(source)}
    explained = {event.strip("`") for row in table(PAGE, "events") for event in row[0].split(", ")}
    assert explained == events


def test_every_path_and_every_metric_is_explained():
    app = web.Application()
    metrics = Metrics()
    health = Health(None, None, (), metrics, None, None, None, None)
    add_routes(
        app, Messages(None, None, metrics), health, GraphNotices(metrics), CalendarFeed(None, None, "")
    )
    paths = {route.resource.canonical for route in app.router.routes()}
    written = re.findall(r"`GET (/[\w/{}]+)`|`(/api/[\w/]+)`", section("Is it well?"))
    assert {path for found in written for path in found if path} == paths
    metrics.turn(200, 0.1)
    metrics.graph_notices.labels("heard").inc()
    metrics.work.labels("waiting").set(0)
    kept = set(
        re.findall(r"^(teamaround_\w+?)(?:_bucket|_sum|_count)?[{ ]", metrics.text().decode(), re.MULTILINE)
    )
    named = set(re.findall(r"`(teamaround_\w+)`", section("Is it well?")))
    assert {name for name in kept if not name.endswith("_created")} == named


def section(title: str) -> str:
    return page().partition(f"## {title}\n")[2].partition("\n## ")[0]


def sources() -> Iterator[str]:
    folders: tuple[Path, ...] = tuple(ROOT / name for name in ("bot", "store", "graph", "cases", "dialogs"))
    for folder in folders:
        yield from (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
