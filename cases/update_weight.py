"""How much an update matters to one reader (docs/policy.md)."""

from collections.abc import Collection
from dataclasses import replace

from cases.choices import Choice, Pace, Weight
from cases.model import PractitionerId, Update, UpdateKind

_FOR_LEADS = frozenset(
    {
        UpdateKind.LEFT,
        UpdateKind.LEAD_CHANGED,
        UpdateKind.CASE_CLOSED,
        UpdateKind.HANDOVER_ASKED,
        UpdateKind.HANDOVER_ANSWERED,
        UpdateKind.AWAY,
        UpdateKind.TASK_OVERDUE,
    }
)
"""What a lead may have to do something about."""


def weight(update: Update, reader_id: PractitionerId, leads: Collection[PractitionerId]) -> Weight:
    """An alarm, something that needs this reader, or news. ``leads`` are those of the cases it is about."""
    if update.kind is UpdateKind.STRANGER:
        return Weight.ALARM
    if update.kind is UpdateKind.CONFIRMED:
        return Weight.NEWS
    if update.about_id == reader_id or (reader_id in leads and update.kind in _FOR_LEADS):
        return Weight.MINE
    return Weight.NEWS


def calmed(choice: Choice, kind: UpdateKind) -> Choice:
    """The choice as it holds for updates of that kind: that somebody confirmed never comes at once."""
    if kind is UpdateKind.CONFIRMED and choice.pace is Pace.AT_ONCE:
        return replace(choice, pace=Pace.GROUPED)
    return choice
