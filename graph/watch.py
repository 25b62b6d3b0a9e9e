"""Subscriptions to changes of members."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from msgraph.generated.models.subscription import Subscription

from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, RefusedError, UnavailableError, Why
from cases.ports_watch import Members, Watching
from graph.addresses import in_path
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.rates import Call, Kind

# https://learn.microsoft.com/graph/teams-changenotifications-channelmembership. Without the option nothing is
# said of those who come into a shared channel with their whole team.
_PLACES = {Members.OF_CHANNELS: "channels/getAllMembers", Members.OF_TEAM: "members"}
_INDIRECT = "?notifyOnIndirectMembershipUpdate=true"
_RESOURCE = re.compile(
    r"/*teams(?:\('(?P<key>[^']+)'\)|/(?P<id>[^/?]+))/(?P<place>channels/getAllMembers|members)(?:\?.*)?",
    re.IGNORECASE,
)


class GraphWatch:
    """The port ``Watch``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def watch(
        self, team: TeamId, until: datetime, secret: str, members: Members = Members.OF_CHANNELS
    ) -> Watching:
        """See ``Watch``."""
        for one in await self.watching():
            if (one.team, one.members) == (team, members):
                await self.unwatch(one.id)
        place = f"/teams/{in_path(team)}/{_PLACES[members]}"
        wanted = Watching("", team, until, members)
        if members is Members.OF_TEAM:
            return await self._subscribe(place, secret, wanted)
        try:
            return await self._subscribe(place + _INDIRECT, secret, wanted)
        except RefusedError as wrong:
            # The option is a preview: better direct members alone than nobody.
            if wrong.why is not Why.OTHER:
                raise
            return await self._subscribe(place, secret, wanted)

    async def renew(self, id: str, until: datetime) -> None:  # noqa: A002 - the port's word
        """See ``Watch``."""
        body = Subscription(expiration_date_time=until)
        await self._calls.make(Call(Kind.WRITE), lambda: self._at(id).patch(body))

    async def reauthorize(self, id: str) -> None:  # noqa: A002 - as above
        """See ``Watch``."""
        await self._calls.make(Call(Kind.WRITE), self._at(id).reauthorize.post)

    async def unwatch(self, id: str) -> None:  # noqa: A002 - as above
        """See ``Watch``."""
        try:
            await self._calls.make(Call(Kind.WRITE), self._at(id).delete)
        except NotThereError:
            return

    async def watching(self) -> Sequence[Watching]:
        """See ``Watch``. What else the app has subscribed to is none of ours."""
        listed = rows(self._calls, Call(Kind.READ), self._calls.client.subscriptions)
        found = [_watching(row) async for row in listed]
        return [one for one in found if one is not None]

    async def _subscribe(self, resource: str, secret: str, wanted: Watching) -> Watching:
        if not self._calls.access.notification_url:
            raise refused(Why.UNREACHED)
        body = Subscription(
            change_type="created,updated,deleted",
            resource=resource,
            notification_url=self._calls.access.notification_url,
            lifecycle_notification_url=self._calls.access.lifecycle_url,
            expiration_date_time=wanted.until,
            client_state=secret,
        )
        try:
            made = await self._calls.make(
                Call(Kind.WRITE), lambda: self._calls.client.subscriptions.post(body)
            )
        except RefusedError as wrong:
            if wrong.why is not Why.FULL:
                raise
            # Somebody has subscribed in between: whoever asks again finds it.
            raise UnavailableError from wrong
        return replace(wanted, id=made.id, until=_aware(made.expiration_date_time or wanted.until))

    def _at(self, subscription: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - msgraph is not followed
        return self._calls.client.subscriptions.by_subscription_id(subscription)


def _watching(row: Subscription) -> Watching | None:
    found = _RESOURCE.fullmatch(row.resource or "")
    if found is None or row.expiration_date_time is None:
        return None
    members = Members.OF_TEAM if found["place"].casefold() == "members" else Members.OF_CHANNELS
    return Watching(row.id, TeamId(found["key"] or found["id"]), _aware(row.expiration_date_time), members)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
