"""What a person may see, after the policy has spoken. Cards are made from these and from nothing else."""

from cases.views.circle import (
    Candidate,
    ChoiceView,
    CircleMember,
    CircleView,
    LookNotice,
    ProtectedView,
    ReasonView,
)
from cases.views.family import FamilyAdult, FamilyChild, FamilyMember, FamilyView
from cases.views.handover import HandoverAsked, HandoverForm, HandoverStands
from cases.views.involvement import InvolvementForm, InvolvementNotice
from cases.views.profile import AwayForm, AwayNotice, PeopleView, ProfileChild, ProfileForm, ProfileView
from cases.views.timeline import Happened, TimelineEntry, TimelineView
from cases.views.trail import AgencyLook, AgencyLooksView, Namesake, TrailLine, TrailView
from cases.views.upkeep import Cover, DueChild, DueView, LeftCase, LeftChild, MayHaveLeft, SweepView

__all__ = [
    "AgencyLook",
    "AgencyLooksView",
    "AwayForm",
    "AwayNotice",
    "Candidate",
    "ChoiceView",
    "CircleMember",
    "CircleView",
    "Cover",
    "DueChild",
    "DueView",
    "FamilyAdult",
    "FamilyChild",
    "FamilyMember",
    "FamilyView",
    "HandoverAsked",
    "HandoverForm",
    "HandoverStands",
    "Happened",
    "InvolvementForm",
    "InvolvementNotice",
    "LeftCase",
    "LeftChild",
    "LookNotice",
    "MayHaveLeft",
    "Namesake",
    "PeopleView",
    "ProfileChild",
    "ProfileForm",
    "ProfileView",
    "ProtectedView",
    "ReasonView",
    "SweepView",
    "TimelineEntry",
    "TimelineView",
    "TrailLine",
    "TrailView",
]
