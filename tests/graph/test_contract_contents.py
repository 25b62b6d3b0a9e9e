"""What the port Channels promises of what is in a channel: against Graph's local stand-in and the fake."""

import pytest

from cases.model import ConversationId
from cases.ports_channels import ChannelKind, TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why
from tests.graph.conftest import Place
from tests.graph.people import ANA

NAME, MARKER = "lumo-tavi", "case-card-lumo-tavi"
NOWHERE = ConversationId("19:none@thread.tacv2")
NO_TEAM = TeamId("00000000-0000-4000-8000-000000000000")


async def made(place: Place, kind: ChannelKind = ChannelKind.PRIVATE) -> ConversationId:
    channel = (await place.channels.make_channel(place.team, NAME, kind, ANA)).channel
    assert channel is not None
    await place.channels.add_bot(place.team, channel)
    return channel


@pytest.mark.parametrize("kind", [ChannelKind.PRIVATE, ChannelKind.SHARED])
async def test_a_channel_is_found_by_its_name_whatever_its_capitals(place: Place, kind: ChannelKind):
    assert await place.channels.find(place.team, NAME) is None
    channel = await made(place, kind)
    await place.channels.archive(place.team, channel)
    found = await place.channels.find(place.team, NAME.upper())
    assert found is not None
    assert (found.id, found.name, found.kind, found.archived) == (channel, NAME, kind, True)


async def test_a_channel_is_not_found_while_it_cannot_be_seen_nor_when_it_is_deleted(place: Place):
    place.lag()
    begun = await place.channels.make_channel(place.team, NAME, ChannelKind.SHARED, ANA)
    assert await place.channels.find(place.team, NAME) is None
    place.catch_up()
    await place.channels.progress(begun.operation)
    place.catch_up()
    found = await place.channels.find(place.team, NAME)
    assert found is not None
    assert found.id == begun.channel
    place.delete_by_hand(found.id)
    assert await place.channels.find(place.team, NAME) is None


async def test_in_a_team_that_is_not_there_nothing_is_found_and_that_is_said(place: Place):
    with pytest.raises(NotThereError):
        await place.channels.find(NO_TEAM, NAME)


async def test_the_bots_own_cards_with_the_marker_are_found_the_newest_first(place: Place):
    channel = await made(place)
    assert await place.channels.posted(place.team, channel, MARKER) == []
    first = place.post(channel, MARKER)
    place.post(channel, "another-card")
    place.say_by_hand(channel, MARKER)
    second = place.post(channel, MARKER)
    assert await place.channels.posted(place.team, channel, MARKER) == [second, first]
    assert await place.channels.posted(place.team, channel, "case-card") == []


async def test_messages_of_a_channel_that_is_not_there_are_not_there(place: Place):
    with pytest.raises(NotThereError):
        await place.channels.posted(place.team, NOWHERE, MARKER)


async def test_whoever_may_not_read_messages_is_told_so(place: Place):
    channel = await made(place)
    place.withhold()
    for call in (
        place.channels.posted(place.team, channel, MARKER),
        place.channels.label_files(place.team, channel, "Child record"),
    ):
        with pytest.raises(RefusedError) as told:
            await call
        assert told.value.why is Why.NOT_PERMITTED


async def test_the_files_of_a_channel_are_labelled_and_that_twice_is_once(place: Place):
    channel = await made(place)
    await place.channels.label_files(place.team, channel, "Child record")
    await place.channels.label_files(place.team, channel, "Child record")
    assert place.label_of(channel) == "Child record"


async def test_a_label_that_there_is_not_is_refused_and_the_old_one_stays(place: Place):
    channel = await made(place)
    await place.channels.label_files(place.team, channel, "Child record")
    with pytest.raises(RefusedError) as told:
        await place.channels.label_files(place.team, channel, "Chidl record")
    assert told.value.why is Why.NO_LABEL
    assert place.label_of(channel) == "Child record"


async def test_a_channel_without_a_folder_yet_is_not_there_yet(place: Place):
    place.lag()
    begun = await place.channels.make_channel(place.team, NAME, ChannelKind.PRIVATE, ANA)
    assert begun.channel is not None
    with pytest.raises(NotThereError):
        await place.channels.label_files(place.team, begun.channel, "Child record")
    place.catch_up()
    await place.channels.label_files(place.team, begun.channel, "Child record")
    assert place.label_of(begun.channel) == "Child record"
