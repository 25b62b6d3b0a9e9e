"""What governance leads do with overrides: read those that are open, and review each."""

from dataclasses import replace
from datetime import datetime

from cards.not_found import not_found
from cards.override_told import override_alert, override_list
from cases import trail
from cases.commands import Overrides, ReviewOverride
from cases.model import Approach, ApproachKind, ChildId, Review, Verdict, Viewer
from cases.policy_override import may_review
from cases.policy_trail import reads_trail
from cases.records import Action, AuditEntry, Effects, NewReview, Outcome
from cases.views import ApproachView, ReviewView
from dialogs.shield import governance_of
from dialogs.turn import Answer, Desk, Reply, Turn

NO_WORDS = "Please say in a few words what is to be investigated."
BEFORE_YOU = "Somebody had reviewed it before you."


async def overrides(turn: Turn, viewer: Viewer, command: Overrides, desk: Desk) -> Answer:  # noqa: ARG001
    """Those still to be reviewed that this governance lead answers for."""
    if not reads_trail(viewer):
        return _refused(turn, viewer)
    found = [await view_for(viewer, one, desk, turn.now) for one in await desk.approaches.unreviewed()]
    mine = [view for view in found if view is not None]
    return Answer((Reply(override_list(mine)),), Effects(audit=(_read(turn, viewer, Outcome.SHOWN),)))


async def review_override(turn: Turn, viewer: Viewer, command: ReviewOverride, desk: Desk) -> Answer:
    """Show one override, or keep the verdict on it."""
    approach = await desk.approaches.approach(command.approach_id)
    view = await view_for(viewer, approach, desk, turn.now) if approach else None
    if approach is None or view is None:
        return _refused(turn, viewer, approach.child_id if approach else None)
    words = " ".join(command.words.split())
    if problem := _problem(command, view, words):
        view = replace(view, problem=problem)
    if problem or view.review or not command.verdict:
        entry = _read(turn, viewer, Outcome.SHOWN, approach.child_id)
        return Answer((Reply(override_alert(view)),), Effects(audit=(entry,)))
    verdict = Verdict(command.verdict)
    kept = NewReview(approach.id, Review(viewer.id, turn.now, verdict, words))
    entry = replace(
        _read(turn, viewer, Outcome.REVIEWED, approach.child_id),
        action=Action.OVERRIDE_REVIEW,
        reason=f"{verdict}: {words}".rstrip(": "),
    )
    mine = ReviewView(viewer.practitioner.name, turn.now, verdict, words)
    done = replace(view, review=mine, may_review=False)
    return Answer((Reply(override_alert(done)),), Effects(audit=(entry,), rewrites=(kept,)))


def _problem(command: ReviewOverride, view: ApproachView, words: str) -> str:
    if view.review:
        return BEFORE_YOU if command.verdict else ""
    return NO_WORDS if command.verdict == Verdict.INVESTIGATE and not words else ""


async def view_for(viewer: Viewer, approach: Approach, desk: Desk, now: datetime) -> ApproachView | None:
    """An override as this governance lead reads it; None if it is none, or not theirs to read."""
    files = await desk.register.files([approach.child_id], viewer.id, now)
    who = await desk.register.colleague(approach.practitioner_id)
    if approach.kind is ApproachKind.CONTACT or not files or who is None:
        return None
    if not may_review(viewer, await governance_of(approach.practitioner_id, files[0], desk)):
        return None
    review = approach.review
    by = await desk.register.colleague(review.by) if review else None
    return ApproachView(
        id=approach.id,
        kind=approach.kind,
        reference=files[0].child.reference,
        name=who.practitioner.name,
        role=who.practitioner.role,
        agency=who.agency.name,
        purpose=approach.reason.purpose,
        words=approach.reason.words,
        at=approach.at,
        seen=approach.seen,
        review=ReviewView(by.practitioner.name, review.at, review.verdict, review.words)
        if review and by
        else None,
        may_review=review is None,
    )


def _refused(turn: Turn, viewer: Viewer, child: ChildId | None = None) -> Answer:
    """The same for what is not known and for what may not be read; the trail tells them apart."""
    outcome = Outcome.REFUSED if child else Outcome.NOT_FOUND
    return Answer((Reply(not_found()),), Effects(audit=(_read(turn, viewer, outcome, child),)))


def _read(turn: Turn, viewer: Viewer, outcome: Outcome, child: ChildId | None = None) -> AuditEntry:
    stood_on = trail.GOVERNANCE if outcome in (Outcome.SHOWN, Outcome.REVIEWED) else ""
    words = turn.asked or "overrides"
    return trail.read_entry(turn.identity, viewer.id, turn.now, outcome, words, child, stood_on)
