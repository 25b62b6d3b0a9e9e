"""Where a step of tending is: the case, what has been seen, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import CaseId, ChannelForm, ChannelOrder, ChannelRecord, ConversationId
from cases.ports_casework import CaseFile
from cases.ports_channels import ChannelKind, TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why
from cases.tending_steps import (
    Seen,
)

KINDS = {
    ChannelForm.PRIVATE: ChannelKind.PRIVATE,
    ChannelForm.SHARED: ChannelKind.SHARED,
    ChannelForm.OWN_TEAM: ChannelKind.STANDARD,
}

_DOUBT = 5


@dataclass(frozen=True, slots=True)
class At:
    """One step. ``work`` is the key of the piece of work that it belongs to."""

    file: CaseFile
    order: ChannelOrder
    seen: Seen
    work: str
    now: datetime
    on: date

    @property
    def case(self) -> CaseId:
        """The case."""
        return self.file.case.id

    @property
    def record(self) -> ChannelRecord:
        """How far its channel has come."""
        return self.file.record or ChannelRecord(self.file.case.id)

    @property
    def team(self) -> TeamId:
        """The team that the channel is in."""
        return TeamId(self.record.team_id)

    @property
    def channel(self) -> ConversationId:
        """The channel. Raises NotThereError while there is none."""
        if self.record.channel_id is None:
            raise NotThereError
        return self.record.channel_id

    @property
    def kind(self) -> ChannelKind:
        """What the channel is made as."""
        return KINDS[self.order.form]

    @property
    def people_in(self) -> ConversationId | None:
        """Whose members are the channel's: its own, or, None, the team's."""
        return None if self.kind is ChannelKind.STANDARD else self.channel


def once_more(wrong: RefusedError, at: At, key: str) -> Seen | None:
    """To be asked again soon: some conflicts in Teams pass, and say nothing of why. None if it never will."""
    doubt = f"doubt {key}"
    if wrong.why is not Why.OTHER or at.seen.tried(doubt) >= _DOUBT:
        return None
    return at.seen.again(key, at.now).again(doubt, at.now)
