"""Who may say what others see of a sensitive service, who may be named, and who puts people in touch."""

import pytest

from cases.introduction import Approach, Introduction, Stage, read_by_asker
from cases.model import (
    ChildId,
    Colleague,
    DisclosureLevel,
    InvolvementId,
    PractitionerId,
    Purpose,
    Reason,
    ServiceId,
)
from cases.policy_sensitive import may_be_named, may_disclose, puts_in_touch
from tests.builders import NOW, agency, involvement, practitioner, sensitive, service, viewer

NURSE = practitioner("nurse", "clinic")
ROW = sensitive(NURSE, DisclosureLevel.NONE)
CLINIC = frozenset({ServiceId("clinic")})
DISCLOSING = [
    ("the practitioner whose it is", NURSE, ROW, True),
    ("the manager of the service", practitioner("m", "office", manages=CLINIC), ROW, True),
    (
        "the manager of another service",
        practitioner("m", "office", manages=frozenset({ServiceId("refuge")})),
        ROW,
        False,
    ),
    ("a colleague of the same service", practitioner("colleague", "clinic"), ROW, False),
    ("the lead of the case", practitioner("lead", "front door"), ROW, False),
    ("a broker", practitioner("broker", "front door", broker=True), ROW, False),
    ("a governance lead", practitioner("gov", "front door", governance_lead=True), ROW, False),
    ("the practitioner, of an open one", NURSE, involvement(NURSE), False),
]


def colleague(name: str, of: str, *, sensitive: bool, active: bool = True) -> Colleague:
    made = practitioner(name, of, active=active)
    return Colleague(made, service(of, "charity", sensitive=sensitive), agency("charity"))


NAMING = [
    (
        "somebody of a service that is not sensitive",
        colleague("other", "front door", sensitive=False),
        set(),
        True,
    ),
    ("somebody of one's own sensitive service", colleague("other", "clinic", sensitive=True), set(), True),
    ("somebody of another sensitive service", colleague("other", "refuge", sensitive=True), set(), False),
    (
        "somebody of another sensitive service, whom the circle names to one",
        colleague("other", "refuge", sensitive=True),
        {PractitionerId("other")},
        True,
    ),
    ("somebody who has left", colleague("other", "front door", sensitive=False, active=False), set(), False),
]


@pytest.mark.parametrize(("what", "who", "row", "may"), DISCLOSING, ids=[row[0] for row in DISCLOSING])
def test_who_may_disclose(what, who, row, may):  # noqa: ARG001
    assert may_disclose(viewer(who, "health"), row) is may


@pytest.mark.parametrize(("what", "whom", "known", "may"), NAMING, ids=[row[0] for row in NAMING])
def test_who_may_be_named(what, whom, known, may):  # noqa: ARG001
    assert may_be_named(viewer(NURSE, "health"), whom, known) is may


def test_a_manager_puts_in_touch_only_where_there_is_no_broker():
    manager = viewer(practitioner("m", "office", manages=CLINIC), "health")
    broker = viewer(practitioner("b", "office", broker=True), "council")
    assert puts_in_touch(broker, ServiceId("clinic"), brokers=True)
    assert not puts_in_touch(manager, ServiceId("clinic"), brokers=True)
    assert puts_in_touch(manager, ServiceId("clinic"), brokers=False)
    assert not puts_in_touch(manager, ServiceId("refuge"), brokers=False)
    assert not puts_in_touch(viewer(NURSE, "health"), ServiceId("clinic"), brokers=False)


def request(*stages: Stage) -> Introduction:
    approaches = tuple(
        Approach(InvolvementId(f"i{n}"), PractitionerId(f"p{n}"), ServiceId(f"s{n}"), stage, NOW)
        for n, stage in enumerate(stages)
    )
    return Introduction("r", PractitionerId("me"), ChildId("c"), Reason(Purpose.CARE), NOW, approaches)


def reads(stages: str) -> str:
    """What the asker reads of a request that stands so with its services."""
    return str(read_by_asker(request(*(Stage(one) for one in stages.split(", ")))))


def test_a_withdrawn_request_reads_so_unless_somebody_came_forward_before():
    assert reads("withdrawn, declined") == "withdrawn"
    assert reads("withdrawn, accepted") == "in touch"
