"""What Graph permits, as settings: counts, rates, delays. The defaults are what is documented.

Sources: https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits,
https://learn.microsoft.com/microsoftteams/limits-specifications-teams,
https://learn.microsoft.com/graph/api/resources/subscription
"""

from copy import copy
from dataclasses import dataclass, fields

from sandbox.rates import Limits


@dataclass(slots=True)
class GraphSettings:
    """Counts, rates and delays of one local Graph.

    ``lag`` is in seconds of the product's clock: so long a new member is not listed, a removed one still is,
    a fresh private channel lists its whole team, a new message of a chat is not listed, an operation runs.
    Within the first half of it a new channel is not found. ``apps_enabled_in`` are the kinds of channel in
    which an app is enabled one by one: Microsoft's page for v1.0 names shared ones, the one for beta both.
    ``withheld`` are permissions that the app is refused; only the optional ones are asked for here.
    """

    lag: float = 0.5
    channels_per_team: int = 1_000
    deleted_count_days: float = 30.0
    members_per_team: int = 25_000
    members_per_private_channel: int = 5_000
    members_per_new_channel: int = 200
    page_size: int = 100
    largest_page: int = 999
    subscriptions_per_resource: int = 1
    subscription_days: float = 3.0
    apps_enabled_in: frozenset[str] = frozenset({"private", "shared"})
    retention_labels: frozenset[str] = frozenset({"Child record"})
    withheld: frozenset[str] = frozenset()
    team_rate: Limits = ((4, 1.0),)
    channel_rate: Limits = ((1, 1.0),)
    create_channel_rate: Limits = ((30, 1.0),)
    read_members_rate: Limits = ((60, 1.0),)
    write_members_rate: Limits = ((30, 1.0),)
    write_members_of_team_rate: Limits = ((4, 60.0),)
    read_chat_rate: Limits = ((20, 1.0),)
    tenant_rate: Limits = ((15_000, 10.0),)

    def faster(self, times: int) -> "GraphSettings":
        """The same, with so many times as many calls let through."""
        wider = copy(self)
        for name in (field.name for field in fields(self) if field.name.endswith("_rate")):
            setattr(wider, name, tuple((calls * times, seconds) for calls, seconds in getattr(self, name)))
        return wider
