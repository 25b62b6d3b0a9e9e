"""The people of the home tenant through Microsoft Graph."""

from collections.abc import Mapping, Sequence
from functools import partial

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.communications.get_presences_by_user_id import (
    get_presences_by_user_id_post_request_body as presences,
)
from msgraph.generated.groups.item.transitive_members.graph_user.graph_user_request_builder import (
    GraphUserRequestBuilder,
)
from msgraph.generated.models.user import User
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

from cases.model import Identity
from cases.ports_directory import Entry, People, Person, Presence
from cases.ports_tenant import NotThereError, Why
from graph.addresses import quoted
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.rates import Call, Kind

_READ = Call(Kind.READ)
_MOST_PRESENCES = 650
_LARGEST_PAGE = 999
# https://learn.microsoft.com/graph/known-issues: an ``in`` takes 15 values.
_MOST_IN_A_FILTER = 15
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


# The smallest that Graph keeps; the whole one may have megabytes.
_PHOTO = "48x48"
_SAID = (
    "id", "displayName", "jobTitle", "businessPhones", "mail", "accountEnabled", "userType",
)  # fmt: skip


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
        builder = self._calls.client.users.by_user_id(identity.object_id)
        builder = builder.photos.by_profile_photo_id(_PHOTO).content
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

    async def accounts(self, people: Sequence[Identity]) -> Mapping[Identity, bool]:
        """See ``Directory``. ``getByIds`` takes more at once, but wants Directory.Read.All."""
        # Graph answers in lower case, however it was asked.
        asked = {one.object_id.casefold(): one for one in people if one.tenant_id == self._home}
        known: dict[Identity, bool] = {}
        for start in range(0, len(asked), _MOST_IN_A_FILTER):
            ids = list(asked)[start : start + _MOST_IN_A_FILTER]
            for row in await self._with_ids(ids, ("id", "accountEnabled")):
                if (one := asked.get(row.id.casefold())) is not None:
                    known[one] = row.account_enabled is not False
        return known

    async def _with_ids(
        self, ids: Sequence[str], select: Sequence[str], expand: Sequence[str] = ()
    ) -> Sequence[User]:
        listed = ", ".join(map(quoted, ids))
        query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
            filter=f"id in ({listed})",
            select=list(select),
            expand=list(expand) or None,
            top=_MOST_IN_A_FILTER,
        )
        configuration = RequestConfiguration(query_parameters=query)
        found = await self._calls.make(_READ, lambda: self._calls.client.users.get(configuration))
        return found.value or ()

    async def entries(self, people: Sequence[Identity]) -> Sequence[Entry]:
        """See ``Directory``."""
        asked = {one.object_id for one in people if one.tenant_id == self._home}
        found: list[Entry] = []
        for start in range(0, len(asked), _MOST_IN_A_FILTER):
            ids = sorted(asked)[start : start + _MOST_IN_A_FILTER]
            rows = await self._with_ids(ids, _SAID, ["manager($select=id)"])
            found += [self._entry(row) for row in rows if row.id.casefold() in asked]
        return found

    async def members(self, group: str) -> Sequence[Entry]:
        """See ``Directory``. A cast takes an advanced query: it may lag behind by some minutes."""
        query = GraphUserRequestBuilder.GraphUserRequestBuilderGetQueryParameters(
            select=list(_SAID), count=True, top=_LARGEST_PAGE
        )
        configuration = RequestConfiguration(query_parameters=query)
        configuration.headers.add("ConsistencyLevel", "eventual")
        builder = self._calls.client.groups.by_group_id(group).transitive_members.graph_user
        found = {row.id.casefold(): row async for row in rows(self._calls, _READ, builder, configuration)}
        return [self._entry(row) for row in found.values()]

    def _entry(self, row: User) -> Entry:
        # Everybody in Entra has a name: without one, Graph gives no more than the id of what we may not read.
        if not row.display_name:
            raise refused(Why.NOT_PERMITTED, "User.Read.All")
        return Entry(
            identity=Identity(self._home, row.id),
            name=row.display_name,
            role=row.job_title or "",
            phone=next(iter(row.business_phones or ()), ""),
            email=row.mail or "",
            enabled=row.account_enabled is not False,
            guest=(row.user_type or "").casefold() == "guest",
            manager=Identity(self._home, row.manager.id) if row.manager is not None else None,
        )

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
