"""What a rule about an involvement is given, and what comes of it: to be written, or to be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b

from cases.model import (
    ChildFile,
    Colleague,
    Disclosure,
    Involvement,
    InvolvementId,
    Member,
    PractitionerId,
    Visibility,
)
from cases.records import Event, EventKind, Rewrite
from cases.spans import ended


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts, on whose involvement with which child, and all that is known of it.

    ``held`` is every involvement of this practitioner with this child. ``fresh_id`` names what is new.
    ``hidden`` are those that the actor may do nothing about.
    """

    actor: PractitionerId
    whose: Colleague
    file: ChildFile
    held: tuple[Involvement, ...]
    now: datetime
    today: date
    fresh_id: str
    grant_id: str = ""
    hidden: frozenset[InvolvementId] = frozenset()

    @property
    def going_on(self) -> tuple[Involvement, ...]:
        """Those that hold today or later."""
        return tuple(row for row in self.held if not ended(row, self.today) and row.id not in self.hidden)

    @property
    def prospect(self) -> Member:
        """The involvement as it would begin today, for the policy to judge who may begin or end it."""
        whose = self.whose
        row = begun(self, whose.practitioner.role, self.today, None)
        return Member(row, whose.practitioner, whose.service, whose.agency)


@dataclass(frozen=True, slots=True)
class Ask:
    """The form comes, as it was filled in. ``problem`` is one sentence, "" when nothing is wrong so far."""

    problem: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is written, the child's file as it is then, and one sentence that says what was recorded."""

    rewrite: Rewrite
    events: tuple[Event, ...]
    file: ChildFile
    said: str


Done = tuple[Involvement, EventKind, date, str, str]
"""An involvement as it is now, what happened to it, the day it is about, and the detail now and before."""


def begun(scene: Scene, role: str, since: date, until: date | None) -> Involvement:
    """A new involvement: of a sensitive service, it is disclosed to nobody."""
    sensitive = scene.whose.service.sensitive
    return Involvement(
        id=InvolvementId(scene.fresh_id),
        child_id=scene.file.child.id,
        practitioner_id=scene.whose.practitioner.id,
        service_id=scene.whose.service.id,
        role=role,
        since=since,
        until=until,
        last_confirmed=scene.today,
        visibility=Visibility.SENSITIVE if sensitive else Visibility.OPEN,
        disclosure=Disclosure(),
    )


def stamp(rows: Iterable[Involvement]) -> str:
    """What a form was made from: it differs when the form has to be looked at afresh.

    Made of no more than is shown to whoever may see the least of an involvement.
    """
    parts = sorted(f"{row.id}|{row.since}|{row.until}|{row.role}" for row in rows)
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def recorded(scene: Scene, done: Sequence[Done], sentence: str = "") -> Change:
    """All that is written when this was done to these involvements."""
    child, whose = scene.file.child.id, scene.whose.practitioner.id
    events = tuple(
        Event(
            id=f"{scene.fresh_id}.{number}",
            at=scene.now,
            kind=kind,
            child_id=child,
            involvement_id=row.id,
            practitioner_id=whose,
            actor_id=scene.actor,
            on=on,
            detail=detail,
            previous=previous,
            basis=row.recording_basis if kind is EventKind.JOINED else "",
            grant_id=scene.grant_id,
        )
        for number, (row, kind, on, detail, previous) in enumerate(done)
    )
    changed = {row.id: row for row, *_ in done}
    rewrite = Rewrite(child, whose, scene.held, tuple(changed.values()))
    return Change(rewrite, events, file_after(scene, changed), sentence)


def file_after(scene: Scene, changed: dict[InvolvementId, Involvement]) -> ChildFile:
    """The child's file once this is written. Who has left is, by this child, in its channel no more."""
    file, whose = scene.file, scene.whose
    kept = [member for member in file.circle if member.involvement.id not in changed]
    known = {member.involvement.id: member for member in file.circle}
    # One of a service that they have left since keeps that service.
    new = [
        replace(known.get(row.id, scene.prospect), involvement=row)
        for row in changed.values()
        if row.current(scene.today)
    ]
    circle = tuple(sorted((*kept, *new), key=lambda member: member.involvement.id))
    stays = any(member.practitioner.id == whose.practitioner.id for member in circle)
    channel = file.channel if stays else file.channel - {whose.practitioner.id}
    return replace(file, circle=circle, channel=channel)
