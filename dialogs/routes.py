"""Every command and the dialog that answers it. A command that is not here cannot be asked for."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from cases.commands import (
    AskLead,
    ChangeRole,
    Command,
    Confirm,
    EndAccess,
    Family,
    FamilyExactly,
    Help,
    Join,
    Leave,
    LogContact,
    LookedAt,
    NoReason,
    NotSharing,
    NotUnderstood,
    Override,
    Overrides,
    ReviewOverride,
    Who,
    WhoExactly,
    WhoLooked,
)
from cases.model import Viewer
from dialogs.family import family, family_exactly
from dialogs.involvement import by_gate, leave, of_mine
from dialogs.override import ask_lead, override
from dialogs.override_review import overrides, review_override
from dialogs.sharing import end_access, give_no_reason
from dialogs.talk import did_not_understand, show_help
from dialogs.trail import looked_at, not_sharing, who_looked
from dialogs.turn import Answer, Desk, Turn
from dialogs.who import who, who_exactly

Dialog = Callable[[Turn, Viewer, Any, Desk], Awaitable[Answer]]

ROUTES: Mapping[type[Command], Dialog] = {
    Who: who,
    WhoExactly: who_exactly,
    Help: show_help,
    NotUnderstood: did_not_understand,
    Family: family,
    FamilyExactly: family_exactly,
    WhoLooked: who_looked,
    LookedAt: looked_at,
    Join: by_gate,
    Leave: leave,
    ChangeRole: of_mine,
    LogContact: of_mine,
    Confirm: of_mine,
    AskLead: ask_lead,
    Override: override,
    Overrides: overrides,
    ReviewOverride: review_override,
    EndAccess: end_access,
    NoReason: give_no_reason,
    NotSharing: not_sharing,
}
