"""The people of the home tenant through Microsoft Graph."""

from collections.abc import Mapping, Sequence
from functools import partial

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.communications.get_presences_by_user_id import (
    get_presences_by_user_id_post_request_body as presences,
)
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

from cases.model import Identity
from cases.ports_directory import People, Person, Presence
from cases.ports_tenant import NotThereError
from graph.client import Calls
from graph.rates import Call, Kind

_READ = Call(Kind.READ)
_MOST_PRESENCES = 650
_LARGEST_PAGE = 999
# https://learn.microsoft.com/graph/api/resources/presence
_PRESENCES = {
    "available": Presence.AVAILABLE,
    "availableidle": Presence.AVAILABLE,
    "busy": Presence.BUSY,
    "busyidle": Presence.BUSY,
    "donotdisturb": Presence.BUSY,
    "away": Presence.AWAY,
    "berightback": Presence.AWAY,
    "offline": Presence.OFFLINE,
}


class GraphDirectory:
    """The port ``Directory``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._home = calls.access.tenant_id

    async def person(self, identity: Identity) -> Person | None:
        """See ``Directory``."""
        if identity.tenant_id != self._home:
            return None
        query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(
            select=["id", "accountEnabled", "userType"], expand=["manager($select=id)"]
        )
        configuration = RequestConfiguration(query_parameters=query)
        builder = self._calls.client.users.by_user_id(identity.object_id)
        try:
            found = await self._calls.make(_READ, lambda: builder.get(configuration))
        except NotThereError:
            return None
        manager = Identity(self._home, found.manager.id) if found.manager is not None else None
        guest = (found.user_type or "").casefold() == "guest"
        return Person(identity, enabled=found.account_enabled is not False, guest=guest, manager=manager)

    async def photo(self, identity: Identity) -> bytes | None:
        """See ``Directory``."""
        if identity.tenant_id != self._home:
            return None
        builder = self._calls.client.users.by_user_id(identity.object_id).photo.content
        try:
            found = await self._calls.make(_READ, builder.get)
        except NotThereError:
            return None
        return bytes(found) if found else None

    async def disabled(self, page: str = "") -> People:
        """See ``Directory``."""
        query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
            filter="accountEnabled eq false", select=["id"], top=_LARGEST_PAGE
        )
        configuration = RequestConfiguration(query_parameters=query)
        users = self._calls.client.users
        if page:
            found = await self._calls.make(_READ, users.with_url(self._calls.own(page)).get)
        else:
            found = await self._calls.make(_READ, lambda: users.get(configuration))
        identities = tuple(Identity(self._home, row.id) for row in found.value or ())
        return People(identities, found.odata_next_link or "")

    async def presence(self, people: Sequence[Identity]) -> Mapping[Identity, Presence]:
        """See ``Directory``."""
        known = dict.fromkeys(people, Presence.UNKNOWN)
        ids = [one.object_id for one in known if one.tenant_id == self._home]
        for start in range(0, len(ids), _MOST_PRESENCES):
            body = presences.GetPresencesByUserIdPostRequestBody(ids=ids[start : start + _MOST_PRESENCES])
            post = self._calls.client.communications.get_presences_by_user_id.post
            found = await self._calls.make(_READ, partial(post, body))
            for row in found.value or ():
                said = (row.availability or "").casefold()
                known[Identity(self._home, row.id)] = _PRESENCES.get(said, Presence.UNKNOWN)
        return known
