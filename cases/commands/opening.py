"""Opening a case, and asking for the channel of an open one."""

from dataclasses import dataclass

from cases.model import ChildId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case is to be opened for this child, or its open case is to have a channel (``channel``).

    The child is who fits ``query``, or the one with ``child_id``; with ``siblings`` those whom the viewer may
    open a case for as well. ``children`` and ``people`` are what was ticked, ``lead`` who was chosen: keys of
    cases.opening, with commas between. ``sent`` marks a form that was filled in, ``seen`` what it was made
    from, and ``offered`` whom it listed.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    siblings: bool = False
    channel: bool = False
    reason: Reason | None = None
    children: str = ""
    kind: str = ""
    lead: str = ""
    people: str = ""
    form: str = ""
    sent: bool = False
    seen: str = ""
    offered: str = ""


OfOpening = OpenCase
