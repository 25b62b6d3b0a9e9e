"""A steward makes two records one, reads what was merged, and undoes it."""

from collections.abc import Sequence

from cards.stewards_merge import merge_done, merge_form, merged_list, undo_form
from cases.commands import Merges, MergeThem, UndoMerge
from cases.comparing import merge_view, sides, taken
from cases.linking import answered
from cases.merging import Fact, differing, merged
from cases.model import ChildId, LinkAnswer, LinkState, Merge, PractitionerId, Viewer
from cases.policy_stewards import is_steward, may_compare
from cases.ports_stewards import Known
from cases.records import (
    Action,
    AnyRewrite,
    AuditEntry,
    ChildMerge,
    ChildUnmerge,
    Effects,
    LinkRewrite,
    Notice,
    Outcome,
)
from cases.views import MergedLine, MergedView
from dialogs.entries import entry_by
from dialogs.stewards import BASIS, BEFORE_YOU, next_pair, pair_for, refused, seen
from dialogs.turn import Answer, Desk, Reply, Turn

CHOOSE = "They contradict each other: please choose which is right."
MERGED = "They are one record now. The leads of its cases are told."
UNDONE = "They are two records again. The leads of their cases are told."
NOT_NOW = "That has been undone already, or the record has become a part of another one: undo that first."
NO_WORDS = "Please say why, in a few words: it is kept with the merge."
LATEST = 20


async def merge_them(turn: Turn, viewer: Viewer, command: MergeThem, desk: Desk) -> Answer:
    """Two records become one. Whatever contradicts itself has to have been chosen."""
    pair = await pair_for(viewer, command.link_id, desk)
    if pair is None:
        return refused(turn, viewer)
    if turn.outdated or pair.link.state is not LinkState.OPEN:
        return await next_pair(turn, viewer, desk, BEFORE_YOU)
    kept, gone = sides(pair)
    words = " ".join(command.words.split())
    chosen = {fact: getattr(command, fact) for fact in Fact}
    right = taken(chosen, differing(kept, gone))
    if right is None:
        outlook = await desk.stewarding.outlook(kept.id, gone.id, turn.today)
        card = merge_form(merge_view(pair, outlook, turn.today, words, CHOOSE))
        return Answer((Reply(card),), Effects(audit=seen(turn, viewer, pair, Outcome.FORM_SHOWN)))
    made = Merge(desk.fresh_id(), kept.id, gone.id, turn.now, viewer.id, words)
    after = answered(pair.link, viewer.id, turn.now, LinkAnswer.SAME, words)
    effects = Effects(
        audit=tuple(
            entry_by(
                turn,
                viewer,
                Action.CHILD_MERGE,
                Outcome.CHANGED,
                child_id=child,
                basis=BASIS,
                reason=f"{gone.id} into {kept.id}: {words}".rstrip(": "),
            )
            for child in (kept.id, gone.id)
        ),
        rewrites=(ChildMerge(made, kept, gone, merged(kept, gone, right)), LinkRewrite(pair.link, after)),
        notices=await _told(turn, viewer, (kept.id, gone.id), "child.merged", made, desk),
    )
    return Answer((Reply(merge_done(MERGED, made.id)),), effects)


async def merges(turn: Turn, viewer: Viewer, command: Merges, desk: Desk) -> Answer:  # noqa: ARG001
    """The latest merges, as far as this steward may see the children."""
    if not is_steward(viewer):
        return refused(turn, viewer)
    known = [one for one in await desk.stewarding.merges(LATEST) if _may(viewer, one)]
    lines = [await _line(one, desk) for one in known]
    entries = tuple(
        entry_by(turn, viewer, Action.DUPLICATES_SEE, Outcome.LISTED, child_id=one.kept.id, basis=BASIS)
        for one in known
    )
    nothing = entry_by(turn, viewer, Action.DUPLICATES_SEE, Outcome.LISTED, basis=BASIS)
    return Answer((Reply(merged_list(MergedView(tuple(lines)))),), Effects(audit=entries or (nothing,)))


async def undo_merge(turn: Turn, viewer: Viewer, command: UndoMerge, desk: Desk) -> Answer:
    """Two children after all: asks why, then undoes it."""
    known = await desk.stewarding.merge(command.merge_id)
    if known is None or not _may(viewer, known):
        return refused(turn, viewer)
    made, words = known.merge, " ".join(command.words.split())
    about = (made.kept, made.gone)
    if turn.outdated or made.undone_at is not None:
        audit = _entries(turn, viewer, about, Outcome.OUTDATED, words)
        return Answer((Reply(merge_done(NOT_NOW)),), Effects(audit=audit))
    if not (command.sent and words):
        names = (known.kept.reference, known.gone.reference)
        card = undo_form(command, names, NO_WORDS if command.sent else "")
        return Answer((Reply(card),), Effects(audit=_entries(turn, viewer, about, Outcome.FORM_SHOWN, words)))
    rewrites: tuple[AnyRewrite, ...] = (ChildUnmerge(made, viewer.id, turn.now, words),)
    link = await desk.stewarding.link_of(*about)
    if link and link.state is LinkState.SAME:
        # Else the next look for duplicates would offer the pair again.
        apart = answered(link, viewer.id, turn.now, LinkAnswer.DIFFERENT, words)
        rewrites = (*rewrites, LinkRewrite(link, apart))
    effects = Effects(
        audit=_entries(turn, viewer, about, Outcome.CHANGED, words),
        rewrites=rewrites,
        notices=await _told(turn, viewer, about, "child.parted", made, desk),
    )
    return Answer((Reply(merge_done(UNDONE)),), effects)


def _may(viewer: Viewer, known: Known) -> bool:
    return may_compare(viewer, (known.kept, known.gone))


async def _line(known: Known, desk: Desk) -> MergedLine:
    made = known.merge
    return MergedLine(
        merge_id=made.id,
        kept=known.kept.reference,
        gone=known.gone.reference,
        at=made.at,
        by=await _name(made.by, desk),
        reason=made.reason,
        undone_at=made.undone_at,
        undone_by=await _name(made.undone_by, desk) if made.undone_by else "",
    )


async def _name(who: PractitionerId, desk: Desk) -> str:
    found = await desk.register.colleague(who)
    return found.practitioner.name if found else ""


def _entries(
    turn: Turn, viewer: Viewer, about: Sequence[ChildId], outcome: Outcome, words: str
) -> tuple[AuditEntry, ...]:
    return tuple(
        entry_by(turn, viewer, Action.CHILD_UNMERGE, outcome, child_id=child, basis=BASIS, reason=words)
        for child in about
    )


async def _told(
    turn: Turn, viewer: Viewer, about: Sequence[ChildId], kind: str, made: Merge, desk: Desk
) -> tuple[Notice, ...]:
    """The leads of the children's open cases."""
    files = await desk.register.files(list(about), viewer.id, turn.now)
    leads = {case.lead_id for file in files for case in file.cases if case.lead_id is not None}
    return tuple(Notice(lead, kind, made.id) for lead in sorted(leads - {viewer.id}))
