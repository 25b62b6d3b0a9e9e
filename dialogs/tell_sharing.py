"""That a lead has ended somebody's access: told to whoever had it."""

from datetime import datetime

from cards.card import Card
from cards.sharing import access_ended_told
from cases.records import Notice
from cases.views import EndedView
from dialogs.turn import Desk


async def tell_grant_ended(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """To which children it ended; and why, if the lead wants it told."""
    first = await desk.register.grant(notice.subject)
    if first is None or first.ending is None or first.practitioner_id != notice.to:
        return None
    # Of one look, what was ended at the same moment.
    ended = [one for one in await desk.register.same_look(first.id) if one.ending == first.ending]
    files = await desk.register.files(sorted({one.child_id for one in ended}), notice.to, now)
    return access_ended_told(
        EndedView(
            tuple(sorted(file.child.reference for file in files)),
            first.expires_at,
            first.ending.words if first.ending.told else "",
        )
    )
