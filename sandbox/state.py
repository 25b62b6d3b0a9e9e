"""Everything that a running sandbox holds."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from sandbox.conversations import Conversations, Message
from sandbox.delivery import Delivery
from sandbox.directory import Conversation, Directory
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.graph.graph import Graph
from sandbox.graph.mirror import Mirror
from sandbox.graph.notices import Notices
from sandbox.log import CallLog
from sandbox.product import Product
from sandbox.rates import Rates
from sandbox.turns import Turns

_DAY_IN_MS = 24 * 60 * 60 * 1000


class MessageIds:
    """Ids as Teams makes them: milliseconds since 1970, always rising.

    They start somewhere in the last day, so that a product that kept its database does not take the messages
    of a new sandbox for redeliveries of an old one's.
    """

    def __init__(self) -> None:
        self._offset = secrets.randbelow(_DAY_IN_MS)
        self._last = 0

    def next(self, at: datetime) -> str:
        """A fresh id."""
        self._last = max(self._last + 1, int(at.astimezone(UTC).timestamp() * 1000) - self._offset)
        return str(self._last)


@dataclass(slots=True)
class Sandbox:
    """A local Teams around one product."""

    product: Product
    directory: Directory
    delivery: Delivery
    turns: Turns
    rates: Rates
    graph: Graph
    mirror: Mirror
    notices: Notices
    events: Events
    conversations: Conversations = field(default_factory=Conversations)
    faults: Faults = field(default_factory=Faults)
    connector_log: CallLog = field(default_factory=CallLog)
    ids: MessageIds = field(default_factory=MessageIds)
    blocked: set[str] = field(default_factory=set)

    def team_of(self, conversation: Conversation) -> tuple[str, str]:
        """Id and name, as the bot knows them, of the team that a channel is in."""
        found = self.graph.state.channel(conversation.id)
        return (found[0].internal_id, found[0].name) if found is not None else self.directory.team()

    def tell(self, conversation: Conversation, message: Message) -> None:
        """Let the pages of those who can see a message know that it changed."""
        seen_by = [member for member in conversation.members if message.visible_to(member)]
        self.events.changed(conversation.id, seen_by)


SANDBOX: web.AppKey[Sandbox] = web.AppKey("sandbox", Sandbox)


def service_url(request: web.Request) -> str:
    """The connector's address, as the product is to know it: where this request arrived."""
    if request.transport is None:
        raise ConnectionResetError("The caller has gone.")
    host, port = request.transport.get_extra_info("sockname")[:2]
    return f"http://{host}:{port}/connector/"
