"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.pictures import OfPictures, Picture
from cases.commands.talk import Help, NotUnderstood
from cases.commands.trail import LookedAt, WhoLooked

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfPictures | OfTalk

__all__ = [
    "ChangeRole",
    "Command",
    "Confirm",
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
    "OfPictures",
    "OfTalk",
    "OfTrail",
    "Picture",
    "Who",
    "WhoExactly",
    "WhoLooked",
]
