"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.override import AskLead, OfShield, Override, Overrides, ReviewOverride
from cases.commands.sharing import EndAccess, NoReason, NotSharing, OfSharing, Said
from cases.commands.talk import Help, NotUnderstood
from cases.commands.trail import LookedAt, WhoLooked

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfTalk | OfShield | OfSharing

__all__ = [
    "AskLead",
    "ChangeRole",
    "Command",
    "Confirm",
    "EndAccess",
    "Family",
    "FamilyExactly",
    "Help",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "NoReason",
    "NotSharing",
    "NotUnderstood",
    "OfInvolvement",
    "OfLooking",
    "OfSharing",
    "OfShield",
    "OfTalk",
    "OfTrail",
    "Override",
    "Overrides",
    "ReviewOverride",
    "Said",
    "Who",
    "WhoExactly",
    "WhoLooked",
]
