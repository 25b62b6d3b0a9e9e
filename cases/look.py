"""From what was found to what is answered: the decision behind "who is working with this child?".

Two registers that differ only in what the viewer may not see give equal answers here; the audit entries are
what tells them apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.circle import circle_view, disclosed
from cases.meant import Meant, meant
from cases.model import ChildFile, ChildId, Grant, Identity, InvolvementId, Reason, Viewer
from cases.policy import Right, Standing, is_declined, purposes_for, right_to_see
from cases.policy_override import may_override
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from cases.views import Candidate, ChoiceView, CircleView, ProtectedView, ReasonView

REFUSALS_KEPT = 20
"""How many refused children one look leaves in the audit trail: a two-letter search must not flood it."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody who may be shown: unknown and not allowed read the same."""


Answer = CircleView | ChoiceView | ReasonView | ProtectedView | NotFound


@dataclass(frozen=True, slots=True)
class Look:
    """One person's look for one child: who looks, for whom, why, when, and what the search found.

    ``further`` sets aside the children that the viewer may see already; ``acting`` is set when something is
    to be done about the child. ``fresh_id`` names a grant if one is made, which then lasts ``grant_for``.
    """

    viewer: Viewer
    identity: Identity
    query: Query
    asked: str
    files: Sequence[ChildFile]
    reason: Reason | None
    further: bool
    now: datetime
    today: date
    grant_for: timedelta
    fresh_id: str
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is answered and what is written. ``file`` is the child's whose circle is shown."""

    answer: Answer
    effects: Effects
    file: ChildFile | None = None


@dataclass(frozen=True, slots=True)
class _Sight:
    """One child as this viewer would see it, and the right it rests on."""

    file: ChildFile
    standing: Standing
    view: CircleView
    grant: Grant | None = None


def decide(look: Look) -> Decision:
    """Answer a look. Without a right and without a reason, it asks for one before anything else."""
    own = [sight for file in look.files if (sight := _by_right(look, file))]
    if not look.further and (found := _meant(look, own)).these:
        return _answer(look, found)
    if look.reason is None:
        return Decision(
            ReasonView(look.query, purposes_for(look.viewer, look.today)),
            Effects(audit=(_entry(look, Outcome.REASON_ASKED),)),
        )
    return _with_reason(look, look.reason, {sight.file.child.id for sight in own})


def _with_reason(look: Look, reason: Reason, own: set[ChildId]) -> Decision:
    others = [file for file in look.files if file.child.id not in own]
    seen = [sight for file in others if (sight := _by_reason(look, file, reason))]
    if (found := _meant(look, seen)).these:
        return _answer(look, found)
    for file in others:
        if file.child.shielded and file.by_reference:
            return Decision(
                ProtectedView(file.child.reference, reason, may_override(look.viewer, look.today)),
                Effects(audit=(_entry(look, Outcome.PROTECTED, child=file.child.id),)),
            )
    return Decision(NotFound(), Effects(audit=tuple(_not_found(look, others))))


def _not_found(look: Look, hidden: Sequence[ChildFile]) -> Iterable[AuditEntry]:
    if not hidden:
        yield _entry(look, Outcome.NOT_FOUND)
    for file in hidden[:REFUSALS_KEPT]:
        yield _entry(look, Outcome.REFUSED, child=file.child.id)


def sees(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> bool:
    """Whether the viewer sees this child's circle as it is, without giving a reason."""
    return _seen(viewer, file, now, today) is not None


def _seen(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> _Sight | None:
    standing = right_to_see(viewer, file, now, today)
    if standing is None:
        return None
    view = circle_view(viewer, file, standing, today)
    # A grant under which nothing can be shown any more must not say that the child is known.
    if standing.right is Right.GRANT and _empty(view):
        return None
    return _Sight(file, standing, view)


def _by_right(look: Look, file: ChildFile) -> _Sight | None:
    return _seen(look.viewer, file, look.now, look.today)


def _by_reason(look: Look, file: ChildFile, reason: Reason) -> _Sight | None:
    if file.child.shielded or is_declined(look.viewer, file, look.now):
        return None
    until = look.now + look.grant_for
    standing = Standing(Right.GRANT, reason.purpose, until)
    view = circle_view(look.viewer, file, standing, look.today)
    if _empty(view):
        return None
    grant = Grant(look.fresh_id, look.viewer.id, file.child.id, reason, look.now, until)
    return _Sight(file, standing, view, grant)


def _empty(view: CircleView) -> bool:
    return not view.members and not view.further_service


def _meant(look: Look, sights: Sequence[_Sight]) -> Meant[_Sight]:
    """Whom of those they may see the viewer means.

    Decided here and not in the search, where a hidden child would change what is seen of others.
    """
    return meant(look.query, sights, lambda sight: sight.file, acting=look.acting)


def _answer(look: Look, found: Meant[_Sight]) -> Decision:
    sight = found.one
    if sight is None:
        return _choice(look, found.these)
    entry = _entry(
        look,
        Outcome.SHOWN,
        child=sight.file.child.id,
        basis=sight.standing.basis,
        shown=disclosed([look.viewer], sight.file, sight.standing, look.today),
    )
    if sight.grant is None:
        return Decision(sight.view, Effects(audit=(entry,)), sight.file)
    leads = {case.lead_id for case in sight.file.cases if case.lead_id is not None}
    told = tuple(Notice(lead, "grant", sight.grant.id) for lead in sorted(leads - {look.viewer.id}))
    return Decision(sight.view, Effects(audit=(entry,), grants=(sight.grant,), notices=told), sight.file)


def choice_of(files: Iterable[ChildFile], reason: Reason | None) -> ChoiceView:
    """Which of these children is meant: told apart by year of birth and area, in an order of those alone."""
    candidates = (
        Candidate(
            child.id,
            child.birth.year if child.birth else None,
            child.area,
            str(child.names[0]) if file.close is not None and child.names else "",
        )
        for file in files
        for child in (file.child,)
    )
    ordered = sorted(
        candidates,
        key=lambda candidate: (candidate.born_year or 0, candidate.area, candidate.name, candidate.child_id),
    )
    by_area = _alike(one.area for one in ordered) < _alike(one.born_year for one in ordered)
    return ChoiceView(tuple(ordered), reason, by_area)


def _alike(said: Iterable[object]) -> int:
    """How badly this tells them apart: how many are still alike, added up over all of them."""
    return sum(count * count for count in Counter(said).values())


def _choice(look: Look, sights: Sequence[_Sight]) -> Decision:
    entries = tuple(
        _entry(look, Outcome.CHOICE_OFFERED, child=sight.file.child.id, basis=sight.standing.basis)
        for sight in sights
    )
    offered = choice_of((sight.file for sight in sights), look.reason)
    return Decision(offered, Effects(audit=entries))


def _entry(
    look: Look,
    outcome: Outcome,
    *,
    child: ChildId | None = None,
    basis: str = "",
    shown: tuple[InvolvementId, ...] = (),
) -> AuditEntry:
    reason = look.reason
    return AuditEntry(
        at=look.now,
        identity=look.identity,
        practitioner_id=look.viewer.id,
        action=Action.CIRCLE_SEE,
        outcome=outcome,
        child_id=child,
        basis=basis,
        reason=f"{reason.purpose}: {reason.words}".rstrip(": ") if reason else "",
        asked=look.asked,
        shown=shown,
    )
