"""Everything of one tenant that is reached through Graph."""

from graph.channels import GraphChannels
from graph.chats import GraphChats
from graph.client import Access, Calls
from graph.directory import GraphDirectory
from graph.installs import GraphInstalls
from graph.pace import LoopTicks, Pace, Ticks
from graph.rates import Rates
from graph.watch import GraphWatch


class GraphTenant:
    """The ports on one client and under one pace. Close it. It belongs to the event loop that made it."""

    def __init__(self, access: Access, rates: Rates, ticks: Ticks | None = None) -> None:
        self._calls = Calls(access, Pace(rates, ticks or LoopTicks()))
        self.channels = GraphChannels(self._calls)
        self.directory = GraphDirectory(self._calls)
        self.watch = GraphWatch(self._calls)
        self.installs = GraphInstalls(self._calls)
        self.chats = GraphChats(self._calls)

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()
