"""Logs: one line per event, as JSON or for a terminal. ``bot.logline`` says what may stand on a line.

What a library logs goes through the same rules: its logger, its level and its place in the code stay, its
words do not.
"""

import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

import msgspec
import structlog
from aiohttp import web
from aiohttp.abc import AbstractAccessLogger
from structlog.contextvars import bound_contextvars, merge_contextvars

from bot.logline import FromCode, only_allowed, place
from bot.settings import Settings

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["auto", "json", "console"]
_LOGGER = re.compile(r"[a-zA-Z_][\w.]{0,79}", re.ASCII)

log = structlog.get_logger()


def set_up_logs(settings: Settings) -> None:
    """Log as the settings say."""
    configure(settings.log_level, settings.log_format)


def configure(level: Level = "info", form: Form = "auto", stream: TextIO | None = None) -> None:
    """Send our lines, libraries' lines, warnings and crashes to one place, under one set of rules.

    ``stream`` is standard error unless told otherwise; ``auto`` is readable in a terminal and JSON elsewhere.
    """
    out = stream or sys.stderr
    readable = form == "console" or (form == "auto" and out.isatty())
    least = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            merge_contextvars,
            structlog.processors.add_log_level,
            _timestamp,
            only_allowed,
            structlog.dev.ConsoleRenderer(colors=out.isatty()) if readable else _json,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [LibraryLines(logging.WARNING)]
    # Without its words, a library's line is worth reading only when it asks for attention.
    root.setLevel(max(least, logging.WARNING))
    warnings.showwarning = _warning
    sys.excepthook = _crash
    threading.excepthook = _thread_crash


@contextmanager
def about(activity_id: str, conversation_kind: str) -> Iterator[None]:
    """Put the activity's id and the kind of its conversation on every line of a turn."""
    with bound_contextvars(activity_id=activity_id, conversation_kind=conversation_kind):
        yield


class AccessLog(AbstractAccessLogger):
    """aiohttp's access log, with the route as the code writes it: no path and no query of a request.

    Give it to aiohttp as ``access_log_class``.
    """

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        """One line for one request; ``time`` in seconds."""
        route = request.match_info.route.resource if isinstance(request, web.Request) else None
        log.info(
            "http.answered",
            method=request.method,
            route=route,
            status=response.status,
            duration_ms=round(time * 1000, 1),
        )


class LibraryLines(logging.Handler):
    """Takes the standard library's records in."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line for one record."""
        name = FromCode(record.name) if _LOGGER.fullmatch(record.name) else None
        at = place(record.pathname, record.lineno)
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library.line", logger=name, place=at, exc_info=record.exc_info)


def _timestamp(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    # The machine's time and not the Clock port's: a log has to agree with the logs beside it.
    line["timestamp"] = FromCode(datetime.now(UTC).isoformat(timespec="milliseconds"))
    return line


def _json(_: object, __: str, line: MutableMapping[str, Any]) -> str:
    return msgspec.json.encode(line).decode()


def _warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    log.warning("library.warned", error=category, place=place(filename, lineno))


def _crash(kind: type[BaseException], wrong: BaseException, trace: TracebackType | None) -> None:
    log.critical("process.crashed", exc_info=(kind, wrong, trace))


def _thread_crash(crash: threading.ExceptHookArgs) -> None:
    if crash.exc_type is not SystemExit:
        log.critical("thread.crashed", exc_info=crash.exc_value or crash.exc_type)
