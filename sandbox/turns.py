"""Which of the things that the bot sends belong to whose turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.directory import base_id

Json = dict[str, Any]
Operation = Literal["send", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing the bot did.

    ``private_to`` is the one person who can see it, if it is one, ``to`` the person it is addressed to.
    """

    operation: Operation
    activity: Json
    private_to: str | None = None
    to: str | None = None
    targeted: bool = False

    def as_json(self) -> Json:
        """The activity as the contract shows it."""
        only_for = {"sandboxOnlyFor": self.private_to} if self.targeted else {}
        return {**self.activity, "sandboxOperation": self.operation, **only_for}


@dataclass(eq=False, slots=True)
class Turn:
    """From the moment an activity goes to the product to its HTTP answer."""

    activity_id: str | None
    conversation_id: str | None
    person_id: str | None
    sent: list[Sent] = field(default_factory=list)


class Turns:
    """The turns now open, and everything the bot ever sent to one person alone."""

    def __init__(self) -> None:
        self._open: list[Turn] = []
        self._inbox: dict[str, list[Sent]] = {}

    @contextmanager
    def open(self, turn: Turn) -> Iterator[Turn]:
        """Collect what the bot sends until the end of the block."""
        self._open.append(turn)
        try:
            yield turn
        finally:
            self._open.remove(turn)

    def note(self, sent: Sent) -> None:
        """Put something the bot did where it belongs."""
        for turn in _owners(self._open, sent):
            turn.sent.append(sent)
        if sent.private_to is not None and sent.operation != "delete":
            self._inbox.setdefault(sent.private_to, []).append(sent)

    def inbox(self, person_id: str) -> list[Json]:
        """What the bot sent or updated for that person alone, in order."""
        return [sent.as_json() for sent in self._inbox.get(person_id, ())]


def _owners(turns: list[Turn], sent: Sent) -> list[Turn]:
    """The turns that something belongs to: by the strongest sign any open turn shows, else all of them."""
    home = base_id(sent.activity["conversation"]["id"])
    answered = sent.activity.get("replyToId")
    person = sent.private_to or sent.to
    signs = (
        [turn for turn in turns if answered and turn.activity_id == answered],
        [turn for turn in turns if turn.conversation_id == home and turn.person_id == person],
        [turn for turn in turns if person and turn.person_id == person],
        [turn for turn in turns if turn.conversation_id == home],
    )
    return next((owners for owners in signs if owners), turns)
