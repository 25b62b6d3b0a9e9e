"""Whether a child somebody writes about is one who is known: linked, left to a steward, or new."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cases.matching import CERTAIN, CLOSE, Asked, Called, Traits, match_weight, traits_of
from cases.matching.nicknames import Forms
from cases.model import Answered, Child, ChildId, Link, LinkAnswer, LinkState, PractitionerId

MOST_NAMES = 3
"""By how many of its names a child is looked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child who is known, and how likely the one at hand is that child."""

    child: Child
    probability: float


@dataclass(frozen=True, slots=True)
class Linked:
    """It is this child."""

    child_id: ChildId


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may be one of these, the likeliest first: a child of its own until a steward has decided."""

    child_ids: tuple[ChildId, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """It is none that is known."""


Verdict = Linked | Doubtful | Fresh


def link(child: Child, candidates: Sequence[Candidate], forms: Forms) -> Verdict:
    """Which of the candidates it is.

    The same NHS number or UPN links, however unlikely the rest. Nothing else links past a contradicting
    number, a shield, or a second candidate as good: those are for a steward. And nothing else links two who
    have no given name in common, or twins would be one child.
    """
    ranked = sorted(candidates, key=lambda one: (-one.probability, one.child.id))
    exact = [one.child.id for one in ranked if same_number(child, one.child)]
    if len(exact) == 1:
        return Linked(exact[0])
    if exact:
        return Doubtful(tuple(exact))
    likely = [one for one in ranked if one.probability >= CLOSE and may_be_called_so(child, one.child, forms)]
    certain = [one for one in likely if one.probability >= CERTAIN]
    if len(certain) == 1 and not _contradict(child, certain[0].child) and not certain[0].child.shielded:
        return Linked(certain[0].child.id)
    return Doubtful(tuple(one.child.id for one in likely)) if likely else Fresh()


def asked_of(child: Child, forms: Forms) -> tuple[Asked, ...]:
    """What to look for, once for each of the child's first names: the register is asked for this very one."""
    known = traits_of(child)
    names = known.names[:MOST_NAMES] or (Called(()),)
    return tuple(
        Asked(
            words := (*name.given, *name.family),
            tuple(forms.of(word) for word in words),
            known.birth,
            known.nhs_number,
            known.upn,
            known.area,
        )
        for name in names
    )


def may_be_called_so(one: Child, other: Child, forms: Forms) -> bool:
    """Whether the two have a given name in common, in some spelling or short form, or theirs turned round."""
    mine, theirs = traits_of(one).names, traits_of(other).names
    return any(
        _alike(name.given, known.given, forms)
        or (_alike(name.given, known.family, forms) and _alike(name.family, known.given, forms))
        for name in mine
        for known in theirs
    )


def _alike(words: Sequence[str], others: Sequence[str], forms: Forms) -> bool:
    return any(
        match_weight(Asked((word,), (forms.of(word),)), Traits((Called((other,)),))) > 0
        for word in words
        for other in others
    )


def same_number(one: Child, other: Child) -> bool:
    """Whether one NHS number, or one UPN, is on record for both."""
    return bool(one.nhs_number and one.nhs_number == other.nhs_number) or bool(
        one.upn and one.upn == other.upn
    )


def _contradict(one: Child, other: Child) -> bool:
    return bool(one.nhs_number and other.nhs_number) or bool(one.upn and other.upn)


def pair(link_id: str, one: ChildId, other: ChildId, probability: float, at: datetime) -> Link:
    """Two children for the stewards' queue."""
    first, second = sorted((one, other))
    return Link(link_id, first, second, probability, at)


def answered(link: Link, by: PractitionerId, at: datetime, answer: LinkAnswer, words: str = "") -> Link:
    """The pair once a steward has answered. Whoever is not sure leaves it open for the next one."""
    said = Answered(at, by, answer, words)
    states = {LinkAnswer.SAME: LinkState.SAME, LinkAnswer.DIFFERENT: LinkState.DIFFERENT}
    return replace(link, state=states.get(answer, LinkState.OPEN), answers=(*link.answers, said))


def in_turn(links: Collection[Link], steward: PractitionerId) -> list[Link]:
    """The open pairs as this steward gets them: those they were not sure of come last, else the oldest."""
    waiting = (link for link in links if link.state is LinkState.OPEN)
    return sorted(waiting, key=lambda link: (_unsure(link, steward), link.at, link.id))


def _unsure(link: Link, steward: PractitionerId) -> int:
    return sum(said.by == steward for said in link.answers)
