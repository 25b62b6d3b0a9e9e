"""Change notifications: subscribe, renew, let go.

https://learn.microsoft.com/graph/api/subscription-post-subscriptions
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError, bad_request, forbidden, request_id
from sandbox.graph.graph import Graph
from sandbox.graph.odata import many, one
from sandbox.graph.shapes import SubscriptionBody
from sandbox.graph.state import Subscription

Json = dict[str, Any]

_RESOURCE = re.compile(
    r"/*teams(?:\('(?P<key>[^']+)'\)|/(?P<id>[^/?]+))/(?P<what>members|channels/getAllMembers)"
    r"(?:\?(?:notifyOnIndirectMembershipUpdate=true|suppressNotificationWhenSharedUnsharedWithTeam=true|&)+)?"
)
_CHANGES = frozenset({"created", "updated", "deleted"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SHORT = timedelta(hours=1)
_LONGEST_STATE = 128


async def subscribe(graph: Graph, ask: Ask) -> Answer:
    """``POST /subscriptions``: created when whoever is at the address has answered the validation."""
    wanted = _checked(graph, ask.body(SubscriptionBody))
    _check_room(graph, wanted.resource)
    for url in {wanted.notification_url, wanted.lifecycle_url} - {""}:
        if not await graph.background.echoes(url, f"Validation: {request_id()}"):
            raise GraphError(
                400,
                "ValidationError",
                f"Subscription validation request failed. Notification endpoint '{url}' must answer with 200 "
                "OK and the validation token as text/plain within 10 seconds.",
            )
    # Others may have come while whoever is there was asked.
    _check_room(graph, wanted.resource)
    graph.subscriptions[wanted.id] = wanted
    return one(ask, "subscription", "subscriptions", row(wanted, graph), 201)


def list_subscriptions(graph: Graph, ask: Ask) -> Answer:
    """``GET /subscriptions``."""
    rows = [row(held, graph) for held in graph.subscriptions.values()]
    return many(ask, "subscription", "subscriptions", rows, graph.settings.page_size)


def get_subscription(graph: Graph, ask: Ask) -> Answer:
    """``GET /subscriptions/{id}``."""
    return one(ask, "subscription", "subscriptions", row(_held(graph, ask), graph))


def renew(graph: Graph, ask: Ask) -> Answer:
    """``PATCH /subscriptions/{id}``: a later end."""
    held, body = _held(graph, ask), ask.body(SubscriptionBody)
    if body.expiration_date_time is None:
        raise bad_request("expirationDateTime is missing.")
    expires = _expiry(graph, body.expiration_date_time, lifecycle=bool(held.lifecycle_url))
    renewed = replace(held, expires=expires, warned=False)
    graph.subscriptions[held.id] = renewed
    return one(ask, "subscription", "subscriptions", row(renewed, graph))


def unsubscribe(graph: Graph, ask: Ask) -> Answer:
    """``DELETE /subscriptions/{id}``."""
    del graph.subscriptions[_held(graph, ask).id]
    return Answer(204)


def reauthorize(graph: Graph, ask: Ask) -> Answer:
    """``POST /subscriptions/{id}/reauthorize``."""
    held = _held(graph, ask)
    graph.subscriptions[held.id] = replace(held, warned=False)
    return Answer(204)


def row(held: Subscription, graph: Graph) -> Json:
    """A subscription as Graph shows it."""
    return {
        "id": held.id,
        "resource": held.resource,
        "applicationId": graph.state.apps[graph.state.bot_app].external_id,
        "changeType": ",".join(held.changes),
        "clientState": held.client_state,
        "notificationUrl": held.notification_url,
        "lifecycleNotificationUrl": held.lifecycle_url or None,
        "expirationDateTime": held.expires.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "creatorId": graph.state.bot_app,
        "latestSupportedTlsVersion": "v1_2",
        "includeResourceData": None,
        "encryptionCertificate": None,
        "encryptionCertificateId": None,
        "notificationQueryOptions": None,
        "notificationUrlAppId": None,
    }


def _check_room(graph: Graph, resource: str) -> None:
    same = [one for one in graph.subscriptions.values() if one.resource == resource]
    if len(same) >= graph.settings.subscriptions_per_resource:
        raise forbidden(f"Application has reached its limit of subscriptions for '{resource}'.")


def _checked(graph: Graph, body: SubscriptionBody) -> Subscription:
    if body.include_resource_data:
        raise bad_request("Notifications with resource data are not made here.")
    if body.change_type is None or body.resource is None or body.expiration_date_time is None:
        raise bad_request("changeType, resource, notificationUrl and expirationDateTime are required.")
    if len(body.client_state or "") > _LONGEST_STATE:
        raise bad_request(f"clientState can have {_LONGEST_STATE} characters at most.")
    changes = tuple(change.strip() for change in body.change_type.split(","))
    if not set(changes) <= _CHANGES:
        raise bad_request(f"Invalid change type '{body.change_type}'.")
    found = _RESOURCE.fullmatch(body.resource)
    if found is None:
        raise bad_request(f"Unsupported resource '{body.resource}'.")
    lifecycle = _address(body.lifecycle_notification_url) if body.lifecycle_notification_url else ""
    return Subscription(
        id=request_id(),
        resource=body.resource,
        team_id=graph.team(found["key"] or found["id"]).id,
        of_channels=found["what"] != "members",
        changes=changes,
        notification_url=_address(body.notification_url),
        lifecycle_url=lifecycle,
        client_state=body.client_state,
        expires=_expiry(graph, body.expiration_date_time, lifecycle=bool(lifecycle)),
    )


def _address(url: str | None) -> str:
    parts = urlsplit(url or "")
    if not url or not (parts.scheme == "https" or parts.hostname in _LOOPBACK):
        raise bad_request("The notification URL must be an https address.")
    return url


def _expiry(graph: Graph, text: str, *, lifecycle: bool) -> datetime:
    try:
        expires = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise bad_request("expirationDateTime is no moment.") from wrong
    expires = expires if expires.tzinfo is not None else expires.replace(tzinfo=UTC)
    left, most = expires - graph.now(), timedelta(days=graph.settings.subscription_days)
    if left <= timedelta(0):
        raise bad_request("Subscription expiration must be in the future.")
    if left > most:
        minutes = round(most.total_seconds() / 60)
        raise bad_request(f"Subscription expiration can only be {minutes} minutes in the future.")
    if left > _SHORT and not lifecycle:
        raise bad_request(
            "lifecycleNotificationUrl is a required property for subscription creation on this resource "
            "when the expirationDateTime value is set to greater than 1 hour."
        )
    return expires


def _held(graph: Graph, ask: Ask) -> Subscription:
    held = graph.subscriptions.get(ask.ids[0])
    if held is None:
        raise GraphError(404, "ResourceNotFound", "The object was not found.")
    return held
