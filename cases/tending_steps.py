"""The steps of tending a case's channel, and what one piece of work remembers from step to step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cases.model import Identity, PractitionerId, Seat

_LONGEST = 30.0
PATIENCE = 38
"""How often something is asked again before it is given up: by then over 16 minutes have passed."""


class Did(StrEnum):
    """What one piece of work has seen to, or seen to be so."""

    BOT = "bot"
    TAB = "tab"
    CARD = "card"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class FindTeam:
    """A team of ours with room is needed for it."""


@dataclass(frozen=True, slots=True)
class MakeChannel:
    """The channel is to be made, or found if it is there."""


@dataclass(frozen=True, slots=True)
class AddBot:
    """The bot is to be in it."""


@dataclass(frozen=True, slots=True)
class AddTab:
    """The page about the channel is to be in it."""


@dataclass(frozen=True, slots=True)
class AddMember:
    """Somebody is to be in it."""

    person: Identity
    practitioner_id: PractitionerId


@dataclass(frozen=True, slots=True)
class Remove:
    """Somebody is to be taken out."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody was taken out: is it sure that they have no access any more?"""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Forget:
    """Somebody who was not let in does not belong there any more."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Verify:
    """Nobody else is in it? Then it is open."""


@dataclass(frozen=True, slots=True)
class Rename:
    """It is to be called by the case's reference of now."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """The case card is to be as it would be now."""


@dataclass(frozen=True, slots=True)
class PostSummary:
    """What there was, before nobody can post any more."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Nobody is to post in it."""


@dataclass(frozen=True, slots=True)
class Unarchive:
    """People are to post in it again."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing can be done before this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """Teams is as the register wants it, as far as it can be."""


Act = (
    FindTeam
    | MakeChannel
    | AddBot
    | AddTab
    | AddMember
    | Remove
    | Confirm
    | Forget
    | Verify
    | Rename
    | PostCard
    | PostSummary
    | Archive
    | Unarchive
)
Step = Act | Rest | Done


@dataclass(frozen=True, slots=True)
class Seen:
    """What one piece of work remembers from step to step.

    ``tries`` counts how often something was asked in vain, and ``until`` is when to ask again. ``cleared``
    are the object ids of those whom a listing shows and who have no access. ``about`` keeps what Teams called
    something that it has taken on. ``coming`` are those who are being let in: it may have been done.
    """

    did: frozenset[Did] = frozenset()
    tries: Mapping[str, int] = field(default_factory=dict)
    until: Mapping[str, datetime] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    about: Mapping[str, str] = field(default_factory=dict)
    coming: frozenset[tuple[Identity, PractitionerId]] = frozenset()

    def having(self, did: Did) -> "Seen":
        """The same, and this is seen to."""
        return replace(self, did=self.did | {did})

    def stale(self) -> "Seen":
        """The same, and the case card has to be looked at once more."""
        return replace(self, did=self.did - {Did.CARD})

    def again(self, what: str, now: datetime, after: float = 0.0) -> "Seen":
        """The same, and this is asked again after 1, 2, 4, 8, 16, then 30 seconds, or ``after`` if longer."""
        tried = self.tried(what) + 1
        pause = timedelta(seconds=max(after, min(_LONGEST, 2.0 ** (min(tried, 10) - 1))))
        return replace(self, tries={**self.tries, what: tried}, until={**self.until, what: now + pause})

    def later(self, what: str, until: datetime) -> "Seen":
        """The same, and this waits until then; it was not tried."""
        return replace(self, until={**self.until, what: until})

    def tried(self, what: str) -> int:
        """How often this was asked in vain."""
        return self.tries.get(what, 0)

    def settled(self, what: str) -> "Seen":
        """The same, and nothing is waited for here."""
        return replace(
            self,
            tries={key: value for key, value in self.tries.items() if key != what},
            until={key: value for key, value in self.until.items() if key != what},
        )

    def expecting(self, people: Iterable[tuple[Identity, PractitionerId]]) -> "Seen":
        """The same, and these people are being let in."""
        return replace(self, coming=self.coming | frozenset(people))

    def expects(self, person: Identity) -> bool:
        """Whether somebody is being let in."""
        return any(one == person for one, _ in self.coming)

    def arrived(self, person: Identity) -> "Seen":
        """The same, and it is known what has become of this person."""
        return replace(self, coming=frozenset(one for one in self.coming if one[0] != person))

    def noting(self, what: str, value: str) -> "Seen":
        """The same, and this is called so."""
        return replace(self, about={**self.about, what: value})


ALL_SEEN = Seen(did=frozenset(Did))


def key_of(step: Act) -> str:
    """Under which word ``Seen`` keeps how often a step was tried."""
    match step:
        case AddMember(person=person):
            return person.object_id
        case Remove(seat=seat) | Confirm(seat=seat) | Forget(seat=seat):
            return seat.identity.object_id
        case Archive() | Unarchive():
            return "archive"
        case _:
            return type(step).__name__.casefold()
