"""Practitioners of whom a file says that they have left, or are back: told as when a manager says so."""

from collections.abc import Sequence

from cases.model import Identity
from cases.records import Effects
from dialogs.departure import comeback, departure
from store.database import Database
from store.imports.practitioners import Move
from store.imports.runs import COMMAND_LINE
from store.imports.scope import IMPORT, Scope
from store.register import SqlRegister
from store.upkeep import SqlUpkeep


class Leaving:
    """What follows when practitioners leave by a file's word."""

    def __init__(self, database: Database, by: str) -> None:
        self._register = SqlRegister(database)
        self._upkeep = SqlUpkeep(database)
        self._identity = Identity(COMMAND_LINE, by)

    async def effects(self, moves: Sequence[Move], scope: Scope) -> list[Effects]:
        """What is to be written of each; nothing of those with whom it is so already."""
        found = []
        for move in moves:
            whose = await self._register.colleague(move.practitioner_id)
            if whose is None or whose.practitioner.active is move.active:
                continue
            if move.active:
                found.append(comeback(whose, scope.at, self._identity, IMPORT))
            else:
                found.append(await departure(whose, self._upkeep, scope.at, self._identity, basis=IMPORT))
        return found
