"""What stewards and leads are told of records that may be, or are, one child."""

from datetime import datetime

from cards.card import Card
from cards.stewards import links_told
from cards.stewards_merge import merged_told
from cases.policy import leads
from cases.records import Notice
from dialogs.stewards import waiting_for
from dialogs.turn import Desk


async def tell_links(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """How many pairs wait for a steward, as they wait at this moment; None if none does."""
    reader = await desk.register.colleague(notice.to)
    identity = reader.practitioner.identity if reader else None
    viewer = await desk.register.viewer(identity, now) if identity else None
    waiting = await waiting_for(viewer, desk) if viewer else 0
    return links_told(waiting) if waiting else None


async def tell_merged(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """To whoever leads a case of one of them: two records became one, or two again."""
    known = await desk.stewarding.merge(notice.subject)
    if known is None or (known.merge.undone_at is None) != (notice.kind == "child.merged"):
        return None
    files = await desk.register.files([known.merge.kept, known.merge.gone], notice.to, now)
    if not any(leads(notice.to, file) for file in files):
        return None
    undone = known.merge.undone_at is not None
    return merged_told(known.kept.reference, known.gone.reference, undone=undone)
