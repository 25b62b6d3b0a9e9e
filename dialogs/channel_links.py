"""The way into a channel of Teams."""

from urllib.parse import quote

from cases.model import ChannelRecord, ChannelStage
from dialogs.turn import Desk


def link_to(record: ChannelRecord | None, desk: Desk) -> str:
    """The deep link to a channel that can be read; "" where there is none.

    https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    if record is None or record.channel_id is None or desk.channels is None:
        return ""
    if record.stage not in (ChannelStage.OPEN, ChannelStage.ARCHIVED):
        return ""
    channel, name = quote(record.channel_id, safe=""), quote(record.name or "Case", safe="")
    where = f"groupId={quote(record.team_id, safe='')}&tenantId={quote(desk.channels.home, safe='')}"
    return f"https://teams.microsoft.com/l/channel/{channel}/{name}?{where}"
