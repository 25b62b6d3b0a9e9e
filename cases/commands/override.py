"""The protected record of a shielded child: ask its lead to get in touch, or see past the shield."""

from dataclasses import dataclass

from cases.model import Reason


@dataclass(frozen=True, slots=True)
class AskLead:
    """Please get in touch with me: to the lead of the shielded child with this reference."""

    reference: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """I must see this now. ``form`` names the warning that was read, and is good for one view.

    ``danger`` is "true" when it was ticked that a child is in danger. ``sent`` marks a form filled in.
    """

    reference: str
    reason: Reason | None = None
    danger: str = ""
    form: str = ""
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Overrides:
    """Which overrides are still to be reviewed?"""


@dataclass(frozen=True, slots=True)
class ReviewOverride:
    """An override to be read, or with a ``verdict`` (of cases.model.Verdict) reviewed."""

    approach_id: str
    verdict: str = ""
    words: str = ""


OfShield = AskLead | Override | Overrides | ReviewOverride
