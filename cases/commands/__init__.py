"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from cases.commands.involvement import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.commands.looking import Family, FamilyExactly, Who, WhoExactly
from cases.commands.sensitive import (
    AnswerIntroduction,
    AskIntroduction,
    Disclose,
    IntroductionQueue,
    MyIntroductions,
    OfSensitive,
    PassIntroduction,
    WithdrawIntroduction,
)
from cases.commands.talk import Help, NotUnderstood
from cases.commands.trail import LookedAt, WhoLooked

OfLooking = Who | WhoExactly | Family | FamilyExactly
OfTrail = WhoLooked | LookedAt
OfTalk = Help | NotUnderstood
Command = OfLooking | OfTrail | OfInvolvement | OfSensitive | OfTalk

__all__ = [
    "AnswerIntroduction",
    "AskIntroduction",
    "ChangeRole",
    "Command",
    "Confirm",
    "Disclose",
    "Family",
    "FamilyExactly",
    "Help",
    "IntroductionQueue",
    "Join",
    "Leave",
    "LogContact",
    "LookedAt",
    "MyIntroductions",
    "NotUnderstood",
    "OfInvolvement",
    "OfLooking",
    "OfSensitive",
    "OfTalk",
    "OfTrail",
    "PassIntroduction",
    "Who",
    "WhoExactly",
    "WhoLooked",
    "WithdrawIntroduction",
]
