"""What is written only if all is still as it was when that was decided: each kind has a writer."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.choices import Choice
from cases.entries import Heard, Listed
from cases.handover import Handover
from cases.introduction import Introduction
from cases.model import (
    Approach,
    Case,
    ChannelOrder,
    ChildId,
    Ending,
    Involvement,
    Practitioner,
    PractitionerId,
    Review,
    Task,
)
from cases.profile import Profile
from cases.records.marks import CalendarRewrite, DigestsMade, TaskMarks
from cases.records.merging import ChildMerge, ChildUnmerge, LinkRewrite, NewLinks
from cases.records.seen import SeenAgain, SeenBatch


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A change to one practitioner's involvements with one child.

    ``before`` is all of them, past and future ones too, as they were when the change was decided; if they are
    not so any more when it is written, it is not written. ``after`` holds those that are new or different.
    """

    child_id: ChildId
    practitioner_id: PractitionerId
    before: tuple[Involvement, ...]
    after: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class CaseRewrite:
    """A case's lead, status, kind or reference changes; ``CaseOpening`` is what opens it again.

    Not written if the case is not ``before`` any more, or the reference is another case's.
    """

    before: Case
    after: Case


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked what they have not confirmed. Not written if the last time was not ``before``."""

    practitioner_id: PractitionerId
    before: date | None
    on: date


@dataclass(frozen=True, slots=True)
class Departure:
    """A practitioner leaves on that day, or is back. Not written if that is so already.

    ``by_directory`` when nobody said so but the directory. What a person says counts for more: it is written
    over the directory's word, and the directory brings back nobody of whom a person said it.
    """

    practitioner_id: PractitionerId
    active: bool
    on: date
    by_directory: bool = False


@dataclass(frozen=True, slots=True)
class HandoverRewrite:
    """A hand-over is asked for, answered or done. Not written if it is not ``before`` any more.

    ``before`` is None for a new one. There is at most one open hand-over of a practitioner's work with a
    child; ``replaces`` names the open one that the same turn puts an end to.
    """

    before: Handover | None
    after: Handover
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRewrite:
    """What a practitioner says of themself changes. Not written if the profile is not ``before`` any more."""

    before: Profile
    after: Profile


@dataclass(frozen=True, slots=True)
class IntroductionRewrite:
    """A request to be put in touch begins (``before`` is None) or moves.

    Not written if it is not ``before`` any more, or if the asker has one open for this child already.
    """

    before: Introduction | None
    after: Introduction


@dataclass(frozen=True, slots=True)
class GrantEnd:
    """A grant ends. Not written if it has been ended already."""

    grant_id: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class NewApproach:
    """Somebody asks something of a shielded child's record.

    Not written if this person's approaches from ``since`` on are not ``before`` (ids) any more.
    """

    approach: Approach
    since: datetime
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewReview:
    """An override is reviewed. Not written if it has been reviewed already."""

    approach_id: str
    review: Review


@dataclass(frozen=True, slots=True)
class CaseOpening:
    """A case is opened, or opened again if it is ``before``.

    Not written if it is not ``before`` any more, one of its children has another open case, or the reference
    is another case's.
    """

    before: Case | None
    after: Case


@dataclass(frozen=True, slots=True)
class ChannelRewrite:
    """A case's channel is asked for (``before`` is None), or asked for otherwise.

    Not written if what was asked for is not ``before`` any more, but for where its progress is shown.
    """

    before: ChannelOrder | None
    after: ChannelOrder


@dataclass(frozen=True, slots=True)
class TaskRewrite:
    """A task is given (``before`` is None), or changes. Not written if it is not of that version any more.

    Nor, for a new one, once its case has as many as it may have (cases.task.MOST_IN_A_CASE).
    """

    before: Task | None
    after: Task


@dataclass(frozen=True, slots=True)
class ChoiceRewrite:
    """How somebody wants to hear of updates changes. Not written if it is not ``before`` any more.

    With ``muting`` what is muted changes alone: that is no choice of how often and when.
    """

    before: Choice
    after: Choice
    muting: bool = False


@dataclass(frozen=True, slots=True)
class EntryRewrite:
    """What the register says of a practitioner follows the directory. Not written if it is not ``before``."""

    before: Listed
    after: Listed


@dataclass(frozen=True, slots=True)
class NewPractitioner:
    """A practitioner is taken on from the directory. Not written if somebody has this identity already."""

    practitioner: Practitioner
    heard: Heard


AnyRewrite = (
    Rewrite
    | CaseRewrite
    | Asked
    | Departure
    | HandoverRewrite
    | ProfileRewrite
    | IntroductionRewrite
    | GrantEnd
    | NewApproach
    | NewReview
    | CaseOpening
    | ChannelRewrite
    | TaskRewrite
    | TaskMarks
    | CalendarRewrite
    | ChoiceRewrite
    | SeenBatch
    | SeenAgain
    | DigestsMade
    | EntryRewrite
    | NewPractitioner
    | ChildMerge
    | ChildUnmerge
    | NewLinks
    | LinkRewrite
)
"""What is written only if all is still as it was when that was decided: each kind has a writer."""


class OutdatedError(Exception):
    """What a change rests on has changed in the meantime. Nothing was written: read again, decide again."""
