"""What is written when a channel is not as the register has it: notices, and entries of the audit trail."""

from datetime import datetime

from cases.model import Identity, PractitionerId
from cases.ports_casework import CaseFile
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from cases.updates import stranger as stranger_update

NAMELESS = "-"
"""Stands in a subject for the tenant and the object id of whoever is in no directory."""


def stranger(
    file: CaseFile,
    who: Identity,
    known_as: PractitionerId | None,
    hear: tuple[PractitionerId, ...],
    *,
    left_in: bool,
    now: datetime,
    number: str,
) -> Effects:
    """Somebody was there who does not belong. One entry for each of the case's children.

    ``number`` is a fresh id, for what everybody in the channel is told of it.
    """
    entries = (
        AuditEntry(
            at=now,
            identity=who,
            practitioner_id=known_as,
            action=Action.CHANNEL_STRANGER,
            outcome=Outcome.LISTED if left_in else Outcome.CHANGED,
            child_id=child,
            basis=f"case:{file.case.id}",
        )
        for child in file.case.children
    )
    subject = f"{file.case.id}/{who.tenant_id}/{who.object_id}"
    return Effects(
        audit=tuple(entries),
        notices=_told(hear, "channel.stranger", subject),
        updates=(stranger_update(file.case.id, number, now),),
    )


def missing(file: CaseFile, who: PractitionerId, hear: tuple[PractitionerId, ...]) -> Effects:
    """Somebody who belongs there was taken out by hand."""
    return Effects(notices=_told(hear, "channel.missing", f"{file.case.id}/{who}"))


def about(kind: str, file: CaseFile, hear: tuple[PractitionerId, ...]) -> Effects:
    """Something was done to the channel itself."""
    return Effects(notices=_told(hear, kind, file.case.id))


def _told(to: tuple[PractitionerId, ...], kind: str, subject: str) -> tuple[Notice, ...]:
    return tuple(Notice(one, kind, subject) for one in to)
