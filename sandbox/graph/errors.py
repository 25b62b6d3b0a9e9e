"""What Graph refuses, in Graph's own words: ``{"error": {"code", "message", "innerError"}}``."""

import math
import uuid
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import SandboxError

Json = dict[str, Any]


class GraphError(SandboxError):
    """A call that the real Graph refuses too. ``retry_after`` is in seconds."""

    def __init__(self, status: int, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(status, message)
        self.code = code
        self.retry_after = retry_after

    def body(self, now: datetime, request_id: str) -> Json:
        """The error as JSON."""
        inner = {
            "date": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "request-id": request_id,
            "client-request-id": request_id,
        }
        return {"error": {"code": self.code, "message": self.message, "innerError": inner}}

    def headers(self) -> dict[str, str]:
        """When to come back, if that is known."""
        return {} if self.retry_after is None else {"Retry-After": str(math.ceil(self.retry_after))}


def bad_request(message: str) -> GraphError:
    """The caller is wrong."""
    return GraphError(400, "BadRequest", message)


def not_found(message: str) -> GraphError:
    """There is no such thing, or none that the caller can see."""
    return GraphError(404, "NotFound", message)


def forbidden(message: str) -> GraphError:
    """It is there, and not allowed."""
    return GraphError(403, "Forbidden", message)


def request_id() -> str:
    """A fresh id of a request."""
    return str(uuid.uuid4())
