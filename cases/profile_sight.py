"""A practitioner's profile as one viewer may see it. cases/policy_profiles.py says how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.availability import availability
from cases.face import Face
from cases.model import ChildFile, Colleague, InvolvementId, Viewer
from cases.policy import Right, Shown, right_to_see, shown
from cases.policy_profiles import may_say_away, profile_shown
from cases.profile import Profile
from cases.views import ProfileChild, ProfileView


@dataclass(frozen=True, slots=True)
class Known:
    """A practitioner whose profile this viewer may see, and where the viewer may see them by name.

    ``how`` is how much of the profile is shown. ``rests_on`` are the involvements by which the children are
    listed: for the trail.
    """

    whose: Colleague
    how: Shown
    children: tuple[ProfileChild, ...] = ()
    rests_on: tuple[InvolvementId, ...] = ()


def known(
    viewer: Viewer, whose: Colleague, files: Iterable[ChildFile], now: datetime, today: date
) -> Known | None:
    """How this viewer knows this practitioner; None when the answer is that of an unknown name.

    ``files`` are those of the children whom the practitioner works with, hidden ones too. None of those in
    which the viewer may not see the practitioner by name leaves anything behind here.
    """
    children: list[ProfileChild] = []
    rests_on: list[InvolvementId] = []
    named = Shown.NOTHING
    for file in files:
        standing = right_to_see(viewer, file, now, today)
        if standing is None:
            continue
        seen = [
            (member, how)
            for member in file.circle
            if member.practitioner.id == whose.practitioner.id
            and (how := shown(viewer, member, standing.purpose, today)) >= Shown.EXISTENCE
        ]
        if not seen:
            continue
        # Of a service that they have left since, the circle says nothing about the one they work for now.
        named = max([named, *(how for member, how in seen if member.service.id == whose.service.id)])
        children.append(_child(file, both=standing.right is Right.INVOLVED))
        rests_on += [member.involvement.id for member, _ in seen]
    how = profile_shown(viewer, whose, named, today)
    if how is Shown.NOTHING:
        return None
    ordered = sorted(children, key=lambda child: (child.name, child.reference))
    return Known(whose, how, tuple(ordered), tuple(sorted(rests_on)))


def manager_shown(viewer: Viewer, manager: Colleague | None, today: date) -> str:
    """The manager's name, for whoever may see the manager's own profile without any child's circle."""
    if manager is None or profile_shown(viewer, manager, Shown.NOTHING, today) is Shown.NOTHING:
        return ""
    return manager.practitioner.name


def profile_view(
    viewer: Viewer,
    one: Known,
    profile: Profile,
    today: date,
    manager: Colleague | None = None,
    face: Face | None = None,
) -> ProfileView:
    """The profile, as much of it as is shown. ``manager`` and ``face`` are as the directory has them."""
    who, own = one.whose.practitioner, one.whose.practitioner.id == viewer.id
    seen = ProfileView(
        practitioner_id=who.id,
        name=who.name,
        role=who.role,
        service=one.whose.service.name,
        agency=one.whose.agency.name,
        today=today,
        children=one.children,
    )
    if one.how is not Shown.ALL:
        return seen
    return replace(
        seen,
        own=own,
        may_say_away=not own and may_say_away(viewer, one.whose),
        reachable=True,
        phone=who.phone,
        email=who.email,
        manager=manager_shown(viewer, manager, today),
        face=face,
        working_days=profile.working_days,
        languages=profile.languages,
        availability=availability(profile, today),
    )


def in_order(people: Sequence[Known]) -> Sequence[Known]:
    """Namesakes in an order of what is shown of them alone."""
    return sorted(
        people,
        key=lambda one: (one.whose.agency.name, one.whose.practitioner.role, one.whose.practitioner.id),
    )


def _child(file: ChildFile, *, both: bool) -> ProfileChild:
    child = file.child
    return ProfileChild(str(child.names[0]) if child.names else "", child.reference, both)
