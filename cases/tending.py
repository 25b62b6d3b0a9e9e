"""What is to be done next in Teams for one case, given what the register holds and what has been seen.

It is asked anew after each step, and knows no other state than the case's file and what this piece of work
has seen so far. Whatever broke off in between, the next answer starts from what is there.
docs/architecture.md has a table of what follows when, which the tests hold it to.
"""

from collections.abc import Iterator
from datetime import date, datetime

from cases.channel_plan import moves, wanted
from cases.local import local_day
from cases.model import CaseStatus, ChannelRecord, ChannelStage, Seat, SeatStage
from cases.ports_casework import CaseFile
from cases.tending_steps import (
    ALL_SEEN,
    Act,
    AddBot,
    AddMember,
    AddTab,
    Archive,
    Confirm,
    Did,
    Done,
    FindTeam,
    Forget,
    MakeChannel,
    PostCard,
    PostSummary,
    Remove,
    Rename,
    Rest,
    Seen,
    Step,
    Unarchive,
    Verify,
    key_of,
)


def next_step(file: CaseFile, on: date, now: datetime, seen: Seen) -> Step:
    """What is to be done next. ``Rest`` only if all that is left has to wait."""
    waiting = []
    for step in _to_do(file, on, now, seen):
        until = seen.until.get(key_of(step))
        if until is None or until <= now:
            return step
        waiting.append(until)
    return Rest(min(waiting)) if waiting else Done()


def is_due(file: CaseFile, on: date, now: datetime) -> bool:
    """Whether there is anything to do but to keep cards up to date."""
    return not isinstance(next_step(file, on, now, ALL_SEEN), Done)


def _to_do(file: CaseFile, on: date, now: datetime, seen: Seen) -> Iterator[Act]:
    """All that may be done now, the most urgent first. What has to be over before the rest ends the list."""
    record = file.record or ChannelRecord(file.case.id)
    is_open = file.case.status is CaseStatus.OPEN
    if file.order is None or record.stage is ChannelStage.LOST:
        return
    if record.channel_id is None:
        # Once it has a name Teams has been asked for it, and it may be there whatever came of that.
        if is_open or (record.team_id and record.name):
            yield MakeChannel() if record.team_id else FindTeam()
        return
    yield from _leaving(file, on, now, seen)
    if not is_open:
        yield from _closing(record, seen)
    elif record.stage is ChannelStage.ARCHIVED or seen.about.get("archive") or seen.about.get("unarchive"):
        yield Unarchive()  # also one whose archiving was begun when the case was opened again
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
    if record.stage is ChannelStage.ARCHIVED and not seen.about.get("unarchive"):
        return  # but for one that was being brought back when the case was closed again
    is_told = record.stage is not ChannelStage.OPEN
    if not is_told and Did.CARD not in seen.did:
        yield PostCard()
    elif not is_told and Did.SUMMARY not in seen.did:
        yield PostSummary()
    else:
        yield Archive()


def _leaving(file: CaseFile, on: date, now: datetime, seen: Seen) -> Iterator[Act]:
    for seat in moves(file, on).remove:
        yield Confirm(seat) if seat.stage is SeatStage.LEAVING else Remove(seat)
    people = wanted(file, on).people
    seated = {seat.identity for seat in file.seats if seat.stage is not SeatStage.OUT}
    for person, who in seen.coming:
        # They belong there no more, and nobody knows whether they were let in before.
        if person not in people and person not in seated:
            yield Remove(Seat(file.case.id, person, SeatStage.OUT, now, who))
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
