"""What Teams shows of a case's channel."""

from dataclasses import dataclass

from cases.model import ChannelForm, ConversationId, Identity
from cases.ports_casework import CaseFile
from cases.ports_channels import Channel, Channels, Membership, TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why

_NOBODY = frozenset({Why.NOT_IN_DIRECTORY, Why.OTHER_TENANT})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case's channel is. ``own`` is what members and apps are asked of: None for the whole team."""

    team: TeamId
    channel: ConversationId
    own: ConversationId | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is there."""

    channel: Channel
    listed: tuple[Membership, ...]
    has_bot: bool


def place_of(file: CaseFile) -> Place | None:
    """Where the channel is; None while there is none."""
    record = file.record
    if record is None or record.channel_id is None or not record.team_id:
        return None
    whole = file.order is not None and file.order.form is ChannelForm.OWN_TEAM
    return Place(TeamId(record.team_id), record.channel_id, None if whole else record.channel_id)


async def look(channels: Channels, place: Place) -> Seen | None:
    """The channel, all who are listed, and whether the bot is in it; None if it is not to be seen."""
    channel = await channels.channel(place.team, place.channel)
    if channel is None:
        return None
    listed: list[Membership] = []
    page = await channels.members(place.team, place.own)
    listed += page.members
    while page.further:
        page = await channels.members(place.team, place.own, page.further)
        listed += page.members
    return Seen(channel, tuple(listed), await channels.has_bot(place.team, place.own))


async def is_in(channels: Channels, place: Place, who: Identity) -> bool:
    """Whether they can read the channel. Whom the directory does not know cannot."""
    try:
        return await channels.has_access(place.team, place.channel, who)
    except RefusedError as refused:
        if refused.why not in _NOBODY:
            raise
        return False
    except NotThereError:
        if await channels.channel(place.team, place.channel) is None:
            raise
        return False
