"""The ids by which Microsoft Graph knows people's chats with the bot; the Bot Connector has its own."""

import re

_GRAPHS = "@unq.gbl.spaces"
_GRAPH_CHAT = re.compile(rf"19:([0-9a-f-]{{36}})_[0-9a-f-]{{36}}{re.escape(_GRAPHS)}")


def graph_chat_id(object_id: str, bot_id: str) -> str:
    """The id by which Graph knows that chat, and by which a bot may write to it too."""
    return f"19:{object_id}_{bot_id}{_GRAPHS}"


def whose_chat(graph_id: str) -> str | None:
    """The object id of the person whose chat with the bot Graph knows by that id."""
    found = _GRAPH_CHAT.fullmatch(graph_id)
    return found.group(1) if found else None
