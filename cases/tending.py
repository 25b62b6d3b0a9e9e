"""What is to be done next in Teams for one case, given what the register holds and what has been seen.

It is asked anew after each step, and knows no other state than the case's file and what this piece of work
has seen so far. Whatever broke off in between, the next answer starts from what is there.
docs/architecture.md has a table of what follows when, which the tests hold it to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from cases.channel_plan import moves, wanted
from cases.local import local_day
from cases.model import (
    CaseStatus,
    ChannelRecord,
    ChannelStage,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseFile

_LONGEST = 30.0
PATIENCE = 38
"""How often something is asked again before it is given up: by then over 16 minutes have passed."""


class Did(StrEnum):
    """What one piece of work has seen to, or seen to be so."""

    BOT = "bot"
    TAB = "tab"
    CARD = "card"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class FindTeam:
    """A team of ours with room is needed for it."""


@dataclass(frozen=True, slots=True)
class MakeChannel:
    """The channel is to be made, or found if it is there."""


@dataclass(frozen=True, slots=True)
class AddBot:
    """The bot is to be in it."""


@dataclass(frozen=True, slots=True)
class AddTab:
    """The page about the channel is to be in it."""


@dataclass(frozen=True, slots=True)
class AddMember:
    """Somebody is to be in it."""

    person: Identity
    practitioner_id: PractitionerId


@dataclass(frozen=True, slots=True)
class Remove:
    """Somebody is to be taken out."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody was taken out: is it sure that they have no access any more?"""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Forget:
    """Somebody who was not let in does not belong there any more."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Verify:
    """Nobody else is in it? Then it is open."""


@dataclass(frozen=True, slots=True)
class Rename:
    """It is to be called by the case's reference of now."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """The case card is to be as it would be now."""


@dataclass(frozen=True, slots=True)
class PostSummary:
    """What there was, before nobody can post any more."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Nobody is to post in it."""


@dataclass(frozen=True, slots=True)
class Unarchive:
    """People are to post in it again."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing can be done before this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """Teams is as the register wants it, as far as it can be."""


Act = (
    FindTeam
    | MakeChannel
    | AddBot
    | AddTab
    | AddMember
    | Remove
    | Confirm
    | Forget
    | Verify
    | Rename
    | PostCard
    | PostSummary
    | Archive
    | Unarchive
)
Step = Act | Rest | Done


@dataclass(frozen=True, slots=True)
class Seen:
    """What one piece of work remembers from step to step.

    ``tries`` counts how often something was asked in vain, and ``until`` is when to ask again. ``cleared``
    are the object ids of those whom a listing shows and who have no access. ``about`` keeps what Teams called
    something that it has taken on.
    """

    did: frozenset[Did] = frozenset()
    tries: Mapping[str, int] = field(default_factory=dict)
    until: Mapping[str, datetime] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    about: Mapping[str, str] = field(default_factory=dict)

    def having(self, did: Did) -> "Seen":
        """The same, and this is seen to."""
        return replace(self, did=self.did | {did})

    def again(self, what: str, now: datetime, after: float = 0.0) -> "Seen":
        """The same, and this is asked again after 1, 2, 4, 8, 16, then 30 seconds, or ``after`` if longer."""
        tried = self.tried(what) + 1
        pause = timedelta(seconds=max(after, min(_LONGEST, 2.0 ** (min(tried, 10) - 1))))
        return replace(self, tries={**self.tries, what: tried}, until={**self.until, what: now + pause})

    def later(self, what: str, until: datetime) -> "Seen":
        """The same, and this waits until then; it was not tried."""
        return replace(self, until={**self.until, what: until})

    def tried(self, what: str) -> int:
        """How often this was asked in vain."""
        return self.tries.get(what, 0)

    def settled(self, what: str) -> "Seen":
        """The same, and nothing is waited for here."""
        return replace(
            self,
            tries={key: value for key, value in self.tries.items() if key != what},
            until={key: value for key, value in self.until.items() if key != what},
        )

    def noting(self, what: str, value: str) -> "Seen":
        """The same, and this is called so."""
        return replace(self, about={**self.about, what: value})


ALL_SEEN = Seen(did=frozenset(Did))


def key_of(step: Act) -> str:
    """Under which word ``Seen`` keeps how often a step was tried."""
    match step:
        case AddMember(person=person):
            return person.object_id
        case Remove(seat=seat) | Confirm(seat=seat) | Forget(seat=seat):
            return seat.identity.object_id
        case Archive() | Unarchive():
            return "archive"
        case _:
            return type(step).__name__.casefold()


def next_step(file: CaseFile, on: date, now: datetime, seen: Seen) -> Step:
    """What is to be done next. ``Rest`` only if all that is left has to wait."""
    waiting = []
    for step in _to_do(file, on, seen):
        until = seen.until.get(key_of(step))
        if until is None or until <= now:
            return step
        waiting.append(until)
    return Rest(min(waiting)) if waiting else Done()


def is_due(file: CaseFile, on: date, now: datetime) -> bool:
    """Whether there is anything to do but to keep cards up to date."""
    return not isinstance(next_step(file, on, now, ALL_SEEN), Done)


def _to_do(file: CaseFile, on: date, seen: Seen) -> Iterator[Act]:
    """All that may be done now, the most urgent first. What has to be over before the rest ends the list."""
    record = file.record or ChannelRecord(file.case.id)
    is_open = file.case.status is CaseStatus.OPEN
    if file.order is None or record.stage is ChannelStage.LOST:
        return
    if record.channel_id is None:
        if is_open:
            yield MakeChannel() if record.team_id else FindTeam()
        return
    yield from _leaving(file, on)
    if not is_open:
        yield from _closing(record, seen)
    elif record.stage is ChannelStage.ARCHIVED:
        yield Unarchive()
    elif record.stage is ChannelStage.OPENING:
        yield from _opening(file, on, seen)
    else:
        yield from _joining(file, on)
        if Did.CARD not in seen.did:
            yield PostCard()
        if record.name != file.case.reference:
            yield Rename()


def _opening(file: CaseFile, on: date, seen: Seen) -> Iterator[Act]:
    if Did.BOT not in seen.did:
        yield AddBot()
        return
    if Did.TAB not in seen.did:
        yield AddTab()
    yield from _joining(file, on)
    if not moves(file, on).remove:
        yield Verify()


def _closing(record: ChannelRecord, seen: Seen) -> Iterator[Act]:
    """What is still to be said comes before nobody can say anything."""
    if record.stage is ChannelStage.ARCHIVED:
        return
    is_told = record.stage is not ChannelStage.OPEN
    if not is_told and Did.CARD not in seen.did:
        yield PostCard()
    elif not is_told and Did.SUMMARY not in seen.did:
        yield PostSummary()
    else:
        yield Archive()


def _leaving(file: CaseFile, on: date) -> Iterator[Act]:
    for seat in moves(file, on).remove:
        yield Confirm(seat) if seat.stage is SeatStage.LEAVING else Remove(seat)
    people = wanted(file, on).people
    for seat in file.seats:
        if seat.stage is SeatStage.REFUSED and seat.identity not in people:
            yield Forget(seat)


def _joining(file: CaseFile, on: date) -> Iterator[Act]:
    """Those who are new, then those who were not let in on an earlier day: it may have been mended."""
    people = wanted(file, on).people
    for identity in moves(file, on).add:
        yield AddMember(identity, people[identity])
    for seat in file.seats:
        if seat.stage is SeatStage.REFUSED and seat.identity in people and local_day(seat.at) < on:
            yield AddMember(seat.identity, people[seat.identity])
