"""From rows to what has come of cases' channels in Teams."""

from typing import Any

from sqlalchemy import Row

from cases.model import (
    CaseId,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)


def record_from(row: Row[Any]) -> ChannelRecord:
    """A record from its row."""
    return ChannelRecord(
        case_id=CaseId(row.case_id),
        stage=ChannelStage(row.stage),
        team_id=row.team_id,
        channel_id=None if row.channel_id is None else ConversationId(row.channel_id),
        name=row.name,
        since=row.since,
        trouble=row.trouble,
    )


def seat_from(row: Row[Any]) -> Seat:
    """A seat from its row."""
    return Seat(
        case_id=CaseId(row.case_id),
        identity=Identity(row.tenant_id, row.object_id),
        stage=SeatStage(row.stage),
        at=row.at,
        practitioner_id=None if row.practitioner_id is None else PractitionerId(row.practitioner_id),
        membership=row.membership,
        why=row.why,
    )
