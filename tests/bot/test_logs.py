"""Logs: whatever is handed to them, no name and no words of a person come out."""

import ast
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import logs
from bot.logline import ALLOWED
from tests.bot.loglines import Output, logging_put_back

NAME = "Bea Marlow"  # "bea" is hexadecimal too: shapes of ids must not let it by
PARTS = re.compile("bea|marlow", re.IGNORECASE)
PRODUCT = ("bot", "cards", "cases", "dialogs", "graph", "manifest", "store")

log = structlog.get_logger()


@pytest.fixture
def output() -> Iterator[Output]:
    """Logging set up as in production."""
    out = Output()
    with logging_put_back():
        logs.configure("info", "json", out)
        yield out


class OddError(Exception):
    """An error that quotes what it was given."""


def fail(about: str) -> None:
    local = about.upper()
    raise OddError(f"No room for {about}", local)


def test_a_line_says_what_happened_in_numbers_and_known_words(output: Output):
    log.info("turn.ended", status=200, duration_ms=1.5, conversation_kind="groupChat", method="POST")
    line = output.line

    assert line.pop("timestamp").endswith("+00:00")
    assert line == {
        "event": "turn.ended",
        "level": "info",
        "status": 200,
        "duration_ms": 1.5,
        "conversation_kind": "groupChat",
        "method": "POST",
    }


@pytest.mark.parametrize("key", sorted(ALLOWED))
def test_a_name_does_not_fit_any_key(output: Output, key: str):
    for name in (NAME, "bea", "Bea", "bea.marlow", "/bea", "bea-2014", [NAME], {NAME: NAME}):
        log.warning("turn.ended", **{key: name})

    assert not PARTS.search(output.getvalue())


@pytest.mark.parametrize("number", [9990000018, 7700900123, 447700900123, -9990000018, 1e12])
def test_phone_and_nhs_numbers_do_not_fit_where_counts_go(output: Output, number: float):
    log.info("turn.ended", count=number)

    assert "count" not in output.line


def test_an_unknown_key_is_counted_and_dropped(output: Output):
    log.info("turn.ended", child=NAME, asked="who is with Bea?", status=200)

    assert output.line["withheld"] == 2
    assert output.line["status"] == 200
    assert not PARTS.search(output.getvalue())


def test_a_message_with_a_name_in_it_is_withheld(output: Output):
    log.info(f"Found {NAME}")  # noqa: G004 - the mistake that this is about
    log.info("found %s", NAME.lower())
    log.info(NAME)
    log.info({"name": NAME})

    assert [line["event"] for line in output.lines] == ["event.withheld"] * 4
    assert not PARTS.search(output.getvalue())


def test_an_exception_keeps_its_class_and_its_way_and_nothing_it_says(output: Output):
    try:
        try:
            fail(NAME)
        except OddError as inner:
            raise KeyError(NAME) from inner
    except KeyError:
        log.exception("turn.failed")
    line = output.line

    assert line["error"] == "KeyError"
    assert line["causes"] == ["OddError"]
    assert re.fullmatch(r"bot/test_logs\.py:\d+", line["at"][-1])
    assert not PARTS.search(output.getvalue())


def test_a_long_way_is_cut_short(output: Output):
    def down(left: int) -> None:
        fail(NAME) if left == 0 else down(left - 1)

    try:
        down(100)
    except OddError:
        log.exception("turn.failed")

    assert len(output.line["at"]) == 12


def test_an_error_may_be_named_by_itself_or_its_class(output: Output):
    log.warning("turn.failed", error=OddError(NAME))
    log.warning("turn.failed", error=OddError)
    log.warning("turn.failed", error=type(NAME))

    assert [line.get("error") for line in output.lines] == ["OddError", "OddError", None]


def test_a_turn_puts_its_activity_on_every_line(output: Output):
    ids = ["1700000000001", "f:1700000000001", "f:6b1f0d1c-7a0b-4b5c-8d9e-000000000001"]
    for activity in ids:
        with logs.about(activity, "personal"):
            log.info("turn.ended")
    log.info("turn.ended")

    assert [line["activity_id"] for line in output.lines[:3]] == ids
    assert output.lines[0]["conversation_kind"] == "personal"
    assert "activity_id" not in output.lines[3]


def test_an_id_that_is_none_becomes_a_digest_that_tells_turns_apart(output: Output):
    for activity in (NAME, NAME, "somebody else"):
        with logs.about(activity, "personal"):
            log.info("turn.ended")
    first, second, third = (line["activity_id"] for line in output.lines)

    assert first == second != third
    assert re.fullmatch(r"#[0-9a-f]{12}", first)


def test_what_a_library_logs_keeps_its_place_and_loses_its_words(output: Output):
    library = logging.getLogger("aiohttp.server")
    library.warning("Cannot serve %s", NAME, extra={"child": NAME})
    try:
        fail(NAME)
    except OddError:
        library.exception("While serving %s", NAME)
    library.info("not worth a line")
    warned, failed = output.lines

    assert (warned["event"], warned["logger"], warned["level"]) == (
        "library.line",
        "aiohttp.server",
        "warning",
    )
    assert re.fullmatch(r"bot/test_logs\.py:\d+", warned["place"])
    assert (failed["error"], failed["level"]) == ("OddError", "error")
    assert not PARTS.search(output.getvalue())


def test_a_logger_named_after_somebody_is_not_named(output: Output):
    logging.getLogger(NAME).warning("x")

    assert not PARTS.search(output.getvalue())


def test_a_broken_record_of_a_library_does_no_harm(output: Output):
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one, logs.LibraryLines))
    handler.handle(logging.LogRecord("library", logging.WARNING, "x.py", 1, "%d apples", (NAME,), None))
    handler.handle(logging.LogRecord("library", 35, "x.py", 1, NAME, (), (None, None, None)))

    assert [line["level"] for line in output.lines] == ["warning", "warning"]
    assert not PARTS.search(output.getvalue())


@pytest.mark.filterwarnings("always")
def test_warnings_keep_their_class_and_place(output: Output):
    warnings.warn(NAME, UserWarning, stacklevel=1)

    assert output.line["error"] == "UserWarning"
    assert not PARTS.search(output.getvalue())


def test_a_crash_is_one_line(output: Output):
    try:
        fail(NAME)
    except OddError as wrong:
        sys.excepthook(OddError, wrong, wrong.__traceback__)

    assert output.line["event"] == "process.crashed"
    assert output.line["error"] == "OddError"
    assert not PARTS.search(output.getvalue())


def test_a_crash_in_a_thread_is_one_line(output: Output):
    thread = threading.Thread(target=fail, args=(NAME,))
    thread.start()
    thread.join()

    assert output.line["event"] == "thread.crashed"
    assert not PARTS.search(output.getvalue())


def test_in_a_terminal_the_same_rules_hold(output: Output):
    out = Output()
    logs.configure("info", "console", out)
    log.info(f"Found {NAME}", child=NAME, status=200)  # noqa: G004 - the mistake that this is about

    assert output.getvalue() == ""
    assert "event.withheld" in out.getvalue()
    assert "200" in out.getvalue()
    assert not PARTS.search(out.getvalue())


def test_lines_below_the_level_are_not_written(output: Output):
    logs.configure("warning", "json", output)
    log.info("turn.ended")
    log.warning("turn.ended")

    assert [line["level"] for line in output.lines] == ["warning"]


async def test_the_access_log_names_the_route_and_never_the_request(output: Output):
    async def circle(_: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_get("/children/{child}", circle)
    server = TestServer(app)
    await server.start_server(access_log_class=logs.AccessLog, access_log=logging.getLogger("aiohttp.access"))
    async with TestClient(server) as client:
        await client.get("/children/Bea-Marlow?asked=Bea", headers={"User-Agent": NAME})
        await client.get("/Bea/Marlow")
    known, unknown = output.lines

    assert (known["event"], known["route"], known["status"]) == ("http.answered", "/children/{child}", 200)
    assert "duration_ms" in known
    assert unknown["status"] == 404
    assert "route" not in unknown
    assert not PARTS.search(output.getvalue())


def _logging_calls() -> Iterator[tuple[str, ast.Call]]:
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    root = Path(logs.__file__).parents[1]
    for path in (path for folder in PRODUCT for path in (root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in levels
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"log", "_log", "logger", "_logger", "logging"}
            ):
                yield f"{path.relative_to(root)}:{node.lineno}", node


def test_every_event_in_the_code_is_a_dotted_literal_and_every_key_is_known():
    wrong = []
    for where, call in _logging_calls():
        event = call.args[0].value if len(call.args) == 1 and isinstance(call.args[0], ast.Constant) else None
        keys = {keyword.arg for keyword in call.keywords} - {"exc_info"}
        if not isinstance(event, str) or not re.fullmatch(r"[a-z]+(\.[a-z_]+)+", event):
            wrong.append(f"{where}: the event has to be a dotted literal")
        if not keys <= ALLOWED.keys():
            wrong.append(f"{where}: {keys - ALLOWED.keys()} would be withheld; see bot/logline.py")

    assert wrong == []
