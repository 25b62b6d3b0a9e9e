"""Who hears that somebody cannot be reached: whoever manages their service, else the agency's managers."""

from collections.abc import Iterable, Mapping, Sequence

from cases.model import PractitionerId
from cases.ports_reach import Managing, OutOfReach


def told_of(
    people: Iterable[OutOfReach], managing: Sequence[Managing]
) -> Mapping[PractitionerId, tuple[OutOfReach, ...]]:
    """Each manager who is to hear of somebody, and of whom. Nobody hears of themself."""
    told: dict[PractitionerId, list[OutOfReach]] = {}
    for one in people:
        own = {each.practitioner_id for each in managing if each.service_id == one.service_id}
        others = {each.practitioner_id for each in managing if each.agency_id == one.agency_id}
        own, others = own - {one.practitioner_id}, others - {one.practitioner_id}
        for manager in sorted(own or others):
            told.setdefault(manager, []).append(one)
    return {manager: tuple(listed) for manager, listed in told.items()}
