"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

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
from cases.commands.trail import LookedAt, WhoLooked

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfProfile | OfTalk

__all__ = [
    "ChangeRole",
    "Command",
    "Confirm",
    "EditProfile",
    "Family",
    "FamilyExactly",
    "Help",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "NotUnderstood",
    "OfInvolvement",
    "OfLooking",
    "OfProfile",
    "OfTalk",
    "OfTrail",
    "People",
    "SetAway",
    "SetLanguages",
    "SetWorkingDays",
    "ShowProfile",
    "Who",
    "WhoExactly",
    "WhoLooked",
]
