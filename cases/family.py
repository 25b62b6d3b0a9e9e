"""The decision behind "who is working with this family?": each child as if asked for alone.

Two steps, since whose relatives are read depends on whom the viewer may see: ``meet`` decides about the
children asked for, ``gather`` about their relatives. A relative who may not be seen leaves nothing in the
answer; the audit entries are what tells two such registers apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cases.kin import adults, kin
from cases.look import REFUSALS_KEPT, Answer, Decision, Look, decide
from cases.model import ChildFile, ChildId, PractitionerId, Relatives
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from cases.views import CircleView, FamilyAdult, FamilyChild, FamilyMember, FamilyView


@dataclass(frozen=True, slots=True)
class FamilyDecision:
    """What is answered and what is written."""

    answer: FamilyView | Answer
    effects: Effects


@dataclass(frozen=True, slots=True)
class Sight:
    """A child whose circle the viewer sees."""

    file: ChildFile
    circle: CircleView
    effects: Effects


@dataclass(frozen=True, slots=True)
class Met:
    """The children asked for whom the viewer sees; ``others`` are the rest of the case asked for."""

    sights: tuple[Sight, ...]
    others: tuple[ChildFile, ...] = ()


def meet(look: Look, fresh_ids: Sequence[str]) -> Met | FamilyDecision:
    """Whose family is meant; or what is answered first, just as if a circle had been asked for.

    A case, named by its reference or by being in its channel, means all of its children; a name means one.
    ``fresh_ids`` has one for each file.
    """
    if look.query.reference or look.query.conversation_id:
        sights = _each(look, look.files, fresh_ids)
        seen = tuple(sight for sight in sights if isinstance(sight, Sight))
        if seen:
            ids = {sight.file.child.id for sight in seen}
            return Met(seen, tuple(file for file in look.files if file.child.id not in ids))
    decision = decide(look)
    if isinstance(decision.answer, CircleView) and decision.file is not None:
        return Met((Sight(decision.file, decision.answer, decision.effects),))
    return FamilyDecision(decision.answer, _as_family(decision.effects))


def to_read(met: Met, relatives: Relatives) -> tuple[ChildId, ...]:
    """The relatives whose files ``gather`` needs."""
    asked = {sight.file.child.id for sight in met.sights}
    rest = {file.child.id for file in met.others}
    found = frozenset[ChildId]().union(*(kin(child, relatives) for child in asked))
    return tuple(sorted((found | rest) - asked))


def gather(
    look: Look, met: Met, relatives: Relatives, files: Sequence[ChildFile], fresh_ids: Sequence[str]
) -> FamilyDecision:
    """The family as the viewer may see it: the children met, and of these files every one that may be shown.

    ``fresh_ids`` has one for each file. Without a reason it is those whom the viewer has a standing right to.
    """
    shown = list(met.sights)
    refused: list[AuditEntry] = []
    for judged in _each(replace(look, further=False), files, fresh_ids):
        if isinstance(judged, Sight):
            shown.append(judged)
        else:
            refused += (entry for entry in judged.effects.audit if entry.outcome is Outcome.REFUSED)
    effects = Effects(
        audit=(*(entry for sight in shown for entry in sight.effects.audit), *refused[:REFUSALS_KEPT]),
        grants=tuple(grant for sight in shown for grant in sight.effects.grants),
        notices=tuple(_one_each(notice for sight in shown for notice in sight.effects.notices)),
    )
    asked = {sight.file.child.id for sight in met.sights}
    ordered = sorted(shown, key=lambda sight: (sight.file.child.id not in asked, *_age(sight)))
    children = tuple(_child(sight, ordered, relatives) for sight in ordered)
    opens = next((sight.circle.reference for sight in ordered if sight.circle.may_open_case), "")
    return FamilyDecision(FamilyView(children, look.today, look.reason is None, opens), _as_family(effects))


def _one_each(notices: Iterable[Notice]) -> Iterable[Notice]:
    """One for each lead, however many of the children they lead for: it was one look."""
    return {notice.to: notice for notice in reversed(tuple(notices))}.values()


def _each(look: Look, files: Sequence[ChildFile], fresh_ids: Sequence[str]) -> Iterable[Sight | Decision]:
    """Each child under the decision that asking for this child alone would have got."""
    for file, fresh_id in zip(files, fresh_ids, strict=True):
        alone = decide(replace(look, query=Query(), files=(file,), fresh_id=fresh_id))
        yield Sight(file, alone.answer, alone.effects) if isinstance(alone.answer, CircleView) else alone


def _as_family(effects: Effects) -> Effects:
    return replace(effects, audit=tuple(replace(entry, action=Action.FAMILY_SEE) for entry in effects.audit))


def _age(sight: Sight) -> tuple[bool, tuple[int, int, int], str, str]:
    """The eldest first: an order in which nothing hidden plays a part."""
    birth, circle = sight.circle.birth, sight.circle
    born = (birth.year, birth.month or 0, birth.day or 0) if birth else (0, 0, 0)
    return (birth is None, born, circle.child_name, circle.reference)


def _child(sight: Sight, family: Sequence[Sight], relatives: Relatives) -> FamilyChild:
    circle, child = sight.circle, sight.file.child
    # Who looks after a shielded child is the way to them.
    around = () if child.shielded else adults(child.id, relatives)
    return FamilyChild(
        name=circle.child_name,
        birth=circle.birth,
        reference=circle.reference,
        adults=tuple(FamilyAdult(one.kind, str(one.person.name)) for one in around),
        members=tuple(
            FamilyMember(person, _also_with(person.practitioner_id, sight, family))
            for person in circle.members
        ),
        further_service=circle.further_service,
        grant_until=circle.grant_until,
    )


def _also_with(who: PractitionerId | None, here: Sight, family: Sequence[Sight]) -> tuple[str, ...]:
    """The other children in whose circle, as shown, the same person is."""
    return tuple(
        _called(other, family)
        for other in family
        if other is not here and any(person.practitioner_id == who for person in other.circle.members)
    )


def _called(sight: Sight, family: Sequence[Sight]) -> str:
    """What tells one child from the others: the given name where that will do."""
    given = _given(sight)
    alike = sum(_given(other) == given for other in family)
    return given if given and alike == 1 else sight.circle.child_name or sight.circle.reference


def _given(sight: Sight) -> str:
    names = sight.file.child.names
    return names[0].given if names else ""
