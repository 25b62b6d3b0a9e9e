"""Messages of people's own chats with the bot, as the sandbox's connector holds them.

https://learn.microsoft.com/graph/api/chat-list-messages. What was just sent is not listed yet.
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from sandbox.chat_ids import whose_chat
from sandbox.conversations import Message
from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request, not_found
from sandbox.graph.graph import Graph
from sandbox.graph.messages import LARGEST_PAGE, USUAL_PAGE, row_of
from sandbox.graph.odata import many
from sandbox.graph.personal import has_it
from sandbox.graph.users import find_at_home

Json = dict[str, Any]

OPTIONS = frozenset({"$top", "$skiptoken", "$orderby", "$filter"})
PERMISSION = "Chat.Read.WhereInstalled"
_ORDER = re.compile(r"(lastModifiedDateTime|createdDateTime) desc")
_RANGE = re.compile(r"(lastModifiedDateTime|createdDateTime) (gt|lt) (\S+)")


def list_messages(graph: Graph, ask: Ask) -> Answer:
    """``GET /chats/{id}/messages``, the newest first. Raises GraphError 400 for a connector's own id."""
    graph.check_permitted(PERMISSION)
    account = whose_chat(ask.ids[0])
    if account is None:
        raise bad_request(f"Invalid ThreadId {ask.ids[0]}.")
    user = find_at_home(graph.state, account)
    if user is None or not has_it(graph, user):
        raise not_found("No chat found with that id.")
    said = graph.messages_of(graph.chat_with(user.id))
    rows = [_row(ask.ids[0], one) for one in reversed(said) if _at(one) + graph.lag <= graph.now()]
    context = f"chats('{ask.ids[0]}')/messages"
    return many(_heeded(ask), "chatMessage", context, rows, USUAL_PAGE, LARGEST_PAGE)


def _heeded(ask: Ask) -> Ask:
    """The call as it is understood: a filter counts only with the order by the same property."""
    order, wanted = ask.query.get("$orderby"), ask.query.get("$filter")
    ordered, ranged = _ORDER.fullmatch(order or ""), _RANGE.fullmatch(wanted or "")
    if order is not None and ordered is None:
        raise bad_request("The orderby clause is not supported: descending order only.")
    if wanted is not None and (ranged is None or ranged[1] + ranged[2] == "createdDateTimegt"):
        raise bad_request("The filter clause is not supported.")
    if ordered is not None and ranged is not None and ordered[1] == ranged[1]:
        return ask
    return replace(ask, query={name: value for name, value in ask.query.items() if name != "$filter"})


def _row(chat: str, message: Message) -> Json:
    """The connector's id of a message in a personal chat is not the one that Graph gives it."""
    row = row_of(message)
    number = str(row["id"]).removeprefix("1:")
    return row | {"id": number, "etag": number, "chatId": chat}


def _at(message: Message) -> datetime:
    return datetime.fromisoformat(message.activity["timestamp"])
