"""What a case that is to be opened can be made of, as far as the viewer may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b

from cases.model import Case, ChannelForm, ChildFile, Colleague, Viewer, Visibility
from cases.policy import Shown, right_to_see, shown
from cases.policy_cases import may_lead
from cases.views import WhyApart


@dataclass(frozen=True, slots=True)
class Someone:
    """A practitioner around the children, as the viewer may see them.

    ``since`` is when they came to the first of them, ``open`` whether any of it is no sensitive service's.
    """

    who: Colleague
    role: str
    since: date
    how: Shown
    open: bool
    may_lead: bool

    @property
    def key(self) -> str:
        """What stands for them in a form."""
        return key_of(self.who.practitioner.id)


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from.

     ``files`` are the children, the one asked for first. None of them has an open case but ``case``, for
    which a channel is asked, and which ``lead`` leads. ``colleagues`` are those of the own service who could
    lead. ``home`` is the tenant whose teams hold the channels, None where none are made; ``setting`` the form
    that is set for everybody.
    """

    viewer: Viewer
    files: tuple[ChildFile, ...]
    people: tuple[Someone, ...]
    further_service: bool = False
    colleagues: tuple[Colleague, ...] = ()
    home: str | None = None
    setting: ChannelForm | None = None
    case: Case | None = None
    lead: Colleague | None = None

    @property
    def leads(self) -> tuple[Colleague, ...]:
        """Who may be named the lead, the likeliest first."""
        able = [one for one in self.people if one.may_lead]
        first = sorted(able, key=lambda one: (not self._is_mine(one), not _is_social_worker(one), one.since))
        listed = {one.who.practitioner.id: one.who for one in first[:1]}
        for one in (*(each.who for each in able), *self.colleagues):
            listed.setdefault(one.practitioner.id, one)
        return tuple(listed.values())

    @property
    def takeable(self) -> tuple[Someone, ...]:
        """Those of the circle who can be taken into a channel."""
        return tuple(one for one in self.people if why_apart(one) is None)

    @property
    def stamp(self) -> str:
        """What a form was made from: it differs when the form has to be looked at afresh."""
        parts = [f"child|{file.child.id}" for file in self.files]
        parts += [f"{one.key}|{why_apart(one)}|{one.may_lead}" for one in self.people]
        return blake2b("\n".join(sorted(parts)).encode(), digest_size=8).hexdigest()

    def _is_mine(self, one: Someone) -> bool:
        return one.who.practitioner.id == self.viewer.id


def around(
    viewer: Viewer, files: Sequence[ChildFile], now: datetime, today: date
) -> tuple[tuple[Someone, ...], bool]:
    """Everybody around these children whom the viewer may see by name; and whether a line stands for more."""
    found: dict[str, Someone] = {}
    further = False
    for file in files:
        standing = right_to_see(viewer, file, now, today)
        if standing is None:
            continue
        for member in file.circle:
            how = shown(viewer, member, standing.purpose, today)
            further = further or how is Shown.LINE
            if how < Shown.EXISTENCE:
                continue
            row = member.involvement
            one = Someone(
                who=Colleague(member.practitioner, member.service, member.agency),
                role=row.role or member.practitioner.role,
                since=row.since,
                how=how,
                open=row.visibility is Visibility.OPEN,
                may_lead=may_lead(member, how),
            )
            found[member.practitioner.id] = _both(found.get(member.practitioner.id), one)
    return tuple(sorted(found.values(), key=_order)), further


def _both(before: Someone | None, one: Someone) -> Someone:
    """The same person with another child, or in another service: what is open of them counts."""
    if before is None:
        return one
    first = before if (before.open, one.since) >= (one.open, before.since) else one
    return replace(
        first,
        since=min(before.since, one.since),
        how=max(before.how, one.how),
        open=before.open or one.open,
        may_lead=before.may_lead or one.may_lead,
    )


def _order(one: Someone) -> tuple[str, str, str]:
    """An order in which nothing hidden plays a part."""
    return (one.who.agency.name, one.who.practitioner.name, one.who.practitioner.id)


def why_apart(one: Someone) -> WhyApart | None:
    """Why somebody cannot be in a channel; None if they can, as far as the viewer may know that."""
    if not one.who.practitioner.active:
        return WhyApart.HAS_LEFT
    if not one.open:
        return WhyApart.SENSITIVE
    if one.who.practitioner.identity is None and one.how is Shown.ALL:
        return WhyApart.NO_ACCOUNT
    return None


def key_of(identifier: str) -> str:
    """What stands for an id in a form: as short as a message needs it, the same whenever it is made."""
    return blake2b(identifier.encode(), digest_size=4).hexdigest()


def picked(keys: str) -> frozenset[str]:
    """The keys that were ticked, as a card sends them."""
    return frozenset(filter(None, (key.strip() for key in keys.split(","))))


def keys_of(people: Iterable[Someone]) -> tuple[str, ...]:
    """The keys of these people."""
    return tuple(one.key for one in people)


def _is_social_worker(one: Someone) -> bool:
    return "social worker" in one.role.lower()
