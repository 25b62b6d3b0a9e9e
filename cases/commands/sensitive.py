"""What others may see of a sensitive service, and being put in touch with one."""

from dataclasses import dataclass

from cases.model import ChildId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class Disclose:
    """What others may see of a sensitive involvement: one's own, or that of a service one manages.

    ``which`` picks one of several. ``named`` lists practitioners' ids, with commas between; ``also`` is one
    more, as typed. ``seen`` is what the form was made from, and ``sent`` marks one that was filled in.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    which: str = ""
    level: str = ""
    basis: str = ""
    named: str = ""
    also: str = ""
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class AskIntroduction:
    """Please put me in touch with the further service that is involved."""

    query: Query
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class IntroductionQueue:
    """Who is waiting to be put in touch? ``introduction`` opens one of them."""

    introduction: str = ""


@dataclass(frozen=True, slots=True)
class PassIntroduction:
    """A broker passes a request on, or says no. ``which`` lists the involvements it goes to."""

    introduction: str
    no: bool = False
    which: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswerIntroduction:
    """A practitioner's answer: "accept", "decline" or "contact"; "" shows the request.

    ``basis`` is the ground for giving the name, ``why`` the reason not to, and ``share`` ("true") whether the
    asker may read it.
    """

    introduction: str
    which: str
    answer: str = ""
    basis: str = ""
    why: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class MyIntroductions:
    """Whom have I asked to be put in touch with, and where does that stand?"""


@dataclass(frozen=True, slots=True)
class WithdrawIntroduction:
    """I need not be put in touch any more."""

    introduction: str


OfIntroduction = (
    AskIntroduction
    | IntroductionQueue
    | PassIntroduction
    | AnswerIntroduction
    | MyIntroductions
    | WithdrawIntroduction
)
OfSensitive = Disclose | OfIntroduction
