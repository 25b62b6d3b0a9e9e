"""Not sharing: to end what a reason opened, to give no reason, to read what was not shared."""

from dataclasses import dataclass

from cases.query import Query


@dataclass(frozen=True, slots=True)
class EndAccess:
    """The lead ends what a look for a reason opened. ``tell`` is "true" when the asker is to read why."""

    grant_id: str
    words: str = ""
    tell: str = ""
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words, in an input that several buttons of a card share."""

    words: str = ""


_NOTHING = Said()


@dataclass(frozen=True, slots=True)
class NoReason:
    """I'd rather not say why I need to know. ``reason`` holds why not, if they like."""

    reason: Said = _NOTHING


@dataclass(frozen=True, slots=True)
class NotSharing:
    """What has been decided not to be shared about this child? ``older`` is as for WhoLooked."""

    query: Query
    older: str = ""


OfSharing = EndAccess | NoReason | NotSharing
