"""What a person may see, after the policy has spoken. Cards are made from these and from nothing else."""

from cases.views.circle import (
    Candidate,
    ChoiceView,
    CircleMember,
    CircleView,
    Insight,
    LookNotice,
    ProtectedView,
    ReasonView,
)
from cases.views.family import FamilyAdult, FamilyChild, FamilyMember, FamilyView
from cases.views.handover import HandoverAsked, HandoverForm, HandoverStands
from cases.views.involvement import InvolvementForm, InvolvementNotice
from cases.views.override import ApproachView, EndedView, ReviewView, WarningView
from cases.views.profile import AwayForm, AwayNotice, PeopleView, ProfileChild, ProfileForm, ProfileView
from cases.views.sensitive import (
    ApproachForm,
    DisclosureForm,
    DisclosureNotice,
    MyIntroduction,
    MyIntroductionsView,
    OutcomeView,
    PersonView,
    QueueView,
    RequestView,
)
from cases.views.task_making import TaskForm, TaskGiven, TaskNotGiven, WhichCase
from cases.views.timeline import ChartLane, ChartView, Happened, Span, TimelineEntry, TimelineView
from cases.views.trail import AgencyLook, AgencyLooksView, Namesake, TrailLine, TrailView
from cases.views.upkeep import Cover, DueChild, DueView, LeftCase, LeftChild, MayHaveLeft, SweepView

__all__ = [
    "AgencyLook",
    "AgencyLooksView",
    "ApproachForm",
    "ApproachView",
    "AwayForm",
    "AwayNotice",
    "Candidate",
    "ChartLane",
    "ChartView",
    "ChoiceView",
    "CircleMember",
    "CircleView",
    "Cover",
    "DisclosureForm",
    "DisclosureNotice",
    "DueChild",
    "DueView",
    "EndedView",
    "FamilyAdult",
    "FamilyChild",
    "FamilyMember",
    "FamilyView",
    "HandoverAsked",
    "HandoverForm",
    "HandoverStands",
    "Happened",
    "Insight",
    "InvolvementForm",
    "InvolvementNotice",
    "LeftCase",
    "LeftChild",
    "LookNotice",
    "MayHaveLeft",
    "MyIntroduction",
    "MyIntroductionsView",
    "Namesake",
    "OutcomeView",
    "PeopleView",
    "PersonView",
    "ProfileChild",
    "ProfileForm",
    "ProfileView",
    "ProtectedView",
    "QueueView",
    "ReasonView",
    "RequestView",
    "ReviewView",
    "Span",
    "SweepView",
    "TaskForm",
    "TaskGiven",
    "TaskNotGiven",
    "TimelineEntry",
    "TimelineView",
    "TrailLine",
    "TrailView",
    "WarningView",
    "WhichCase",
]
