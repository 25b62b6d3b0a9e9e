"""The way into a channel of Teams."""

from cards.text import channel_link
from cases.model import ChannelRecord, ChannelStage
from dialogs.turn import Desk

READABLE = (ChannelStage.OPEN, ChannelStage.ARCHIVED)


def link_to(record: ChannelRecord | None, desk: Desk) -> str:
    """The deep link to a channel that can be read; "" where there is none."""
    if record is None or record.channel_id is None or desk.channels is None or record.stage not in READABLE:
        return ""
    return channel_link(record.team_id, record.channel_id, record.name or "Case", desk.channels.home)
