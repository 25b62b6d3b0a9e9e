"""The small talk: help, and what was not understood."""

from cards.help import help_card
from cards.not_understood import not_understood
from cases.commands import Help, NotUnderstood
from cases.model import Viewer
from dialogs.turn import Answer, Audience, Desk, Reply, Turn


async def show_help(turn: Turn, viewer: Viewer, command: Help, desk: Desk) -> Answer:  # noqa: ARG001
    """What can be asked."""
    return Answer((Reply(help_card(), Audience.ROOM),))


async def did_not_understand(
    turn: Turn,  # noqa: ARG001
    viewer: Viewer,  # noqa: ARG001
    command: NotUnderstood,
    desk: Desk,  # noqa: ARG001
) -> Answer:
    """One sentence and some examples."""
    return Answer((Reply(not_understood(command.hint)),))
