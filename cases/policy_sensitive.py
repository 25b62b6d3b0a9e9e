"""Sensitive services: who may disclose, who may be named, who may put people in touch. Deny by default.

Roles are compared here and in cases/policy.py alone; the tables are those of docs/policy.md.
"""

from collections.abc import Collection
from datetime import date

from cases.model import (
    ChildFile,
    Colleague,
    DisclosureLevel,
    Involvement,
    Member,
    PractitionerId,
    ServiceId,
    Viewer,
    Visibility,
)
from cases.policy import Shown, Standing, shown


def may_disclose(viewer: Viewer, involvement: Involvement) -> bool:
    """Whether this viewer may say what others see of it: whose it is, or the manager of the service."""
    if involvement.visibility is not Visibility.SENSITIVE:
        return False
    mine = involvement.practitioner_id == viewer.id
    return mine or involvement.service_id in viewer.practitioner.manages


def may_be_named(viewer: Viewer, whom: Colleague, known: Collection[PractitionerId]) -> bool:
    """Whether this viewer may hear that there is such a practitioner, so as to name somebody to them.

    Of a sensitive service only those whom they know already: colleagues, and ``known`` from the circle.
    """
    if not whom.practitioner.active:
        return False
    own = whom.service.id == viewer.practitioner.service_id
    return own or not whom.service.sensitive or whom.practitioner.id in known


def further_services(viewer: Viewer, file: ChildFile, standing: Standing, today: date) -> tuple[Member, ...]:
    """Those that the line "A further service is involved" stands for, as this viewer sees it."""
    return tuple(
        member for member in file.circle if shown(viewer, member, standing.purpose, today) is Shown.LINE
    )


def may_be_asked(involvement: Involvement, today: date) -> bool:
    """Whether a request to be put in touch can still reach this involvement."""
    return involvement.current(today) and involvement.disclosure.level is not DisclosureLevel.NONE


def puts_in_touch(viewer: Viewer, service: ServiceId, *, brokers: bool) -> bool:
    """Whether this viewer passes requests on to that service: a broker; its manager if there is none."""
    me = viewer.practitioner
    return me.broker or (not brokers and service in me.manages)
