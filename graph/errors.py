"""What Graph refuses, in the domain's words. Graph's own sentences go no further: they may name people."""

import re
from email.utils import parsedate_to_datetime

import httpx
from azure.core.exceptions import AzureError, ClientAuthenticationError
from kiota_abstractions.api_error import APIError

from cases.ports_tenant import (
    NotThereError,
    RefusedError,
    TenantError,
    ThrottledError,
    UnavailableError,
    Why,
)

OUTSIDE = (APIError, httpx.HTTPError, AzureError, TimeoutError)
"""What a call through msgraph-sdk can raise."""

ADVICE = {
    Why.NOT_PERMITTED: "The app lacks a permission: `teamaround check --graph` says which.",
    Why.NOT_SIGNED_IN: "Entra does not let the app in: has its secret or certificate run out?",
    Why.NAME_TAKEN: "The team has, or had within 30 days, a channel of that name: take another one.",
    Why.NAME_FORBIDDEN: "Teams does not allow that name: take another one.",
    Why.FULL: "The team is full: use another one.",
    Why.NOT_IN_DIRECTORY: "They are not in the tenant: invite them as a guest, or correct the register.",
    Why.NOT_IN_TEAM: "This person is not in the team yet: add them to it, and wait.",
    Why.OTHER_TENANT: "Their tenant is not set up for shared channels: both administrators allow B2B direct "
    "connect, or invite the person as a guest and use a private channel.",
    Why.GUEST: "A guest cannot be that: no member of a shared channel, and no owner.",
    Why.NO_OWNER: "It has no owner: make somebody its owner first.",
    Why.LAST_OWNER: "They are its only owner: make somebody else an owner first.",
    Why.ARCHIVED: "It is archived: bring it back first.",
    Why.WRONG_KIND: "Teams does not do that with this kind of channel: use another kind.",
    Why.NO_APP: "The app is not in the tenant's catalogue: upload its package in the Teams admin centre.",
    Why.APP_BLOCKED: "A policy keeps the app from them: look at its permission policies in the Teams admin "
    "centre.",
    Why.NO_LABEL: "Purview has no retention label of that name, or not yet: look at its spelling there.",
    Why.UNREACHED: "Microsoft Graph cannot reach us: look at `TEAMAROUND_PUBLIC_HOST`, and whether the proxy "
    "passes /api/graph/.",
    Why.OTHER: "Teams refuses it: look at the code, and at Microsoft's page about it.",
}

# Graph's codes are mostly "BadRequest" and "Forbidden": what was wrong is in the sentence alone. What matches
# none of these is OTHER, which is safe: somebody looks at it. The first that fits counts.
_SENTENCES = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (
            r"Authorization_RequestDenied|missing (role|scope) permission|insufficient privileges",
            Why.NOT_PERMITTED,
        ),
        (r"not have the required roles|^accessDenied", Why.NOT_PERMITTED),
        (r"blocked by.{0,40}polic", Why.APP_BLOCKED),
        (r"subscription validation request failed", Why.UNREACHED),
        (r"label.{0,80}(not found|not exist|invalid)|invalid.{0,20}label", Why.NO_LABEL),
        (r"NameAlreadyExists|name already exist", Why.NAME_TAKEN),
        (r"name.{0,40}(invalid|reserved|longer|required)|invalid.{0,20}name", Why.NAME_FORBIDDEN),
        (r"without an owner|at least one owner", Why.NO_OWNER),
        (r"last owner", Why.LAST_OWNER),
        (r"has to be active|is archived", Why.ARCHIVED),
        (r"reached (its|the) limit|maximum number|quota", Why.FULL),
        (r"direct connect|cross-tenant|another tenant", Why.OTHER_TENANT),
        (r"guest", Why.GUEST),
        (r"not found in the team|not a member of the team", Why.NOT_IN_TEAM),
        (r"not supported for this channel|channel of the kind", Why.WRONG_KIND),
    )
)
_BUSY = frozenset({408, 423, 500, 502, 503, 504})


def refused(why: Why, code: str = "") -> RefusedError:
    """A refusal with its advice."""
    return RefusedError(why, ADVICE[why], code)


def translated(wrong: Exception) -> TenantError:
    """One of OUTSIDE in the domain's words."""
    if isinstance(wrong, APIError):
        return _answered(wrong)
    if isinstance(wrong, ClientAuthenticationError):
        return refused(Why.NOT_SIGNED_IN, type(wrong).__name__)
    return UnavailableError()


def why(code: str, message: str) -> Why:
    """The reason that Graph's code and sentence stand for."""
    said = f"{code} {message}"
    return next((why for pattern, why in _SENTENCES if pattern.search(said)), Why.OTHER)


def _answered(wrong: APIError) -> TenantError:
    status = wrong.response_status_code or 0
    code, message = _said(wrong)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return ThrottledError(_retry_after(wrong))
    if status == httpx.codes.NOT_FOUND:
        return NotThereError("There is no such thing, or it cannot be seen yet.")
    if status in _BUSY or not httpx.codes.is_client_error(status):
        return UnavailableError(_retry_after(wrong))
    if status == httpx.codes.UNAUTHORIZED:
        return refused(Why.NOT_SIGNED_IN, code)
    return refused(why(code, message), code)


def _said(wrong: APIError) -> tuple[str, str]:
    error = getattr(wrong, "error", None)
    return getattr(error, "code", None) or "", getattr(error, "message", None) or ""


def _retry_after(wrong: APIError) -> float | None:
    """In seconds, from a number of them or from a date beside the answer's own."""
    headers = wrong.response_headers or {}
    value = headers.get("Retry-After") or ""
    if value.strip().isdecimal():
        return float(value)
    try:
        ahead = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date") or "")
    except (TypeError, ValueError):
        return None
    return max(0.0, ahead.total_seconds())
