"""What has changed, in one message: judged anew when it is sent, so that it is right at that moment."""

from datetime import datetime
from hashlib import blake2b

from cards.card import Card
from cases.records import Effects, Notice
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights
from dialogs.updates_message import message_of


async def tell_updates(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """All that its reader may still be told of these updates; None if that is nothing.

    It may be made again, for instance when sending it failed: the same disclosure is on the trail once.
    """
    viewer = await UpdateSights(desk, now).viewer(notice.to)
    message = await message_of(notice.subject, viewer, now, desk) if viewer else None
    if message is None:
        return None
    what = "\n".join(f"{one.child_id}:{','.join(one.shown)}" for one in message.entries)
    digest = blake2b(what.encode(), digest_size=16).hexdigest()
    once = f"update:{notice.to}:{notice.subject}:{digest}"
    await desk.ledger.commit(Effects(audit=tuple(message.entries)), once)
    return message.card
