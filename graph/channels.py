"""Teams and channels through Microsoft Graph."""

from graph.apps import GraphApps
from graph.members import GraphMembers
from graph.rooms import GraphRooms
from graph.teams import GraphTeams


class GraphChannels(GraphApps, GraphTeams, GraphRooms, GraphMembers):
    """The port ``Channels``, in four parts that share one client."""
