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
from cases.views.involvement import InvolvementForm, InvolvementNotice
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
from cases.views.trail import AgencyLook, AgencyLooksView, Namesake, TrailLine, TrailView

__all__ = [
    "AgencyLook",
    "AgencyLooksView",
    "ApproachForm",
    "Candidate",
    "ChoiceView",
    "CircleMember",
    "CircleView",
    "DisclosureForm",
    "DisclosureNotice",
    "FamilyAdult",
    "FamilyChild",
    "FamilyMember",
    "FamilyView",
    "Insight",
    "InvolvementForm",
    "InvolvementNotice",
    "LookNotice",
    "MyIntroduction",
    "MyIntroductionsView",
    "Namesake",
    "OutcomeView",
    "PersonView",
    "ProtectedView",
    "QueueView",
    "ReasonView",
    "RequestView",
    "TrailLine",
    "TrailView",
]
