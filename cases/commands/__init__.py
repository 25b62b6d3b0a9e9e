"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.case_ends import (
    AboutCase,
    AskChannelAgain,
    BringIn,
    CaseMembers,
    CloseCase,
    LeaveOut,
    MyCases,
    OfCaseEnds,
    RenameCase,
    ReopenCase,
)
from cases.commands.digest import AskToConfirm, DigestLine, MyDigest, OfDigest
from cases.commands.handover import AcceptHandover, DeclineHandover, HandOver, OfHandover, WithdrawHandover
from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.opening import OfOpening, OpenCase
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
from cases.commands.stewards import Duplicates, JudgeLink, Merges, MergeThem, OfStewards, UndoMerge
from cases.commands.talk import Help, NotUnderstood
from cases.commands.tasks import (
    CaseTasks,
    MoveTask,
    MyTasks,
    OfTasks,
    RefreshTask,
    ShowTask,
    TeamTasks,
)
from cases.commands.tasks_calendar import (
    CalendarLink,
    OfCalendar,
    OpenTasks,
    RevokeCalendar,
    SettleTasks,
    TaskFile,
)
from cases.commands.tasks_make import NewTask, OfTaskMaking
from cases.commands.timeline import Timeline
from cases.commands.trail import LookedAt, WhoLooked
from cases.commands.updates import (
    EditUpdates,
    MuteCase,
    Muted,
    OfUpdates,
    SeenUpdates,
    SetUpdates,
    WhoHasSeen,
)
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
from cases.commands.weekly import AccessReview, OfReviews, WeekOf

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood

Command = (
    OfLooking
    | Timeline
    | OfCaseEnds
    | Picture
    | OfCalendar
    | OfDigest
    | OfHandover
    | OfIntroduction
    | OfInvolvement
    | OfOpening
    | OfPictures
    | OfProfile
    | OfSensitive
    | OfSharing
    | OfShield
    | OfTasks
    | OfTaskMaking
    | OfReviews
    | OfTrail
    | OfUpdates
    | OfUpkeep
    | OfStewards
    | OfTalk
)

__all__ = [
    "AboutCase",
    "AcceptHandover",
    "AccessReview",
    "AnswerIntroduction",
    "AskChannelAgain",
    "AskIntroduction",
    "AskLead",
    "AskToConfirm",
    "BringIn",
    "CalendarLink",
    "CaseMembers",
    "CaseTasks",
    "ChangeRole",
    "CloseCase",
    "Command",
    "Confirm",
    "DeclineHandover",
    "DigestLine",
    "Disclose",
    "Duplicates",
    "EditProfile",
    "EditUpdates",
    "EndAccess",
    "EndFor",
    "Family",
    "FamilyExactly",
    "HandOver",
    "HasLeft",
    "Help",
    "IntroductionQueue",
    "Join",
    "JudgeLink",
    "Leave",
    "LeaveOut",
    "LogContact",
    "LookedAt",
    "MergeThem",
    "Merges",
    "MoveTask",
    "MuteCase",
    "Muted",
    "MyCases",
    "MyDigest",
    "MyIntroductions",
    "MyTasks",
    "NameLead",
    "NewTask",
    "NoReason",
    "NotSharing",
    "NotUnderstood",
    "OfCalendar",
    "OfCaseEnds",
    "OfDigest",
    "OfHandover",
    "OfIntroduction",
    "OfInvolvement",
    "OfLooking",
    "OfOpening",
    "OfPictures",
    "OfProfile",
    "OfReviews",
    "OfSensitive",
    "OfSharing",
    "OfShield",
    "OfStewards",
    "OfTalk",
    "OfTaskMaking",
    "OfTasks",
    "OfTrail",
    "OfUpdates",
    "OfUpkeep",
    "OpenCase",
    "OpenTasks",
    "Override",
    "Overrides",
    "PassIntroduction",
    "People",
    "Picture",
    "RefreshTask",
    "RenameCase",
    "ReopenCase",
    "ReviewOverride",
    "RevokeCalendar",
    "Said",
    "SeenUpdates",
    "SetAway",
    "SetLanguages",
    "SetUpdates",
    "SetWorkingDays",
    "SettleTasks",
    "ShowProfile",
    "ShowTask",
    "StillWith",
    "StoppedWith",
    "Sweep",
    "TakeOver",
    "TaskFile",
    "TeamTasks",
    "Timeline",
    "UndoMerge",
    "WeekOf",
    "WhatIsDue",
    "Who",
    "WhoExactly",
    "WhoHasSeen",
    "WhoLooked",
    "WithdrawHandover",
    "WithdrawIntroduction",
]
