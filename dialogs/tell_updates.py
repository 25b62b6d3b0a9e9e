"""What has changed, in one message: judged anew when it is sent, so that it is right at that moment."""

from datetime import datetime
from hashlib import blake2b

from cards.card import Card
from cards.updates import updates_card
from cases.local import local_day
from cases.records import Effects, Notice
from cases.update_view import updates_view
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights
from dialogs.updates_channel import entries_of


async def tell_updates(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """All that its reader may still be told of these updates; None if that is nothing.

    It may be made again, for instance when sending it failed: the same disclosure is on the trail once.
    """
    sights = UpdateSights(desk, now)
    viewer = await sights.viewer(notice.to)
    if viewer is None:
        return None
    found = await desk.updates.in_batch(notice.subject)
    told = [one for update in found if (one := await sights.told(update, viewer))]
    view = updates_view([one.line for one in told], local_day(now))
    if not view.blocks:
        return None
    entries = entries_of(viewer, told, "concerned", now)
    what = "\n".join(f"{one.child_id}:{','.join(one.shown)}" for one in entries)
    digest = blake2b(what.encode(), digest_size=16).hexdigest()
    await desk.ledger.commit(Effects(audit=entries), f"update:{notice.to}:{notice.subject}:{digest}")
    return updates_card(view)
