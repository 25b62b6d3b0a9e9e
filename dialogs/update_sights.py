"""Reading what updates rest on at one moment, each child, case and person once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from cases.local import local_day
from cases.model import (
    CaseId,
    ChildFile,
    ChildId,
    Member,
    PractitionerId,
    TaskId,
    Update,
    UpdateKind,
    Viewer,
)
from cases.ports_casework import CaseFile
from cases.update_case_lines import of_absence, of_case, of_task
from cases.update_lines import of_handover, of_involvement
from cases.update_reading import Known, Reader, Told
from cases.update_recipients import concerned
from cases.views import About, UpdateLine
from dialogs.task_sights import Cases, Sights
from dialogs.turn import Desk

_OF_TASKS = (UpdateKind.TASK_OVERDUE,)
_OF_CASES = (
    UpdateKind.CASE_OPENED,
    UpdateKind.CASE_CLOSED,
    UpdateKind.CASE_REOPENED,
    UpdateKind.LEAD_CHANGED,
)
_OF_HANDOVERS = (UpdateKind.HANDOVER_ASKED, UpdateKind.HANDOVER_ANSWERED)
_NOBODY = PractitionerId("")


class UpdateSights:
    """What updates are about, and what anybody may be told of them, as it is at one moment."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk, self._now, self._today = desk, now, local_day(now)
        self._cases = Cases(desk, now)
        self._case_files: dict[CaseId, CaseFile | None] = {}
        self._children: dict[ChildId, Known | None] = {}
        self._viewers: dict[PractitionerId, Viewer | None] = {}
        self._held: dict[PractitionerId, tuple[ChildFile, ...]] = {}
        self._shared: dict[PractitionerId, dict[PractitionerId, dict[ChildId, ChildFile]]] = {}

    async def viewer(self, who: PractitionerId) -> Viewer | None:
        """Somebody at work whom Teams knows; None for all others."""
        if who not in self._viewers:
            colleague = await self._cases.colleague(who)
            identity = colleague.practitioner.identity if colleague else None
            self._viewers[who] = await self._desk.register.viewer(identity, self._now) if identity else None
        return self._viewers[who]

    async def case(self, case: CaseId) -> CaseFile | None:
        """A case, with its circle and its channel."""
        if case not in self._case_files:
            self._case_files[case] = await self._desk.casework.case_file(case, self._today)
        return self._case_files[case]

    async def leads(self, update: Update, of: Collection[ChildId] | None = None) -> frozenset[PractitionerId]:
        """The leads of the cases that an update belongs to; of these children alone if any are given."""
        if update.case_id is not None:
            found = await self.case(update.case_id)
            return frozenset({found.case.lead_id} if found and found.case.lead_id else ())
        files = [one for one in await self._files(update) if of is None or one.child.id in of]
        return frozenset(case.lead_id for file in files for case in file.cases if case.lead_id)

    async def cases(self, update: Update, of: Collection[ChildId] | None = None) -> frozenset[CaseId]:
        """The cases that an update belongs to: its own, or the open ones of its children."""
        if update.case_id is not None:
            return frozenset({update.case_id})
        files = [one for one in await self._files(update) if of is None or one.child.id in of]
        return frozenset(case.id for file in files for case in file.cases)

    async def concerned(self, update: Update) -> Sequence[PractitionerId]:
        """Whom it may concern, by id."""
        if update.kind is UpdateKind.STRANGER:
            return ()
        circle = await self._circle(update)
        return sorted(concerned(update, circle, await self.leads(update)))

    async def told(
        self, update: Update, viewer: Viewer, within: Collection[ChildId] | None = None
    ) -> Told | None:
        """What this viewer may be told of it; ``within`` are the children that alone may be spoken of."""
        reader = Reader(viewer, self._now, self._desk.contact_gap)
        if update.kind is UpdateKind.AWAY:
            files = await self._in_common(update, viewer.id, within)
            whose = await self._desk.profiles.of(update.about_id or _NOBODY)
            return of_absence(reader, update, files, whose.absence)
        if update.kind is UpdateKind.STRANGER:
            return await self.stranger(update)
        if update.case_id is not None:
            return await self._of_case(reader, update, update.case_id)
        known = await self._child(update.child_id) if update.child_id else None
        if known is None:
            return None
        if update.kind in _OF_HANDOVERS:
            return await self._of_handover(reader, update, known)
        return of_involvement(reader, update, known)

    async def _of_case(self, reader: Reader, update: Update, case: CaseId) -> Told | None:
        file = await self.case(case)
        if file is None:
            return None
        if update.kind in _OF_TASKS:
            sight = await Sights(reader.viewer, self._desk, self._now, cases=self._cases).task(
                TaskId(update.subject)
            )
            return of_task(reader, update, file, sight) if sight else None
        children = [known for one in file.case.children if (known := await self._child(one))]
        return of_case(reader, update, file, children) if update.kind in _OF_CASES else None

    async def _of_handover(self, reader: Reader, update: Update, known: Known) -> Told | None:
        handover = await self._desk.handovers.handover(update.subject)
        if handover is None:
            return None
        receiver = await self._cases.colleague(handover.receiver_id)
        return of_handover(reader, update, known, handover, receiver)

    async def stranger(self, update: Update) -> Told | None:
        """To be said in the channel of the case alone, where everybody may know who is in it."""
        file = await self.case(update.case_id) if update.case_id else None
        if file is None:
            return None
        about = About(file.case.reference, is_case=True)
        return Told(UpdateLine(update.kind, about, local_day(update.at), update.at))

    async def _circle(self, update: Update) -> list[Member]:
        if update.case_id is not None:
            file = await self.case(update.case_id)
            return list(file.circle) if file else []
        return [member for file in await self._files(update) for member in file.circle]

    async def _files(self, update: Update) -> tuple[ChildFile, ...]:
        """The children it is about, without anybody's grants: those give no right to hear of anything."""
        if update.kind is UpdateKind.AWAY:
            return await self._works_with(update.about_id or _NOBODY)
        known = await self._child(update.child_id) if update.child_id else None
        return (known.file,) if known else ()

    async def _in_common(
        self, update: Update, viewer: PractitionerId, within: Collection[ChildId] | None
    ) -> Sequence[ChildFile]:
        """Those of somebody's children with whom the viewer works, or for whom they lead."""
        files = await self._files(update)
        if within is not None:
            return [one for one in files if one.child.id in within]
        whose = update.about_id or _NOBODY
        if whose not in self._shared:
            shared: dict[PractitionerId, dict[ChildId, ChildFile]] = {}
            for file in files:
                leads = (case.lead_id for case in file.cases if case.lead_id)
                for who in (*(member.practitioner.id for member in file.circle), *leads):
                    shared.setdefault(who, {})[file.child.id] = file
            self._shared[whose] = shared
        return list(self._shared[whose].get(viewer, {}).values())

    async def _works_with(self, who: PractitionerId) -> tuple[ChildFile, ...]:
        if who not in self._held:
            held = await self._desk.upkeep.held_by(who, self._today)
            now = (one.involvement for one in held if one.involvement.current(self._today))
            children = sorted({one.child_id for one in now})
            self._held[who] = tuple(await self._desk.register.files(children, _NOBODY, self._now))
        return self._held[who]

    async def _child(self, child: ChildId) -> Known | None:
        if child not in self._children:
            files = await self._desk.register.files([child], _NOBODY, self._now)
            self._children[child] = Known(files[0], await self._desk.histories.of(child)) if files else None
        return self._children[child]
