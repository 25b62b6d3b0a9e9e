"""Every command and the dialog that answers it. A command that is not here cannot be asked for."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from cases.commands import (
    ChangeRole,
    Command,
    Confirm,
    Family,
    FamilyExactly,
    Help,
    Join,
    Leave,
    LogContact,
    LookedAt,
    NotUnderstood,
    Picture,
    Who,
    WhoExactly,
    WhoLooked,
)
from cases.model import Viewer
from dialogs.family import family, family_exactly
from dialogs.involvement import by_gate, leave, of_mine
from dialogs.pictures import picture
from dialogs.talk import did_not_understand, show_help
from dialogs.trail import looked_at, who_looked
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
    Picture: picture,
}
