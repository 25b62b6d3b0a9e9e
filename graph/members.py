"""Who is in a team or channel: listed, added, changed, removed, and whether they really have access."""

from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember

from cases.model import ConversationId, Identity
from cases.ports_channels import MemberPage, Membership, Role, TeamId
from cases.ports_tenant import NotThereError, Why
from graph.addresses import in_path, member_of, named, quoted_in_path
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.rates import Call, Kind

_HAS_ACCESS = (
    "does_user_have_accessuser_id_user_id_tenant_id_tenant_id_user_principal_name_user_principal_name"
)


class GraphMembers:
    """The part of ``Channels`` that is about people."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def members(self, team: TeamId, channel: ConversationId | None, page: str = "") -> MemberPage:
        """See ``Channels``."""
        builder = self._members(team, channel)
        asked = builder.with_url(self._calls.own(page)) if page else builder
        found = await self._calls.make(Call(Kind.READ_MEMBERS, team, channel or ""), asked.get)
        home = self._calls.access.tenant_id
        return MemberPage(
            tuple(member_of(row, home) for row in found.value or ()), found.odata_next_link or ""
        )

    async def add_to_team(self, team: TeamId, person: Identity) -> Membership:
        """See ``Channels``."""
        if person.tenant_id != self._calls.access.tenant_id:
            raise refused(Why.NOT_IN_DIRECTORY)
        return await self._add(team, None, named(person))

    async def add_member(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role
    ) -> Membership:
        """See ``Channels``."""
        elsewhere = person.tenant_id != self._calls.access.tenant_id
        return await self._add(team, channel, named(person, role, tenant=elsewhere))

    async def remove_member(
        self, team: TeamId, channel: ConversationId | None, person: Identity, membership: str = ""
    ) -> None:
        """See ``Channels``."""
        found = membership or await self._listed(team, channel, person)
        if found:
            try:
                item = self._members(team, channel).by_conversation_member_id(found)
                await self._calls.make(Call(Kind.WRITE_MEMBERS, team, channel or ""), item.delete)
            except NotThereError:
                found = ""
        # Not listed is not the same as not there: a young membership cannot be seen for some minutes.
        if not found and channel and await self.has_access(team, channel, person):
            raise NotThereError("Their membership cannot be seen yet.")

    async def set_role(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role, membership: str = ""
    ) -> None:
        """See ``Channels``."""
        found = membership or await self._listed(team, channel, person)
        if not found:
            raise NotThereError("They are no member, or their membership cannot be seen yet.")
        body = AadUserConversationMember(roles=["owner"] if role is Role.OWNER else [])
        item = self._members(team, channel).by_conversation_member_id(found)
        await self._calls.make(Call(Kind.WRITE_MEMBERS, team, channel), lambda: item.patch(body))

    async def has_access(self, team: TeamId, channel: ConversationId, person: Identity) -> bool:
        """See ``Channels``. The address is written by hand: the SDK loses the commas of its parameters."""
        url = (
            f"{self._calls.access.base_url}/teams/{in_path(team)}/channels/{in_path(channel)}"
            f"/doesUserHaveAccess(userId={quoted_in_path(person.object_id)},tenantId={quoted_in_path(person.tenant_id)})"
        )
        item = self._calls.client.teams.by_team_id(team).channels.by_channel_id(channel)
        asked = getattr(item, _HAS_ACCESS).with_url(url)
        found = await self._calls.make(Call(Kind.READ_MEMBERS, team, channel), asked.get)
        return bool(found.value)

    async def _add(
        self, team: TeamId, channel: ConversationId | None, body: AadUserConversationMember
    ) -> Membership:
        call = Call(Kind.WRITE_MEMBERS, team, channel or "")
        builder = self._members(team, channel)
        try:
            made = await self._calls.make(call, lambda: builder.post(body))
        except NotThereError:
            await self._blame(team, channel)
            raise
        return member_of(made, self._calls.access.tenant_id)

    async def _blame(self, team: TeamId, channel: ConversationId | None) -> None:
        """Graph says 404 for a person as for a channel: if the place is there, it was the person."""
        place = self._calls.client.teams.by_team_id(team)
        asked = place.channels.by_channel_id(channel) if channel else place
        await self._calls.make(Call(Kind.READ, team, channel or ""), asked.get)
        raise refused(Why.NOT_IN_DIRECTORY)

    async def _listed(self, team: TeamId, channel: ConversationId | None, person: Identity) -> str:
        """The id of somebody's membership, "" if it is not listed."""
        call = Call(Kind.READ_MEMBERS, team, channel or "")
        async for row in rows(self._calls, call, self._members(team, channel)):
            member = member_of(row, self._calls.access.tenant_id)
            if member.identity == person:
                return member.id
        return ""

    def _members(self, team: TeamId, channel: ConversationId | None):  # type: ignore[no-untyped-def]  # noqa: ANN202 - msgraph is not followed
        place = self._calls.client.teams.by_team_id(team)
        return place.channels.by_channel_id(channel).members if channel else place.members
