"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.handover import AcceptHandover, DeclineHandover, HandOver, OfHandover, WithdrawHandover
from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.override import AskLead, OfShield, Override, Overrides, ReviewOverride
from cases.commands.pictures import OfPictures, Picture
from cases.commands.profile import (
    EditProfile,
    OfProfile,
    People,
    SetAway,
    SetLanguages,
    SetWorkingDays,
    ShowProfile,
)
from cases.commands.sensitive import (
    AnswerIntroduction,
    AskIntroduction,
    Disclose,
    IntroductionQueue,
    MyIntroductions,
    OfIntroduction,
    OfSensitive,
    PassIntroduction,
    WithdrawIntroduction,
)
from cases.commands.sharing import EndAccess, NoReason, NotSharing, OfSharing, Said
from cases.commands.talk import Help, NotUnderstood
from cases.commands.tasks_make import NewTask, OfTaskMaking
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

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = (
    OfLooking
    | Timeline
    | Picture
    | OfHandover
    | OfIntroduction
    | OfInvolvement
    | OfPictures
    | OfProfile
    | OfSensitive
    | OfSharing
    | OfShield
    | OfTaskMaking
    | OfTrail
    | OfUpkeep
    | OfTalk
)

__all__ = [
    "AcceptHandover",
    "AnswerIntroduction",
    "AskIntroduction",
    "AskLead",
    "ChangeRole",
    "Command",
    "Confirm",
    "DeclineHandover",
    "Disclose",
    "EditProfile",
    "EndAccess",
    "EndFor",
    "Family",
    "FamilyExactly",
    "HandOver",
    "HasLeft",
    "Help",
    "IntroductionQueue",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "MyIntroductions",
    "NameLead",
    "NewTask",
    "NoReason",
    "NotSharing",
    "NotUnderstood",
    "OfHandover",
    "OfIntroduction",
    "OfInvolvement",
    "OfLooking",
    "OfPictures",
    "OfProfile",
    "OfSensitive",
    "OfSharing",
    "OfShield",
    "OfTalk",
    "OfTaskMaking",
    "OfTrail",
    "OfUpkeep",
    "Override",
    "Overrides",
    "PassIntroduction",
    "People",
    "Picture",
    "ReviewOverride",
    "Said",
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
    "WithdrawIntroduction",
]
