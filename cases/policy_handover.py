"""Who may hand over an involvement, and to whom: rules that belong to cases/policy.py."""

from cases.model import Colleague, Involvement, Member, Viewer, Visibility
from cases.policy_acting import administers


def may_hand_over(viewer: Viewer, member: Member) -> bool:
    """Whether this viewer may ask somebody to take over this involvement.

    Whose it is; and for them the manager of the service, and the agency's administrator.
    """
    involvement = member.involvement
    return (
        involvement.practitioner_id == viewer.id
        or involvement.service_id in viewer.practitioner.manages
        or administers(viewer, member)
    )


def may_receive(receiver: Colleague, giver: Colleague, involvement: Involvement) -> bool:
    """Whether this involvement of ``giver``'s may be handed over to that colleague.

    To somebody active in the same agency. What is sensitive stays within its service; and nothing is handed
    over into another's sensitive service, whose people are nobody's to choose from.
    """
    same = receiver.service.id == involvement.service_id
    secret = involvement.visibility is Visibility.SENSITIVE or receiver.service.sensitive
    return (
        receiver.practitioner.active
        and receiver.practitioner.id != giver.practitioner.id
        and receiver.agency.id == giver.agency.id
        and (same or not secret)
    )
