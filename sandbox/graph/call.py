"""One call to Graph and its answer, as values: HTTP and ``$batch`` both make them."""

import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from sandbox.graph.errors import GraphError, bad_request

Json = dict[str, Any]
AnyBody = TypeVar("AnyBody", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Ask:
    """A call that found its route.

    ``origin`` is this server's own address with Graph's version, ``ids`` what the path names, ``query`` the
    query options, each with its ``$``.
    """

    method: str
    origin: str
    path: str
    ids: tuple[str, ...]
    query: Mapping[str, str]
    raw: bytes

    def body(self, kind: type[AnyBody]) -> AnyBody:
        """The body, if it has documented properties only. Raises GraphError 400."""
        if not self.raw.strip():
            raise bad_request("Empty Payload. JSON content expected.")
        try:
            return msgspec.json.decode(self.raw, type=kind)
        except msgspec.ValidationError as wrong:
            raise bad_request(f"Invalid request body: {wrong}.") from wrong
        except (msgspec.DecodeError, RecursionError) as wrong:
            raise bad_request("Unable to read JSON request payload.") from wrong

    def optional_body(self, kind: type[AnyBody]) -> AnyBody:
        """The same where the body may be left out."""
        return self.body(kind) if self.raw.strip() else kind()


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body (JSON-able, or bytes) and headers."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The body as it travels."""
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answering = Answer | Awaitable[Answer]


def refused(refusal: GraphError, body: Json) -> Answer:
    """A refusal as an answer."""
    return Answer(refusal.status, body, refusal.headers())
