"""What there is to choose from when a case is opened: children, leads, the first circle."""

from collections.abc import Iterable, Sequence

from cases.kin import kin
from cases.model import ChildFile, Colleague, Viewer
from cases.opening import Offer, around
from cases.opening_form import MOST_LEADS
from cases.policy import right_to_see
from cases.policy_cases import may_lead_from_service, may_open_case
from cases.ports_casework import CaseFile
from dialogs.turn import Desk, Turn


async def siblings_of(turn: Turn, viewer: Viewer, file: ChildFile, desk: Desk) -> Sequence[ChildFile]:
    """The siblings whom the viewer may see as it is, and open a case for; none who has an open case."""
    relatives = await desk.register.relatives([file.child.id])
    family = sorted(kin(file.child.id, relatives))
    files = await desk.register.files(family, viewer.id, turn.now) if family else ()
    return eldest_first(
        one
        for one in files
        if right_to_see(viewer, one, turn.now, turn.today)
        and may_open_case(viewer, one, turn.today)
        and not one.cases
    )


async def offer_of(
    turn: Turn, viewer: Viewer, files: tuple[ChildFile, ...], desk: Desk, of: CaseFile | None = None
) -> Offer:
    """All that a form for these children offers. ``of`` is the open case that a channel is asked for."""
    people, further = around(viewer, files, turn.now, turn.today)
    return Offer(
        viewer=viewer,
        files=files,
        people=people,
        further_service=further,
        colleagues=() if of else await _colleagues(viewer, desk),
        home=desk.channels.home if desk.channels else None,
        setting=desk.channels.form if desk.channels else None,
        case=of.case if of else None,
        lead=of.lead if of else None,
    )


async def _colleagues(viewer: Viewer, desk: Desk) -> tuple[Colleague, ...]:
    me = await desk.register.colleague(viewer.id)
    if me is None:
        return ()
    found = (me, *await desk.handovers.receivers(me, "", MOST_LEADS))
    return tuple(one for one in found if may_lead_from_service(viewer, one))


def eldest_first(files: Iterable[ChildFile]) -> list[ChildFile]:
    """These children by age: an order in which nothing hidden plays a part."""
    return sorted(files, key=_age)


def _age(file: ChildFile) -> tuple[bool, tuple[int, int, int], str]:
    birth = file.child.birth
    born = (birth.year, birth.month or 0, birth.day or 0) if birth else (0, 0, 0)
    return (birth is None, born, file.child.reference)
