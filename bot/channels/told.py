"""What the background work puts on the trail, and whom it has told of what."""

from collections.abc import Iterable
from dataclasses import replace

from bot.channels import knocks
from bot.channels.at import At
from cases.checking import LAG
from cases.model import CaseId, Identity, PractitionerId
from cases.ports_casework import ChannelBook
from cases.ports_tenant import Why
from cases.records import Action, AuditEntry, Effects, Notice, Outcome, Work
from cases.updates import stranger
from dialogs.turn import Desk


class Told:
    """Writes to the trail, and leaves notices."""

    def __init__(self, desk: Desk, book: ChannelBook) -> None:
        self._desk = desk
        self._book = book

    async def on_record(
        self, action: Action, person: Identity, practitioner_id: PractitionerId | None, at: At
    ) -> None:
        """Somebody can, or cannot any more, read what is said about each of these children.

        Once for each time that they come or go, however often that is tried: from seat to seat.
        """
        seats = (seat.at.isoformat() for seat in at.file.seats if seat.identity == person)
        before = f"{at.record.channel_id}:{person.tenant_id}:{person.object_id}:{next(seats, '')}"
        entries = _entries(action, person, practitioner_id, at)
        await self._desk.ledger.commit(Effects(audit=entries), f"{action}:{at.case}:{before}")

    async def stranger(self, person: Identity, at: At) -> PractitionerId | None:
        """Somebody is in the channel who does not belong there: said to its lead and to governance leads."""
        viewer = await self._desk.register.viewer(person, at.now)
        who = viewer.practitioner.id if viewer else None
        subject = f"{at.case}/{person.tenant_id}/{person.object_id}"
        hear = [at.file.case.lead_id, *await self._governance(at)]
        effects = Effects(
            audit=_entries(Action.CHANNEL_STRANGER, person, who, at),
            notices=tuple(_notices(hear, "channel.stranger", subject)),
            updates=(stranger(at.case, self._desk.fresh_id(), at.now),),
        )
        await self._desk.ledger.commit(effects, f"stranger:{subject}:{at.work}")
        return who

    async def trouble(self, why: Why, at: At) -> None:
        """The whole of it does not come about: noted, and said once to its lead and to who asked for it."""
        # Read again: the step that failed may have noted something before.
        file = await self._desk.casework.case_file(at.case, at.on)
        record = file.record if file and file.record else at.record
        if record.trouble == why:
            return
        hear = (at.file.case.lead_id, at.order.asked_by)
        await self._desk.ledger.commit(
            Effects(notices=tuple(_notices(hear, "channel.trouble", at.case))), f"trouble:{at.case}:{at.work}"
        )
        await self._book.keep(replace(record, trouble=why))

    async def look_again(self, case: CaseId) -> None:
        """What was done just now may be the last word no more: it is held against the register once again."""
        work = Work("tend", f"tend:{case}:{self._desk.fresh_id()}", (case,))
        await self._desk.ledger.commit(Effects(work=(work,)), None)

    async def lost(self, at: At) -> None:
        """The channel is gone. Teams may err: it is looked for once more."""
        hear = (at.file.case.lead_id,)
        told = Effects(
            notices=tuple(_notices(hear, "channel.deleted", at.case)),
            work=(knocks.check_at(at.case, at.now + LAG),),
        )
        await self._desk.ledger.commit(told, f"lost:{at.case}:{at.work}")

    async def _governance(self, at: At) -> list[PractitionerId]:
        """The governance leads of the lead's agency; all of them if it has none."""
        everyone = await self._desk.approaches.governance_leads()
        own = at.file.lead.agency.id if at.file.lead else None
        mine = [one for one in everyone if one.agency.id == own]
        return [one.practitioner.id for one in mine or everyone]


def _notices(to: Iterable[PractitionerId | None], kind: str, subject: str) -> Iterable[Notice]:
    return (Notice(one, kind, subject) for one in dict.fromkeys(to) if one is not None)


def _entries(
    action: Action, person: Identity, practitioner_id: PractitionerId | None, at: At
) -> tuple[AuditEntry, ...]:
    return tuple(
        AuditEntry(
            at=at.now,
            identity=person,
            practitioner_id=practitioner_id,
            action=action,
            outcome=Outcome.CHANGED,
            child_id=child,
            basis=f"case:{at.case}",
        )
        for child in at.file.case.children
    )
