"""Who may open a case, lead it, and ask for its channel. The tables are those of docs/policy.md."""

from datetime import timedelta

import pytest

from cases.model import Colleague, DisclosureLevel, ServiceId
from cases.policy import Shown
from cases.policy_cases import may_ask_for_channel, may_lead, may_lead_from_service, may_open_case
from tests.builders import (
    TODAY,
    agency,
    case,
    child,
    file,
    grant,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)

DAY = timedelta(days=1)
ME, OTHER = practitioner("me", "front door"), practitioner("other", "custody")
HIDDEN = practitioner("hidden", "clinic")
BOSS = practitioner("boss", "office", manages=frozenset({ServiceId("front door")}))
CHIEF = practitioner("chief", "office", manages=frozenset({ServiceId("clinic")}))
CLERK = practitioner("clerk", "office", administrator=True)
BROKER = practitioner("broker", "office", broker=True)
GOVERNANCE = practitioner("governance", "office", governance_lead=True)
MINE, THEIRS = member(ME, "council"), member(OTHER, "police")
SECRET = member(HIDDEN, "council", sensitive(HIDDEN, DisclosureLevel.NONE))


def ends(days: int):
    return file(member(ME, "council", involvement(ME, until=TODAY + days * DAY)))


OPENS = [
    ("who works with the child", viewer(ME, "council"), file(MINE), True),
    ("whose work with the child ends today", viewer(ME, "council"), ends(0), True),
    ("whose work with the child ended yesterday", viewer(ME, "council"), ends(-1), False),
    (
        "whose work with the child begins tomorrow",
        viewer(ME, "council"),
        file(member(ME, "council", involvement(ME, since=TODAY + DAY))),
        False,
    ),
    ("who works with the child for a sensitive service", viewer(HIDDEN, "council"), file(SECRET), False),
    (
        "the same, named to everybody",
        viewer(HIDDEN, "council"),
        file(MINE, member(HIDDEN, "council", sensitive(HIDDEN, DisclosureLevel.NAMED, "me"))),
        False,
    ),
    ("the manager of a service that works with the child", viewer(BOSS, "council"), file(MINE), True),
    ("the manager of another service", viewer(BOSS, "council"), file(THEIRS), False),
    ("the manager of a sensitive service that does", viewer(CHIEF, "council"), file(MINE, SECRET), False),
    ("an administrator of an agency that works with the child", viewer(CLERK, "council"), file(MINE), True),
    ("an administrator of another agency", viewer(CLERK, "council"), file(THEIRS), False),
    ("an administrator, by a sensitive service's work", viewer(CLERK, "council"), file(SECRET), False),
    (
        "a colleague of the same service",
        viewer(practitioner("mate", "front door"), "council"),
        file(MINE),
        False,
    ),
    ("a broker", viewer(BROKER, "council"), file(MINE), False),
    ("a governance lead", viewer(GOVERNANCE, "council"), file(MINE), False),
    (
        "who gave a reason",
        viewer(practitioner("asker", "office"), "council"),
        file(MINE, grants=(grant("asker"),)),
        False,
    ),
    (
        "who belongs in the channel of another case of the child",
        viewer(practitioner("asker", "office"), "council"),
        file(MINE, channel=frozenset({"asker"})),
        False,
    ),
    (
        "a shielded child: who works with them",
        viewer(ME, "council"),
        file(MINE, of=child(shielded=True)),
        False,
    ),
    (
        "a shielded child: the lead, by reference",
        viewer(ME, "council"),
        file(MINE, of=child(shielded=True), by_reference=True, cases=(case(lead="me"),)),
        False,
    ),
]

LEADS = [
    ("works openly with the child", may_lead(THEIRS, Shown.ALL), True),
    ("the same, under an agreement on existence only", may_lead(THEIRS, Shown.EXISTENCE), True),
    ("works with the child, and I may not see it", may_lead(THEIRS, Shown.NOTHING), False),
    ("works with the child for a sensitive service", may_lead(SECRET, Shown.ALL), False),
    (
        "works with the child, and has left their agency",
        may_lead(member(practitioner("gone", "custody", active=False), "police"), Shown.ALL),
        False,
    ),
]


def from_service(who: str, of: str, *, hidden: bool = False, mine: str = "front door", **changes) -> bool:
    me = viewer(practitioner("me", mine), "council")
    whom = Colleague(
        practitioner(who, of, **changes), service(of, "council", sensitive=hidden), agency("council")
    )
    return may_lead_from_service(me, whom)


LEADS += [
    ("is of my own service", from_service("mate", "front door"), True),
    ("is of my own service, and has left", from_service("mate", "front door", active=False), False),
    ("is of another service of my agency", from_service("mate", "office"), False),
    (
        "is of my own service, a sensitive one",
        from_service("mate", "clinic", hidden=True, mine="clinic"),
        False,
    ),
]

LEAD = Colleague(ME, service("front door", "council"), agency("council"))
LED = case(lead="me")
ASKS = [
    ("its lead", viewer(ME, "council"), LED, LEAD, True),
    ("the lead's manager", viewer(BOSS, "council"), LED, LEAD, True),
    ("the manager of another service", viewer(CHIEF, "council"), LED, LEAD, False),
    ("somebody of the circle", viewer(OTHER, "police"), LED, LEAD, False),
    ("an administrator", viewer(CLERK, "council"), LED, LEAD, False),
    ("anybody, of a case without a lead", viewer(BOSS, "council"), case(), None, False),
]


@pytest.mark.parametrize(("who", "held", "may"), [row[1:] for row in OPENS], ids=[row[0] for row in OPENS])
def test_a_case_is_opened_by_whom_the_table_says(who, held, may):
    assert may_open_case(who, held, TODAY) is may


@pytest.mark.parametrize(("decided", "may"), [row[1:] for row in LEADS], ids=[row[0] for row in LEADS])
def test_the_lead_is_one_of_whom_the_table_says(decided, may):
    assert decided is may


@pytest.mark.parametrize(
    ("who", "of", "lead", "may"), [row[1:] for row in ASKS], ids=[row[0] for row in ASKS]
)
def test_a_channel_is_asked_for_by_whom_the_table_says(who, of, lead, may):
    assert may_ask_for_channel(who, of, lead) is may
