"""What a turn leaves behind: audit entries, grants, notices, changes. All written before it is answered."""

from cases.records.audit import Action, AuditEntry, Outcome
from cases.records.effects import Effects, Notice, Work
from cases.records.history import CaseEvent, CaseEventKind, Event, EventKind, TaskEvent
from cases.records.marks import ALL_TASKS, CalendarRewrite, CalendarToken, TaskMark, TaskMarks
from cases.records.rewrites import (
    AnyRewrite,
    Asked,
    CaseOpening,
    CaseRewrite,
    ChannelRewrite,
    ChoiceRewrite,
    Departure,
    GrantEnd,
    HandoverRewrite,
    IntroductionRewrite,
    NewApproach,
    NewReview,
    OutdatedError,
    ProfileRewrite,
    Rewrite,
    TaskRewrite,
)
from cases.records.seen import SeenAgain, SeenBatch, SeenStep

__all__ = [
    "ALL_TASKS",
    "Action",
    "AnyRewrite",
    "Asked",
    "AuditEntry",
    "CalendarRewrite",
    "CalendarToken",
    "CaseEvent",
    "CaseEventKind",
    "CaseOpening",
    "CaseRewrite",
    "ChannelRewrite",
    "ChoiceRewrite",
    "Departure",
    "Effects",
    "Event",
    "EventKind",
    "GrantEnd",
    "HandoverRewrite",
    "IntroductionRewrite",
    "NewApproach",
    "NewReview",
    "Notice",
    "Outcome",
    "OutdatedError",
    "ProfileRewrite",
    "Rewrite",
    "SeenAgain",
    "SeenBatch",
    "SeenStep",
    "TaskEvent",
    "TaskMark",
    "TaskMarks",
    "TaskRewrite",
    "Work",
]
