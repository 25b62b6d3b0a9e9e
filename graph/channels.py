"""Teams and channels through Microsoft Graph."""

from graph.apps import GraphApps
from graph.contents import GraphContents
from graph.members import GraphMembers
from graph.rooms import GraphRooms
from graph.teams import GraphTeams


class GraphChannels(GraphApps, GraphTeams, GraphRooms, GraphMembers, GraphContents):
    """The port ``Channels``, in five parts that share one client."""
