"""Opening a case: the form, the open case that there is already, and how its channel comes along."""

from dataclasses import dataclass
from enum import StrEnum

from cases.model import ChannelForm

Offered = tuple[tuple[str, str], ...]
"""Keys to words."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Somebody of the circle who will not be in the channel, and why: they have left, or one of WhyApart."""

    name: str
    why: "WhyApart"


class WhyApart(StrEnum):
    """Why somebody of a circle cannot be in a channel."""

    SENSITIVE = "sensitive"
    NO_ACCOUNT = "no_account"
    HAS_LEFT = "has_left"


@dataclass(frozen=True, slots=True)
class CaseForm:
    """What the form needs. ``reference`` finds the child again; ``case`` is set where one is open already.

    ``people`` are those who can be taken in, ``more`` how many there are beyond those listed, all of whom
    come in; ``apart`` those who cannot. ``form`` is None where nobody is to choose it, ``channel`` is whether
    one is made at all. ``problem`` is one sentence.
    """

    reference: str
    children: Offered = ()
    leads: Offered = ()
    people: Offered = ()
    children_ticked: tuple[str, ...] = ()
    people_ticked: tuple[str, ...] = ()
    lead: str = ""
    kind: str = ""
    form: ChannelForm | None = None
    case: str = ""
    channel: bool = True
    more: int = 0
    apart: tuple[Apart, ...] = ()
    further_service: bool = False
    seen: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CaseThere:
    """That a child has an open case. ``opened_by`` is set where that was done while a form was filled in.

    ``lead`` is as the circle shows them, "" where it does not. ``may_ask`` if the viewer may have a channel
    made for it; ``link`` opens it for somebody who belongs there. ``problem`` is one sentence.
    """

    case: str
    child: str
    lead: str = ""
    opened_by: str | None = None
    may_ask: bool = False
    link: str = ""
    problem: str = ""


class Progress(StrEnum):
    """Where a case's channel stands, as somebody reads it who waits for it."""

    NONE = "none"
    MAKING = "making"
    ADDING = "adding"
    CHECKING = "checking"
    READY = "ready"
    CLOSED = "closed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is not in the channel. ``why`` is a word of cases.ports_tenant.Why, or one of ours."""

    name: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How a case's channel comes along, for whoever asked for it; the children by no name at all.

    ``people`` is how many of those whom the viewer may see are to be in it, ``there`` how many are.
    ``trouble`` is a word of cases.ports_tenant.Why for what keeps all of it from coming about.
    """

    reference: str
    stage: Progress
    lead: str = ""
    leads: bool = False
    there: int = 0
    people: int = 0
    missing: tuple[Missing, ...] = ()
    trouble: str = ""
    link: str = ""
