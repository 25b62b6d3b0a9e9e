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
from cases.views.involvement import InvolvementForm, InvolvementNotice
from cases.views.override import ApproachView, EndedView, ReviewView, WarningView
from cases.views.trail import AgencyLook, AgencyLooksView, Namesake, TrailLine, TrailView

__all__ = [
    "AgencyLook",
    "AgencyLooksView",
    "ApproachView",
    "Candidate",
    "ChoiceView",
    "CircleMember",
    "CircleView",
    "EndedView",
    "FamilyAdult",
    "FamilyChild",
    "FamilyMember",
    "FamilyView",
    "InvolvementForm",
    "InvolvementNotice",
    "LookNotice",
    "Namesake",
    "ProtectedView",
    "ReasonView",
    "ReviewView",
    "TrailLine",
    "TrailView",
    "WarningView",
]
