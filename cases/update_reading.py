"""Who reads an update, what it rests on, and what comes of it: for the judging of cases/update_lines.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cases.local import local_day
from cases.model import ChildFile, ChildId, InvolvementId, Member, PractitionerId, Update, Viewer
from cases.policy import Shown, right_to_see
from cases.policy_timeline import told
from cases.policy_updates import hears
from cases.ports_casework import CaseFile
from cases.ports_history import History
from cases.views import About, UpdateLine

Rests = Mapping[ChildId, tuple[InvolvementId, ...]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody, at the moment at which they are told. ``gap`` is how long there was no contact."""

    viewer: Viewer
    now: datetime
    gap: timedelta

    @property
    def today(self) -> date:
        """The day it is for the people of the register."""
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Known:
    """A child, with all that has happened with them."""

    file: ChildFile
    history: History


@dataclass(frozen=True, slots=True)
class Told:
    """A line, and the involvements of each child that it tells of: for the trail."""

    line: UpdateLine
    rests: Rests = field(default_factory=dict)


def about_child(reader: Reader, file: ChildFile) -> About:
    """The child; named to whoever may see the circle, and never if shielded."""
    named = right_to_see(reader.viewer, file, reader.now, reader.today) is not None
    name = str(file.child.names[0]) if named and file.child.names and not file.child.shielded else ""
    return About(file.child.reference, name)


def about_case(reader: Reader, case: CaseFile, files: Sequence[ChildFile]) -> About:
    """The case; if it is about one child alone of whom the reader hears, that child."""
    if len(files) == 1 and not case.shielded and hears(reader.viewer, files[0], reader.now, reader.today):
        return about_child(reader, files[0])
    return About(case.case.reference, is_case=True)


def seen(reader: Reader, known: Known) -> Mapping[InvolvementId, tuple[Member, Shown]]:
    """The involvements of which the reader is told something: what was called off has never been."""
    judged = (
        (member, told(reader.viewer, member, None, reader.today))
        for member in known.history.involvements
        if not member.involvement.cancelled
    )
    return {member.involvement.id: (member, how) for member, how in judged if how is not Shown.NOTHING}


def recorder(
    reader: Reader,
    update: Update,
    whose: PractitionerId | None,
    known: Mapping[InvolvementId, tuple[Member, Shown]],
) -> str:
    """Who recorded it, if that was somebody else whom the reader is told of anyway."""
    if update.actor_id is None or update.actor_id == whose:
        return ""
    if update.actor_id == reader.viewer.id:
        return reader.viewer.practitioner.name
    found = (one.practitioner.name for one, _ in known.values() if one.practitioner.id == update.actor_id)
    return next(found, "")
