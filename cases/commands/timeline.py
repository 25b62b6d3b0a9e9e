"""What has happened with a child?"""

from dataclasses import dataclass

from cases.model import ChildId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What has happened with this child? The child is who fits ``query``, or the one with ``child_id``.

    ``since`` and ``until`` are days (ISO), both included, "" without such an end. ``earlier`` is where the
    page before ended: see cases.timeline. ``further`` sets aside the children the viewer may see already.
    ``chart`` adds a drawing; ``asked`` is what the child was first asked for with.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    since: str = ""
    until: str = ""
    earlier: str = ""
    reason: Reason | None = None
    further: bool = False
    chart: bool = False
    asked: Query | None = None
