"""What the port Channels promises, held against Graph's local stand-in over HTTP and against the fake."""

import pytest

from cases.model import ConversationId, Identity
from cases.ports_channels import ChannelKind, Operation, Role, State, TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why
from tests.graph.conftest import Place
from tests.graph.people import ANA, BO, CY, DEE, GUEST, GUS, NOBODY

PRIVATE, SHARED, STANDARD = ChannelKind.PRIVATE, ChannelKind.SHARED, ChannelKind.STANDARD
NAME = "lumo-tavi"


async def made(place: Place, kind: ChannelKind = PRIVATE, name: str = NAME) -> ConversationId:
    channel = (await place.channels.make_channel(place.team, name, kind, ANA)).channel
    assert channel is not None
    return channel


async def listed(place: Place, channel: ConversationId | None) -> dict[Identity | None, Role]:
    page = await place.channels.members(place.team, channel)
    return {member.identity: member.role for member in page.members}


async def refusal(call: object) -> Why:
    with pytest.raises(RefusedError) as wrong:
        await call
    assert wrong.value.advice
    return wrong.value.why


@pytest.mark.parametrize("kind", [PRIVATE, SHARED, STANDARD])
async def test_a_channel_is_made_once_however_often_it_is_asked_for(place: Place, kind: ChannelKind):
    first = await place.channels.make_channel(place.team, NAME, kind, ANA)
    assert (await place.channels.progress(first.operation)).state is State.DONE
    again = await place.channels.make_channel(place.team, NAME, kind, ANA)
    assert again.channel == first.channel
    found = await place.channels.channel(place.team, first.channel)
    assert found is not None
    assert (found.name, found.kind, found.archived) == (NAME, kind, False)


@pytest.mark.parametrize("kind", [PRIVATE, SHARED])
async def test_a_new_channel_has_its_owner_and_nobody_else(place: Place, kind: ChannelKind):
    await place.channels.add_to_team(place.team, DEE)
    assert await listed(place, await made(place, kind)) == {ANA: Role.OWNER}


@pytest.mark.parametrize("kind", [PRIVATE, SHARED])
async def test_a_new_channel_may_not_be_seen_for_a_while(place: Place, kind: ChannelKind):
    place.lag()
    first = await place.channels.make_channel(place.team, NAME, kind, ANA)
    assert first.channel is not None
    assert await place.channels.channel(place.team, first.channel) is None
    place.catch_up()
    progress = await place.channels.progress(first.operation)
    assert progress.state is State.DONE
    place.catch_up()
    assert await place.channels.channel(place.team, first.channel) is not None
    assert (await place.channels.make_channel(place.team, NAME, kind, ANA)).channel == first.channel


async def test_a_channel_that_cannot_be_seen_yet_is_not_made_again(place: Place):
    place.lag()
    await made(place)
    assert await refusal(made(place)) is Why.NAME_TAKEN


async def test_what_goes_on_is_said_to_be_running_and_names_its_channel(place: Place):
    place.lag()
    begun = await place.channels.make_channel(place.team, NAME, SHARED, ANA)
    running = await place.channels.progress(begun.operation)
    assert (running.state, running.channel) == (State.RUNNING, begun.channel)


async def test_a_name_is_taken_by_another_kind_and_by_a_deleted_channel(place: Place):
    channel = await made(place, PRIVATE)
    assert await refusal(made(place, SHARED)) is Why.NAME_TAKEN
    place.delete_by_hand(channel)
    assert await refusal(made(place, PRIVATE)) is Why.NAME_TAKEN


async def test_a_name_that_teams_does_not_allow_is_refused(place: Place):
    assert await refusal(made(place, PRIVATE, "a/b")) is Why.NAME_FORBIDDEN


async def test_deleted_channels_count_while_we_know_of_them(place: Place):
    before = await place.channels.rooms(place.team)
    first, second = await made(place), await made(place, STANDARD, "second")
    assert await place.channels.rooms(place.team, [first]) == before + 2
    place.delete_by_hand(second)
    assert await place.channels.rooms(place.team) == before + 1
    assert await place.channels.rooms(place.team, [first, second]) == before + 2


async def test_a_team_is_made_once_and_ready_when_it_can_be_used(place: Place):
    place.lag()
    making = await place.channels.make_team("Fenwick 2", ANA)
    assert not await place.channels.team_ready(making)
    place.catch_up()
    assert await place.channels.team_ready(making)
    again = await place.channels.make_team("Fenwick 2", ANA)
    assert again == Operation(making.team)
    assert await place.channels.team_ready(again)
    page = await place.channels.members(making.team, None)
    assert [(one.identity, one.role) for one in page.members] == [(ANA, Role.OWNER)]


async def test_a_channel_or_team_that_is_not_there_is_none_or_not_there(place: Place):
    nowhere = ConversationId("19:none@thread.tacv2")
    assert await place.channels.channel(place.team, nowhere) is None
    with pytest.raises(NotThereError):
        await place.channels.add_member(place.team, nowhere, ANA, Role.MEMBER)
    with pytest.raises(NotThereError):
        await place.channels.rooms(TeamId("00000000-0000-4000-8000-000000000000"))


async def test_people_are_added_once_with_the_role_they_were_given(place: Place):
    channel = await made(place)
    for person in (CY, DEE, GUEST):
        await place.channels.add_to_team(place.team, person)
    await place.channels.add_to_team(place.team, CY)
    first = await place.channels.add_member(place.team, channel, CY, Role.MEMBER)
    again = await place.channels.add_member(place.team, channel, CY, Role.MEMBER)
    owner = await place.channels.add_member(place.team, channel, DEE, Role.OWNER)
    await place.channels.add_member(place.team, channel, GUEST, Role.MEMBER)
    assert first == again
    assert (owner.identity, owner.role) == (DEE, Role.OWNER)
    everybody = {ANA: Role.OWNER, CY: Role.MEMBER, DEE: Role.OWNER, GUEST: Role.MEMBER}
    assert await listed(place, channel) == everybody


async def test_members_come_page_by_page(place: Place):
    channel = await made(place)
    await place.channels.add_to_team(place.team, CY)
    await place.channels.add_member(place.team, channel, CY, Role.MEMBER)
    place.small_pages()
    first = await place.channels.members(place.team, channel)
    last = await place.channels.members(place.team, channel, first.further)
    assert [one.identity for one in (*first.members, *last.members)] == [ANA, CY]
    assert not last.further


async def test_somebody_of_a_connected_tenant_joins_a_shared_channel(place: Place):
    channel = await made(place, SHARED)
    member = await place.channels.add_member(place.team, channel, BO, Role.MEMBER)
    assert member.identity == BO
    assert await place.channels.has_access(place.team, channel, BO)


async def test_each_refusal_of_a_person_says_why(place: Place):
    private, shared = await made(place), await made(place, SHARED, "shared")
    standard = await made(place, STANDARD, "standard")
    add = place.channels.add_member
    assert await refusal(add(place.team, private, CY, Role.MEMBER)) is Why.NOT_IN_TEAM
    assert await refusal(add(place.team, private, NOBODY, Role.MEMBER)) is Why.NOT_IN_DIRECTORY
    assert await refusal(add(place.team, private, BO, Role.MEMBER)) is Why.OTHER_TENANT
    assert await refusal(add(place.team, shared, GUS, Role.MEMBER)) is Why.OTHER_TENANT
    assert await refusal(add(place.team, shared, GUEST, Role.MEMBER)) is Why.GUEST
    assert await refusal(add(place.team, standard, CY, Role.MEMBER)) is Why.WRONG_KIND
    assert await refusal(place.channels.add_to_team(place.team, NOBODY)) is Why.NOT_IN_DIRECTORY
    assert await refusal(place.channels.add_to_team(place.team, BO)) is Why.NOT_IN_DIRECTORY


async def test_a_member_is_removed_once_and_has_no_access_then(place: Place):
    channel = await made(place)
    await place.channels.add_to_team(place.team, CY)
    member = await place.channels.add_member(place.team, channel, CY, Role.MEMBER)
    assert await place.channels.has_access(place.team, channel, CY)
    await place.channels.remove_member(place.team, channel, CY, member.id)
    await place.channels.remove_member(place.team, channel, CY, member.id)
    await place.channels.remove_member(place.team, channel, CY)
    assert not await place.channels.has_access(place.team, channel, CY)
    assert await listed(place, channel) == {ANA: Role.OWNER}


async def test_a_member_is_found_for_removal_without_the_membership(place: Place):
    channel = await made(place, SHARED)
    await place.channels.add_member(place.team, channel, BO, Role.MEMBER)
    await place.channels.remove_member(place.team, channel, BO)
    assert not await place.channels.has_access(place.team, channel, BO)


async def test_who_leaves_the_team_leaves_its_private_channels(place: Place):
    channel = await made(place)
    await place.channels.add_to_team(place.team, CY)
    await place.channels.add_member(place.team, channel, CY, Role.MEMBER)
    await place.channels.remove_member(place.team, None, CY)
    assert await listed(place, None) == {ANA: Role.OWNER}
    assert not await place.channels.has_access(place.team, channel, CY)


async def test_ownership_passes_on_and_the_last_owner_stays(place: Place):
    channel = await made(place)
    await place.channels.add_to_team(place.team, DEE)
    member = await place.channels.add_member(place.team, channel, DEE, Role.MEMBER)
    assert await refusal(place.channels.remove_member(place.team, channel, ANA)) is Why.LAST_OWNER
    assert await refusal(place.channels.set_role(place.team, channel, ANA, Role.MEMBER)) is Why.LAST_OWNER
    await place.channels.set_role(place.team, channel, DEE, Role.OWNER, member.id)
    await place.channels.set_role(place.team, channel, ANA, Role.MEMBER)
    assert await listed(place, channel) == {ANA: Role.MEMBER, DEE: Role.OWNER}


async def test_nobody_who_is_no_member_gets_a_role(place: Place):
    channel = await made(place)
    with pytest.raises(NotThereError):
        await place.channels.set_role(place.team, channel, CY, Role.OWNER)


async def test_the_bot_is_put_into_team_and_channel_and_stays(place: Place):
    channel = await made(place)
    assert not await place.channels.has_bot(place.team, channel)
    for _ in range(2):
        await place.channels.add_bot(place.team, None)
        await place.channels.add_bot(place.team, channel)
    assert await place.channels.has_bot(place.team, None)
    assert await place.channels.has_bot(place.team, channel)


async def test_the_bot_comes_to_a_new_team_by_its_first_channel(place: Place):
    team = (await place.channels.make_team("Fenwick 2", ANA)).team
    assert not await place.channels.has_bot(team, None)
    channel = (await place.channels.make_channel(team, NAME, PRIVATE, ANA)).channel
    assert channel is not None
    await place.channels.add_bot(team, channel)
    assert await place.channels.has_bot(team, None)
    assert await place.channels.has_bot(team, channel)


async def test_a_channel_is_renamed_archived_and_brought_back(place: Place):
    channel = await made(place)
    await place.channels.rename(place.team, channel, "lumo-tavo")
    closing = await place.channels.archive(place.team, channel)
    assert (await place.channels.progress(closing)).state is State.DONE
    found = await place.channels.channel(place.team, channel)
    assert found is not None
    assert (found.name, found.archived) == ("lumo-tavo", True)
    assert await refusal(place.channels.rename(place.team, channel, "else")) is Why.ARCHIVED
    await place.channels.archive(place.team, channel)
    await place.channels.progress(await place.channels.unarchive(place.team, channel))
    found = await place.channels.channel(place.team, channel)
    assert found is not None
    assert not found.archived


async def test_a_tab_is_put_up_once(place: Place):
    channel = await made(place)
    for _ in range(2):
        await place.channels.add_tab(place.team, channel, "Circle", "https://teamaround.example/circle")


async def test_an_operation_that_nobody_knows_is_not_there(place: Place):
    with pytest.raises(NotThereError):
        await place.channels.progress(Operation(place.team, "none"))
