"""Whom an update may concern, before the policy is asked what each of them may see (docs/policy.md)."""

from collections.abc import Iterable

from cases.model import Member, PractitionerId, Update, UpdateKind


def concerned(
    update: Update, circle: Iterable[Member], leads: Iterable[PractitionerId | None]
) -> frozenset[PractitionerId]:
    """Whoever works with the children now, hidden ones too, and the leads of their cases.

    Not whoever did it, nor who gets a message of their own, as somebody does of whom it is said that they are
    away. An unexpected member of a channel is told of in
    that channel, and in the alarm of those who see to it.
    """
    if update.kind is UpdateKind.STRANGER:
        return frozenset()
    around = {member.practitioner.id for member in circle if member.practitioner.active}
    around |= {lead for lead in leads if lead is not None}
    if update.kind is UpdateKind.AWAY:
        around.discard(update.about_id or PractitionerId(""))
    return frozenset(around - {update.actor_id, *update.told})
