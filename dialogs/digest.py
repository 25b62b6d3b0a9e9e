"""My digest, now: of whoever manages a service, as of this moment."""

from cards.digest import no_digest
from cases.commands import MyDigest
from cases.digest import Kind
from cases.digest_times import period
from cases.model import Viewer
from cases.policy import Right
from cases.records import Action, Effects, Outcome
from dialogs.digest_made import card_of, made_now, since_of
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn


async def my_digest(turn: Turn, viewer: Viewer, command: MyDigest, desk: Desk) -> Answer:  # noqa: ARG001
    """What has changed is since the last that came by itself; this one is not kept."""
    if not viewer.practitioner.manages:
        return nothing_managed(turn, viewer)
    last = (await desk.digests.latest([viewer.id], Kind.DAY)).get(viewer.id)
    since = await since_of(desk, viewer.id, Kind.DAY, turn.now)
    row = await made_now(desk, viewer, Kind.DAY, period(Kind.DAY, turn.today), since, turn.now)
    card = await card_of(desk, viewer, row, last, turn.today)
    entry = entry_by(turn, viewer, Action.DIGEST_SEE, Outcome.LISTED, basis=Right.MANAGER)
    return Answer((Reply(card),), Effects(audit=(entry,)))


def nothing_managed(turn: Turn, viewer: Viewer) -> Answer:
    """What whoever manages nothing hears."""
    entry = entry_by(turn, viewer, Action.DIGEST_SEE, Outcome.NOT_FOUND)
    return Answer((Reply(no_digest()),), Effects(audit=(entry,)))
