"""Which names a channel may have.

https://learn.microsoft.com/microsoftteams/limits-specifications-teams#channel-names
"""

import re

from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.state import Channel, Team

LONGEST = 50
_FORBIDDEN = re.compile(r"[~#%&*{}+/\\:<>?|'\",]|\.\.|[\x00-\x1f\x7f-\x9f]")
_RESERVED = re.compile(
    r"forms|con|conin\$|conout\$|prn|aux|nul|com\d|lpt\d|desktop\.ini|_vti_", re.IGNORECASE
)


def check_name(team: Team, name: str | None, own: Channel | None = None) -> str:
    """The name, if a channel of the team may have it. Raises GraphError 400.

    A deleted channel keeps its name for as long as it can be restored.
    """
    if not name or not name.strip():
        raise bad_request("Channel display name is required.")
    if len(name) > LONGEST:
        raise bad_request(f"Channel name cannot be longer than {LONGEST} characters.")
    if _FORBIDDEN.search(name) or name.startswith(("_", ".")) or name.endswith("."):
        raise bad_request("Channel name contains invalid characters.")
    if _RESERVED.fullmatch(name) or "_vti_" in name.casefold():
        raise bad_request("Channel name is reserved.")
    others = (channel for channel in team.channels.values() if channel is not own)
    if any(channel.name.casefold() == name.casefold() for channel in others):
        raise GraphError(400, "NameAlreadyExists", "Channel name already existed, please use other name")
    return name
