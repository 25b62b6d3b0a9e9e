"""What every port of reviews does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.access_review import Look
from cases.choices import Choice
from cases.model import (
    AgencyId,
    Approach,
    ApproachKind,
    CaseId,
    ChildId,
    DisclosureLevel,
    Identity,
    Name,
    PractitionerId,
    Purpose,
    Reason,
)
from cases.ports_reviews import Regular, Row
from cases.profile import Profile, Weekday
from cases.records import Action, AuditEntry, Effects, NewApproach, Outcome, ProfileRewrite
from tests import builders as make
from tests.builders import TODAY
from tests.store.conftest import Opened, Ports
from tests.store.world import BEN, CARA, WORLD

COUNCIL, TRUST = AgencyId("council"), AgencyId("trust")
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
OCTOBER, NOVEMBER = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
HELEN = make.practitioner("helen", "neighbourhood", governance_lead=True)
GONE_HELEN = make.practitioner("gone-helen", "neighbourhood", governance_lead=True, active=False)
MORE = replace(WORLD, practitioners=(*WORLD.practitioners, HELEN, GONE_HELEN))


def look(at: datetime, who: str, child: str | None, **changes: object) -> AuditEntry:
    made = AuditEntry(
        at,
        Identity("tenant", f"oid-{who}"),
        PractitionerId(who),
        Action.CIRCLE_SEE,
        Outcome.SHOWN,
        ChildId(child) if child else None,
        "involved",
    )
    return replace(made, **changes)


async def october(ports: Ports, agency: AgencyId = COUNCIL, most: int = 100) -> list[Look]:
    found: list[Look] = []
    while page := await ports.reviews.looks(
        agency, OCTOBER, NOVEMBER, TODAY, found[-1].number if found else 0, most
    ):
        found += page
    return found


async def test_a_week_concerns_who_leads_an_open_case_and_a_month_governance_leads(ports: Opened):
    opened = await ports(MORE)
    week = await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "", 10)
    assert [(one.practitioner_id, one.before) for one in week] == [("ben", False)]
    assert week[0].choice == Choice(BEN.id)
    assert week[0].profile == Profile(BEN.id)
    month = await opened.reviews.to_tell(Regular.MONTH, ["2026-11"], "", 10)
    assert [one.practitioner_id for one in month] == ["helen"]
    assert list(await opened.reviews.to_tell(Regular.MONTH, ["2026-11"], "helen", 10)) == []


async def test_people_are_told_once_for_a_period_whoever_asks_for_it(ports: Opened):
    opened = await ports(MORE)
    row = Row(BEN.id, NOW)
    begun = await asyncio.gather(
        *(opened.reviews.begin(Regular.WEEK, "2026-W45", [row], NOW) for _ in range(3))
    )
    assert sorted(map(list, begun)) == [[], [], ["ben"]]
    (waiting,) = await opened.notices.due(NOW, 10)
    assert waiting.notice.to == "ben"
    assert (waiting.notice.kind, waiting.notice.subject) == ("case.week", "2026-W45")
    assert list(await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "", 10)) == []
    both = await opened.reviews.to_tell(Regular.WEEK, ["2026-W45", "2026-W46"], "", 10)
    assert [(one.practitioner_id, one.before) for one in both] == [("ben", False)]
    (later,) = await opened.reviews.to_tell(Regular.WEEK, ["2026-W46"], "", 10)
    assert later.before
    assert list(await opened.reviews.begin(Regular.WEEK, "2026-W46", [], NOW)) == []


async def test_a_notice_waits_for_its_moment(ports: Opened):
    opened = await ports(MORE)
    later = NOW + timedelta(hours=1)
    await opened.reviews.begin(Regular.MONTH, "2026-11", [Row(HELEN.id, later), Row(BEN.id, NOW)], NOW)
    assert [one.notice.to for one in await opened.notices.due(NOW, 10)] == ["ben"]
    assert [one.notice.to for one in await opened.notices.due(later, 10)] == ["ben", "helen"]


async def test_a_notice_is_known_to_wait_since_it_was_written_so_that_it_can_be_given_up(ports: Opened):
    opened = await ports(MORE)
    later = NOW + timedelta(hours=1)
    await opened.reviews.begin(Regular.MONTH, "2026-11", [Row(HELEN.id, later)], NOW)
    (waiting,) = await opened.notices.due(later, 10)
    assert waiting.since == NOW


async def test_who_is_told_comes_with_what_they_say_of_their_days(ports: Opened):
    opened = await ports(MORE)
    before = Profile(BEN.id)
    after = replace(before, working_days=frozenset({Weekday.TUESDAY}))
    await opened.ledger.commit(Effects(rewrites=(ProfileRewrite(before, after),)), None)
    (one,) = await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "", 10)
    assert one.profile == after


async def test_who_leads_no_open_case_any_more_is_not_told(ports: Opened):
    led = replace(make.case("alone", lead="anna"), id=CaseId("third"), reference="sita-mola")
    opened = await ports(replace(MORE, cases=(*MORE.cases, led)))
    found = await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "", 10)
    assert [one.practitioner_id for one in found] == ["anna", "ben"]
    assert [
        one.practitioner_id for one in await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "anna", 10)
    ] == ["ben"]
    assert len(await opened.reviews.to_tell(Regular.WEEK, ["2026-W45"], "", 1)) == 1


async def test_a_months_looks_come_in_order_page_by_page(ports: Opened):
    opened = await ports(MORE)
    moments = [OCTOBER + timedelta(days=day, hours=day) for day in range(-3, 40)]
    for at in moments:
        entry = look(at, "ben", "robin", reason="safeguarding: words that nobody needs")
        await opened.ledger.commit(Effects(audit=(entry,)), None)
    for most in (1, 7, 100):
        found = await october(opened, most=most)
        assert [one.at for one in found] == [at for at in moments if OCTOBER <= at < NOVEMBER]
    one = found[0]
    assert (one.practitioner_id, one.child_id, one.outcome, one.right) == (
        "ben", "robin", "shown", "involved",
    )  # fmt: skip
    assert (one.purpose, one.families, one.shielded, one.openly) == (
        "safeguarding", ("Example",), False, False,
    )  # fmt: skip


async def test_what_was_written_late_belongs_to_its_moment(ports: Opened):
    opened = await ports(MORE)
    late = OCTOBER + timedelta(minutes=1)
    for at in (OCTOBER + timedelta(minutes=5), late, OCTOBER - timedelta(minutes=5), NOVEMBER, late):
        await opened.ledger.commit(Effects(audit=(look(at, "ben", "robin"),)), None)
    assert [one.at for one in await october(opened)] == [OCTOBER + timedelta(minutes=5), late, late]


async def test_looks_are_those_of_ones_people_and_those_at_children_whom_one_openly_works_with(ports: Opened):
    opened = await ports(MORE)
    entries = [
        look(OCTOBER, "ben", "kim"),
        look(OCTOBER, "cara", "robin"),
        look(OCTOBER, "cara", "alone"),
        look(OCTOBER, "cara", None, outcome=Outcome.REFUSED),
        look(OCTOBER, "anna", "robin", action=Action.CASE_SEE),
        look(OCTOBER, "anna", "robin", outcome=Outcome.CHOICE_OFFERED),
        look(OCTOBER, "nobody", "robin"),
        replace(look(OCTOBER, "anna", "robin"), practitioner_id=None),
    ]
    await opened.ledger.commit(Effects(audit=tuple(entries)), None)
    council = await october(opened)
    assert [(one.practitioner_id, one.child_id, one.openly) for one in council] == [
        ("ben", "kim", False),
        ("cara", "robin", True),
    ]
    assert council[0].shielded
    assert council[0].families == ("Example-Stone", "O’Neill")
    trust = await october(opened, TRUST)
    assert [one.practitioner_id for one in trust] == ["cara", "cara", "cara"], (
        "its clinic is not openly there"
    )
    assert list(await october(opened, AgencyId("nowhere"))) == []


async def test_a_sensitive_involvement_makes_no_child_ones_own(ports: Opened):
    hidden = make.sensitive(CARA, DisclosureLevel.NAMED, "ben", child="alone")
    over = make.involvement(BEN, "alone", until=TODAY - timedelta(days=1))
    opened = await ports(replace(MORE, involvements=(*MORE.involvements, hidden, over)))
    await opened.ledger.commit(
        Effects(audit=(look(OCTOBER, "ben", "alone"), look(OCTOBER, "cara", "alone"))), None
    )
    assert [one.practitioner_id for one in await october(opened, TRUST)] == ["cara"]
    assert [one.practitioner_id for one in await october(opened)] == ["ben"]


async def test_overrides_of_the_month_come_in_order(ports: Opened):
    opened = await ports(MORE)
    why = Reason(Purpose.SAFEGUARDING, "Called to the house at night")
    made = [
        Approach("b", ApproachKind.OVERRIDE, BEN.id, ChildId("kim"), why, OCTOBER + timedelta(days=1), 1),
        Approach("a", ApproachKind.REFUSED, BEN.id, ChildId("kim"), why, OCTOBER + timedelta(days=2)),
        Approach("c", ApproachKind.CONTACT, BEN.id, ChildId("kim"), why, OCTOBER + timedelta(days=3)),
        Approach("d", ApproachKind.OVERRIDE, BEN.id, ChildId("kim"), why, NOVEMBER, 1),
    ]
    for count, one in enumerate(made):
        before = frozenset(other.id for other in made[:count])
        await opened.ledger.commit(Effects(rewrites=(NewApproach(one, OCTOBER, before),)), None)
    assert list(await opened.reviews.overrides(OCTOBER, NOVEMBER)) == ["b", "a"]


async def test_agencies_are_called_by_their_names(ports: Opened):
    opened = await ports(MORE)
    assert await opened.reviews.agencies() == {"council": "Council", "trust": "Trust"}


async def test_a_child_with_one_name_and_none_is_read(ports: Opened):
    nameless = make.child("nameless", names=(), reference="C-nameless")
    single = make.child("single", names=(Name("Ada"),), reference="C-single")
    opened = await ports(replace(MORE, children=(*MORE.children, nameless, single)))
    entries = (look(OCTOBER, "ben", "nameless"), look(OCTOBER, "ben", "single"), look(OCTOBER, "ben", None))
    await opened.ledger.commit(Effects(audit=entries), None)
    assert [one.families for one in await october(opened)] == [(), ("",), ()]
