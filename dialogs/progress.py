"""How a case's channel comes along, for whoever asked for it: made afresh whenever something was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from cards.card import Card
from cards.progress import progress
from cases.local import local_day
from cases.model import CaseId, ChannelStage, ChildFile, Viewer
from cases.opening import around
from cases.policy import right_to_see
from cases.ports_casework import CaseFile
from cases.progress import Seen, belongs, progress_view
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import ProgressView
from dialogs.channel_links import link_to
from dialogs.readers import viewer_of
from dialogs.turn import Desk


async def progress_card(case: CaseId, desk: Desk, now: datetime) -> Card | None:
    """The card of a case's channel, under the policy of this moment for whoever asked for it.

    None where nobody asked, or they may see none of its children any more and do not lead it.
    """
    today = local_day(now)
    file = await desk.casework.case_file(case, today)
    if file is None or file.order is None:
        return None
    viewer = await viewer_of(file.order.asked_by, desk, now)
    if viewer is None:
        return None
    files = await desk.register.files(file.case.children, viewer.id, now)
    mine = [one for one in files if right_to_see(viewer, one, now, today)]
    if not mine and file.case.lead_id != viewer.id:
        return None
    people, _ = around(viewer, mine, now, today)
    seen = {one.who.practitioner.id: one for one in people}
    view = replace(progress_view(file, viewer, seen, today), link=_link(file, viewer, desk, now))
    await _record(view, viewer, mine, seen, desk, now)
    return progress(view)


def _link(file: CaseFile, viewer: Viewer, desk: Desk, now: datetime) -> str:
    """For those who belong there, once it is open."""
    is_open = file.record is not None and file.record.stage is ChannelStage.OPEN
    return link_to(file.record, desk) if is_open and belongs(file, viewer, local_day(now)) else ""


async def _record(
    view: ProgressView, viewer: Viewer, files: Sequence[ChildFile], seen: Seen, desk: Desk, now: datetime
) -> None:
    """That people of the circle were named, once for the same people."""
    names = {one.name for one in view.missing}
    told = {who for who, one in seen.items() if one.who.practitioner.name in names}
    identity = viewer.practitioner.identity
    if not told or identity is None:
        return
    entries = tuple(
        AuditEntry(
            at=now,
            identity=identity,
            practitioner_id=viewer.id,
            action=Action.CASE_OPEN,
            outcome=Outcome.SHOWN,
            child_id=file.child.id,
            basis=standing.basis,
            shown=tuple(sorted(one.involvement.id for one in file.circle if one.practitioner.id in told)),
        )
        for file in files
        if (standing := right_to_see(viewer, file, now, local_day(now)))
    )
    who = blake2b("|".join(sorted(told)).encode(), digest_size=16).hexdigest()
    await desk.ledger.commit(Effects(audit=entries), f"progress:{view.reference}:{viewer.id}:{who}")
