"""``$batch``: up to 20 calls at once, relative addresses only.

https://learn.microsoft.com/graph/json-batching
"""

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from sandbox.graph.call import Answer
from sandbox.graph.errors import bad_request
from sandbox.graph.shapes import BatchBody, BatchItem

Json = dict[str, Any]
Call = Callable[[str, str, bytes], Awaitable[Answer]]
"""(method, address with its query, body) to the answer."""

MOST = 20
_OK = 400


async def run(raw: bytes, call: Call) -> Json:
    """Make the calls of a batch, each after those that it depends on. Raises GraphError 400."""
    items = _items(raw)
    answers: dict[str, Json] = {}
    for item in items:
        failed = [other for other in item.depends_on if answers[other]["status"] >= _OK]
        if failed:
            answers[item.id] = _failed_dependency(item.id)
            continue
        body = b"" if item.body is None else json.dumps(item.body).encode()
        answers[item.id] = _shown(item.id, await call(item.method.upper(), item.url, body))
    return {"responses": list(answers.values())}


def _items(raw: bytes) -> list[BatchItem]:
    try:
        items = msgspec.json.decode(raw, type=BatchBody).requests
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise bad_request(f"Invalid batch payload format: {wrong}.") from wrong
    if not 1 <= len(items) <= MOST:
        raise bad_request(f"Number of batch request steps must be from 1 to {MOST}.")
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise bad_request(f"Request id '{item.id}' is in the batch twice.")
        if "://" in item.url.partition("?")[0] or item.url.startswith("//"):
            raise bad_request(f"Invalid batch request url '{item.url}': it must be relative.")
        if item.body is not None and "content-type" not in {name.casefold() for name in item.headers}:
            raise bad_request(f"Request '{item.id}' has a body, and no Content-Type header.")
        if not set(item.depends_on) <= seen:
            raise bad_request(f"Request '{item.id}' depends on one that does not come before it.")
        seen.add(item.id)
    return items


def _shown(item_id: str, answer: Answer) -> Json:
    shown: Json = {"id": item_id, "status": answer.status, "headers": dict(answer.headers)}
    if answer.body is None:
        return shown
    if isinstance(answer.body, bytes):
        return shown | {"body": base64.b64encode(answer.body).decode()}
    headers = shown["headers"] | {"Content-Type": "application/json"}
    return shown | {"headers": headers, "body": answer.body}


def _failed_dependency(item_id: str) -> Json:
    error = {"code": "FailedDependency", "message": "A request that this one depends on has failed."}
    return {"id": item_id, "status": 424, "headers": {}, "body": {"error": error}}
