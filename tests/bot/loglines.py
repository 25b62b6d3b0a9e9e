"""What was logged, for tests that look at it."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog


class Output(io.StringIO):
    """What was logged, as JSON lines."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    @property
    def line(self) -> dict[str, Any]:
        (only,) = self.lines
        return only


@contextmanager
def logging_put_back() -> Iterator[None]:
    """Whatever sets up logging in between, afterwards all is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    hooks = warnings.showwarning, sys.excepthook, threading.excepthook
    try:
        yield
    finally:
        structlog.reset_defaults()
        root.handlers, root.level = handlers, level
        warnings.showwarning, sys.excepthook, threading.excepthook = hooks
