"""Being put in touch with a sensitive service: where a request stands, and who may move it on.

The table of docs/policy.md is ``MOVES``; nothing moves in any other way.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cases.model import ChildId, InvolvementId, PractitionerId, Reason, ServiceId


class Stage(StrEnum):
    """Where a request stands with one involvement."""

    ASKED = "asked"
    PASSED = "passed on"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CONTACT = "will get in touch"
    REFUSED = "not passed on"
    WITHDRAWN = "withdrawn"
    ENDED = "no longer possible"


class Party(StrEnum):
    """Who moves a request."""

    ASKER = "the asker"
    BROKER = "a broker"
    PRACTITIONER = "the practitioner"
    CIRCUMSTANCE = "nobody"


class Step(StrEnum):
    """What somebody does with a request."""

    PASS = "passes it on"  # noqa: S105 - no password
    REFUSE = "says no"
    ACCEPT = "accepts"
    DECLINE = "declines"
    CONTACT = "gets in touch"
    WITHDRAW = "withdraws"
    END = "the involvement ends, or is disclosed no more"


MOVES: Mapping[tuple[Stage, Party, Step], Stage] = {
    (Stage.ASKED, Party.BROKER, Step.PASS): Stage.PASSED,
    (Stage.ASKED, Party.BROKER, Step.REFUSE): Stage.REFUSED,
    (Stage.PASSED, Party.BROKER, Step.REFUSE): Stage.REFUSED,
    (Stage.PASSED, Party.PRACTITIONER, Step.ACCEPT): Stage.ACCEPTED,
    (Stage.PASSED, Party.PRACTITIONER, Step.DECLINE): Stage.DECLINED,
    (Stage.PASSED, Party.PRACTITIONER, Step.CONTACT): Stage.CONTACT,
    (Stage.ASKED, Party.ASKER, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.PASSED, Party.ASKER, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.ASKED, Party.CIRCUMSTANCE, Step.END): Stage.ENDED,
    (Stage.PASSED, Party.CIRCUMSTANCE, Step.END): Stage.ENDED,
}
OPEN = frozenset({Stage.ASKED, Stage.PASSED})
IN_TOUCH = frozenset({Stage.ACCEPTED, Stage.CONTACT})


class Reads(StrEnum):
    """What the asker reads of a request: never how many services there are, nor who has been asked."""

    PASSED_ON = "passed on"
    IN_TOUCH = "in touch"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Approach:
    """A request as it concerns one involvement.

    ``since`` is when it came to where it stands, ``by`` who brought it there. ``why`` is what they said for
    not sharing, and ``shared`` whether the asker may read that. ``reminded_at`` is when whoever has not
    answered was last spoken of.
    """

    involvement_id: InvolvementId
    practitioner_id: PractitionerId
    service_id: ServiceId
    stage: Stage
    since: datetime
    by: PractitionerId | None = None
    why: str = ""
    shared: bool = False
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """A request to be put in touch with whoever is "a further service" of a child. ``asker_id`` made it."""

    id: str
    asker_id: PractitionerId
    child_id: ChildId
    reason: Reason
    asked_at: datetime
    approaches: tuple[Approach, ...]

    @property
    def open(self) -> tuple[Approach, ...]:
        """Where an answer is still awaited."""
        return tuple(one for one in self.approaches if one.stage in OPEN)

    def approach(self, which: InvolvementId) -> Approach | None:
        """The request as it concerns one involvement."""
        return next((one for one in self.approaches if one.involvement_id == which), None)


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody does something: who they are to the request, what they do, and what they say with it."""

    party: Party
    step: Step
    at: datetime
    by: PractitionerId | None = None
    why: str = ""
    shared: bool = False


def moved(request: Introduction, which: Collection[InvolvementId], move: Move) -> Introduction | None:
    """The request after a move of these approaches; None if that moves none of them."""
    after = tuple(_moved(one, move) if one.involvement_id in which else one for one in request.approaches)
    return None if after == request.approaches else replace(request, approaches=after)


def _moved(approach: Approach, move: Move) -> Approach:
    stage = MOVES.get((approach.stage, move.party, move.step))
    if stage is None:
        return approach
    return replace(
        approach,
        stage=stage,
        since=move.at,
        by=move.by,
        why=move.why,
        shared=move.shared,
        reminded_at=None,
    )


def read_by_asker(request: Introduction) -> Reads:
    """Where the asker reads that it stands. Of several services the first that comes forward counts."""
    stages = {one.stage for one in request.approaches}
    if stages & IN_TOUCH:
        return Reads.IN_TOUCH
    if stages & OPEN:
        return Reads.PASSED_ON
    return Reads.WITHDRAWN if Stage.WITHDRAWN in stages else Reads.DECLINED
