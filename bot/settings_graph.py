"""The settings about Microsoft Graph."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings

from cases.model.guids import is_guid, same_case

NOTIFICATIONS, LIFECYCLE = "/api/graph/notifications", "/api/graph/lifecycle"
_CLOCKS_DIFFER = timedelta(minutes=5)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class GraphFields(BaseSettings):
    """What can be set about Graph.

    ``graph_share`` is this process's share of the calls that Graph takes; ``graph_watch_minutes`` how long a
    subscription to changes lasts at most. ``graph_owner_id`` is the object id of the account that owns the
    teams; ``channels`` what cases' channels are made as, ``channels_per_team`` how many one team takes,
    deleted ones too.
    """

    graph: Literal["off", "on"] = "off"
    graph_tenant_id: str = ""
    graph_catalog_id: str = ""
    graph_share: Annotated[float, Field(gt=0, le=1)] = 1.0
    graph_url: str = ""
    graph_owner_id: str = ""
    channels: Literal["auto", "private", "shared", "own_team"] = "auto"
    channels_per_team: Annotated[int, Field(ge=2, le=1000)] = 1000
    unexpected_members: Literal["remove", "alert"] = "remove"
    # https://learn.microsoft.com/graph/api/resources/subscription: conversationMember, 4,320 minutes.
    graph_watch_minutes: Annotated[int, Field(ge=30, le=4_320)] = 4_320
    leavers_every: Annotated[int, Field(ge=5, le=24 * 60)] = 60
    leavers_share: Annotated[float, Field(ge=0, le=1)] = 0.1
    retention_label: str = ""

    @property
    def graph_tenant(self) -> str:
        """The tenant whose teams and people are meant: the app's own unless another one is named."""
        return same_case(self.graph_tenant_id or str(getattr(self, "app_tenant_id", "")))

    @property
    def watch_for(self) -> timedelta:
        """How long a subscription may be asked for: a little less than Graph's clock allows by ours."""
        return timedelta(minutes=self.graph_watch_minutes) - _CLOCKS_DIFFER


def notification_url(settings: GraphFields) -> str:
    """Where Graph is to tell of changes; "" if nobody has said where it reaches us."""
    return _address(settings, NOTIFICATIONS)


def lifecycle_url(settings: GraphFields) -> str:
    """Where Graph is to tell of the subscriptions themselves; "" as above."""
    return _address(settings, LIFECYCLE)


def _address(settings: GraphFields, path: str) -> str:
    if is_local(settings.graph_url):
        return f"http://127.0.0.1:{getattr(settings, 'port', 0)}{path}"
    host = str(getattr(settings, "public_host", ""))
    return f"https://{host}{path}" if host else ""


def is_local(url: str) -> bool:
    """Whether an address is on this machine."""
    return urlsplit(url).hostname in _LOOPBACK


def graph_problems(settings: GraphFields) -> Iterator[str]:
    """What keeps Graph from being used safely: one sentence each."""
    if settings.graph_url and not is_local(settings.graph_url):
        yield (
            "TEAMAROUND_GRAPH_URL is for a Graph on this machine alone: remove it, "
            "and name another cloud with TEAMAROUND_CLOUD."
        )
    if settings.graph == "on" and not is_guid(settings.graph_tenant):
        yield (
            "TEAMAROUND_GRAPH_TENANT_ID is missing or not a tenant id: set it to the tenant whose teams "
            "hold the cases' channels."
        )
    if settings.graph == "on" and not is_guid(settings.graph_owner_id):
        yield (
            "TEAMAROUND_GRAPH_OWNER_ID is missing or not an object id: set it to the account that owns the "
            "teams of the cases' channels (docs/install.md)."
        )
    if settings.graph_catalog_id and not is_guid(settings.graph_catalog_id):
        yield "TEAMAROUND_GRAPH_CATALOG_ID is not an app's id in the tenant's catalogue: it is a GUID."
