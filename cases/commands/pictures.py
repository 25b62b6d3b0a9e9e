"""Who is working with a child, as a picture?"""

from dataclasses import dataclass

from cases.model import ChildId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class Picture:
    """The circle with a picture of it. The child is who fits ``query``, or the one with ``child_id``.

    ``asked`` is what the circle was first asked for with; ``hidden`` takes the picture away again.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    reason: Reason | None = None
    asked: Query | None = None
    hidden: bool = False


OfPictures = Picture
