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
from cases.commands.trail import LookedAt, WhoLooked

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfTalk | OfHandover

__all__ = [
    "AcceptHandover",
    "ChangeRole",
    "Command",
    "Confirm",
    "DeclineHandover",
    "Family",
    "FamilyExactly",
    "HandOver",
    "Help",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "NotUnderstood",
    "OfHandover",
    "OfInvolvement",
    "OfLooking",
    "OfTalk",
    "OfTrail",
    "Who",
    "WhoExactly",
    "WhoLooked",
    "WithdrawHandover",
]
