"""Whether a channel in Teams is as the register has it. The rules are in docs/policy.md.

Teams' listings lag by up to a quarter of an hour: they raise questions that ``Channels.has_access`` settles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from cases.channel_plan import wanted
from cases.model import (
    CaseStatus,
    ChannelRecord,
    ChannelStage,
    Colleague,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseFile
from cases.ports_channels import Channel, Membership, Role

LAG = timedelta(minutes=15)
"""How long a listing may take to show a change (learn.microsoft.com/graph/api/channel-list-members)."""


class Verdict(StrEnum):
    """What is to be made of somebody. DUE is for whoever tends the channel; UNSURE for a later look.

    KNOWN was found before and left in; GONE was, and is there no more; LET_IN is there though Teams said no.
    """

    FINE = "fine"
    DUE = "due"
    UNSURE = "unsure"
    STRANGER = "stranger"
    KNOWN = "known"
    MISSING = "missing"
    GONE = "gone"
    LET_IN = "let in"


class Oddity(StrEnum):
    """What is not as it was left, of the channel itself."""

    RENAMED = "renamed"
    NO_BOT = "no bot"
    ARCHIVED = "archived"
    UNARCHIVED = "unarchived"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a listing says about people. ``look_again`` is when what is unsure can be settled.

    ``nameless`` are in no Entra directory. ``no_owner``: the account that owns the channel is no owner of it.
    """

    strangers: tuple[Identity, ...] = ()
    known: tuple[Seat, ...] = ()
    missing: tuple[Seat, ...] = ()
    unsure: tuple[Identity, ...] = ()
    gone: tuple[Seat, ...] = ()
    let_in: tuple[Seat, ...] = ()
    nameless: tuple[Membership, ...] = field(default=())
    no_owner: bool = False
    due: bool = False
    look_again: datetime | None = None


def compare(
    file: CaseFile, listed: Sequence[Membership], owner: Identity, on: date, now: datetime
) -> Findings:
    """What differs between who is to be in the channel and who is listed there.

    ``owner`` is expected, and nobody's own. Everything here is to be confirmed but what is ``due``.
    """
    people = wanted(file, on).people
    there = {one.identity: one for one in listed if one.identity is not None}
    seats = {seat.identity: seat for seat in file.seats}
    everybody = [*there, *(one for one in (*people, *seats) if one not in there)]
    found: dict[Verdict, list[Identity]] = {verdict: [] for verdict in Verdict}
    for one in dict.fromkeys(everybody):
        if one != owner:
            found[verdict(belongs=one in people, seat=seats.get(one), listed=one in there, now=now)].append(
                one
            )
    fresh = file.record is None or file.record.since is None or now < file.record.since + LAG
    unowned = owner not in there or there[owner].role is not Role.OWNER
    ends = [seats[one].at + LAG for one in found[Verdict.UNSURE]]
    if unowned and fresh:
        ends.append(((file.record and file.record.since) or now) + LAG)
    return Findings(
        strangers=tuple(found[Verdict.STRANGER]),
        known=tuple(seats[one] for one in found[Verdict.KNOWN]),
        missing=tuple(seats[one] for one in found[Verdict.MISSING]),
        unsure=tuple(found[Verdict.UNSURE]),
        gone=tuple(seats[one] for one in found[Verdict.GONE]),
        let_in=tuple(seats[one] for one in found[Verdict.LET_IN]),
        nameless=tuple(one for one in listed if one.identity is None),
        no_owner=unowned and not fresh,
        due=bool(found[Verdict.DUE]),
        look_again=max(ends, default=None),
    )


def verdict(*, belongs: bool, seat: Seat | None, listed: bool, now: datetime) -> Verdict:
    """What is to be made of one person: by the register, by our own book, and by Teams' listing."""
    stage = seat.stage if seat else None
    young = seat is not None and now < seat.at + LAG
    if belongs:
        return _of_one_who_belongs(stage, young=young, listed=listed)
    if stage in (SeatStage.IN, SeatStage.LEAVING):
        return Verdict.DUE
    if stage is SeatStage.STRANGER:
        return Verdict.KNOWN if listed else Verdict.UNSURE if young else Verdict.GONE
    if not listed:
        return Verdict.FINE
    return Verdict.UNSURE if stage is SeatStage.OUT and young else Verdict.STRANGER


def _of_one_who_belongs(stage: SeatStage | None, *, young: bool, listed: bool) -> Verdict:
    match stage:
        case SeatStage.IN if listed:
            return Verdict.FINE
        case SeatStage.IN:
            return Verdict.UNSURE if young else Verdict.MISSING
        case SeatStage.REFUSED:
            return Verdict.LET_IN if listed else Verdict.FINE
        case _:
            return Verdict.DUE


def oddities(file: CaseFile, record: ChannelRecord, channel: Channel, *, has_bot: bool) -> frozenset[Oddity]:
    """What of the channel itself is not as it was left. One look is not enough: the work may be under way."""
    is_open = file.case.status is CaseStatus.OPEN
    found = set()
    if record.stage is ChannelStage.OPEN and is_open:
        if channel.archived:
            return frozenset({Oddity.ARCHIVED})
        if channel.name not in (record.name, file.case.reference):
            found.add(Oddity.RENAMED)
        if not has_bot:
            found.add(Oddity.NO_BOT)
    if record.stage is ChannelStage.ARCHIVED and not is_open and not channel.archived:
        found.add(Oddity.UNARCHIVED)
    return frozenset(found)


def hear_of_stranger(
    stranger: PractitionerId | None, lead: Colleague | None, governance: Iterable[Colleague]
) -> tuple[PractitionerId, ...]:
    """Who hears that somebody was in a channel against the register: the lead, and governance leads.

    Those of the lead's agency; all of them if it has none. Nobody hears of themself.
    """
    others = [one for one in governance if one.practitioner.id != stranger]
    near = [one for one in others if lead is not None and one.agency.id == lead.agency.id]
    hear = {one.practitioner.id for one in near or others}
    if lead is not None and lead.practitioner.active and lead.practitioner.id != stranger:
        hear.add(lead.practitioner.id)
    return tuple(sorted(hear))


def hear_of_channel(file: CaseFile, governance: Iterable[Colleague]) -> tuple[PractitionerId, ...]:
    """Who hears of what was done to the channel by hand: the lead; governance leads if there is none."""
    if file.lead is not None and file.lead.practitioner.active:
        return (file.lead.practitioner.id,)
    return tuple(sorted(one.practitioner.id for one in governance))
