"""What the connector was asked and how it answered, bounded."""

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call, its bodies as they travelled.

    ``path`` is the connector's own (``/v3/...``) and readable: percent-encoding undone, the query kept.
    """

    method: str
    path: str
    request: bytes
    status: int
    response: bytes


class CallLog:
    """The last calls, oldest first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)

    def note(self, call: Call) -> None:
        """Keep a call; the oldest one goes when there are too many."""
        self._calls.append(call)

    def as_json(self) -> list[dict[str, Any]]:
        """The calls as the contract shows them."""
        return [
            {
                "method": call.method,
                "path": call.path,
                "request": _decoded(call.request),
                "status": call.status,
                "response": _decoded(call.response),
            }
            for call in self._calls
        ]


def _decoded(body: bytes) -> object:
    """JSON as its value, nothing as None, anything else as text."""
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")
