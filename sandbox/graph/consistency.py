"""What Graph shows of what is so: listings lag, a fresh private channel seems to have the whole team.

https://learn.microsoft.com/graph/api/channel-list-members: the list of a private channel that was just made
may show all members of the team, until it has caught up.
"""

from datetime import datetime

from sandbox.graph.graph import Graph
from sandbox.graph.state import PRIVATE, Channel, Member, Members, Team


def listed_members(graph: Graph, team: Team, channel: Channel | None) -> list[Member]:
    """The members as a listing shows them now: of a channel, or of the team itself."""
    if channel is None or channel.members is team.members:
        return _listed(graph, team.members)
    if channel.kind == PRIVATE and _fresh(graph, channel):
        return _listed(graph, team.members)
    return _listed(graph, channel.members)


def listed_channels(graph: Graph, team: Team) -> list[Channel]:
    """The channels as a listing shows them now."""
    return [channel for channel in team.living() if found_yet(graph, channel)]


def found_yet(graph: Graph, channel: Channel) -> bool:
    """Whether a new channel can be found already: not in the first half of the delay."""
    return graph.now() >= channel.created + graph.lag / 2


def _fresh(graph: Graph, channel: Channel) -> bool:
    return graph.now() < channel.created + graph.lag


def _listed(graph: Graph, members: Members) -> list[Member]:
    now = graph.now()
    shown = [row for row in members.rows if _shown(row, now, graph)]
    # Somebody who left and came back is one row, however much lags.
    return list({row.user.id: row for row in shown}.values())


def _shown(row: Member, now: datetime, graph: Graph) -> bool:
    return row.added + graph.lag <= now and (row.removed is None or now < row.removed + graph.lag)
