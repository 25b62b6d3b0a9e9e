"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.handover import (
    AcceptHandover,
    DeclineHandover,
    HandOver,
    OfHandover,
    WithdrawHandover,
)
from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.talk import Help, NotUnderstood
from cases.commands.timeline import Timeline
from cases.commands.trail import LookedAt, WhoLooked
from cases.commands.upkeep import (
    EndFor,
    HasLeft,
    NameLead,
    OfUpkeep,
    StillWith,
    StoppedWith,
    Sweep,
    TakeOver,
    WhatIsDue,
)

OfLooking = Who | WhoExactly | Family | FamilyExactly | Timeline
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfUpkeep | OfTalk | OfHandover

__all__ = [
    "AcceptHandover",
    "ChangeRole",
    "Command",
    "Confirm",
    "DeclineHandover",
    "EndFor",
    "Family",
    "FamilyExactly",
    "HandOver",
    "HasLeft",
    "Help",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "NameLead",
    "NotUnderstood",
    "OfHandover",
    "OfInvolvement",
    "OfLooking",
    "OfTalk",
    "OfTrail",
    "OfUpkeep",
    "StillWith",
    "StoppedWith",
    "Sweep",
    "TakeOver",
    "Timeline",
    "WhatIsDue",
    "Who",
    "WhoExactly",
    "WhoLooked",
    "WithdrawHandover",
]
