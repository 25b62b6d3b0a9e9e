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
from cases.commands.profile import (
    EditProfile,
    OfProfile,
    People,
    SetAway,
    SetLanguages,
    SetWorkingDays,
    ShowProfile,
)
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
Command = OfLooking | OfTrail | OfInvolvement | OfUpkeep | OfTalk | OfHandover | OfProfile

__all__ = [
    "AcceptHandover",
    "ChangeRole",
    "Command",
    "Confirm",
    "DeclineHandover",
    "EditProfile",
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
    "OfProfile",
    "OfTalk",
    "OfTrail",
    "OfUpkeep",
    "People",
    "SetAway",
    "SetLanguages",
    "SetWorkingDays",
    "ShowProfile",
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
