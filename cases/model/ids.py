"""Ids: each kind a type of its own, so that none is taken for another."""

from typing import NewType

AgencyId = NewType("AgencyId", str)


ServiceId = NewType("ServiceId", str)


PractitionerId = NewType("PractitionerId", str)


ChildId = NewType("ChildId", str)


CaseId = NewType("CaseId", str)


InvolvementId = NewType("InvolvementId", str)


ConversationId = NewType("ConversationId", str)


TaskId = NewType("TaskId", str)
