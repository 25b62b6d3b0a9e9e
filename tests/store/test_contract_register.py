"""What every register does, the fake one too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.model import ChildId, Identity, PractitionerId
from cases.records import Effects
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import (
    ALONE,
    ANNA,
    ANNA_ROBIN,
    BEN,
    BEN_KIM,
    CARA,
    CARA_ROBIN,
    ENDED,
    GONE,
    KIM,
    OPEN,
    ROBIN,
    WORLD,
)


async def test_the_viewer_comes_with_their_services_and_their_agencys_agreements(
    ports: Opened, clock: FakeClock
):
    register = (await ports(WORLD)).register

    viewer = await register.viewer(ANNA.identity, clock.now())

    assert viewer.practitioner == ANNA
    assert viewer.agency_id == "council"
    assert [agreement.id for agreement in viewer.agreements] == ["council", "council+trust"]
    assert set(viewer.agreements) <= set(WORLD.agreements)


async def test_nobody_with_another_tenant_or_object_id_is_the_viewer(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    for identity in (Identity("tenant", "other"), Identity("other", ANNA.identity.object_id)):
        assert await register.viewer(identity, clock.now()) is None


async def test_somebody_who_has_left_is_no_viewer_but_still_a_colleague(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    assert await register.viewer(GONE.identity, clock.now()) is None
    assert (await register.colleague(GONE.id)).practitioner == GONE


async def test_a_colleague_comes_with_service_and_agency(ports: Opened):
    register = (await ports(WORLD)).register

    found = await register.colleague(CARA.id)

    assert (found.practitioner, found.service.name, found.agency.name) == (CARA, "Clinic", "Trust")
    assert await register.colleague(PractitionerId("nobody")) is None
    assert await register.colleague(PractitionerId("\x00")) is None


async def test_a_file_holds_the_circle_of_the_day_hidden_involvements_too(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    (file,) = await register.files([ROBIN.id], ANNA.id, clock.now())

    assert file.child == ROBIN
    assert [member.involvement for member in file.circle] == [ANNA_ROBIN, CARA_ROBIN]
    assert [member.practitioner for member in file.circle] == [ANNA, CARA]
    assert [member.agency.id for member in file.circle] == ["council", "trust"]


async def test_a_file_holds_open_cases_and_who_belongs_in_their_channels(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    robin, kim, alone = await register.files([ROBIN.id, KIM.id, ALONE.id], ANNA.id, clock.now())

    assert robin.cases == kim.cases == (OPEN,)
    assert robin.channel == kim.channel == {ANNA.id, BEN.id, CARA.id}
    assert alone.cases == ()
    assert alone.channel == frozenset()


async def test_files_come_in_the_order_asked_once_each_and_only_for_known_children(
    ports: Opened, clock: FakeClock
):
    register = (await ports(WORLD)).register
    asked = [KIM.id, ChildId("nobody"), ROBIN.id, KIM.id]

    files = await register.files(asked, ANNA.id, clock.now())

    assert [file.child for file in files] == [KIM, ROBIN]
    assert not any(file.by_reference for file in files)
    assert await register.files([], ANNA.id, clock.now()) == ()


async def test_an_id_that_no_database_could_hold_is_simply_unknown(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    assert await register.files([ChildId("\x00"), ChildId("\ud800")], ANNA.id, clock.now()) == ()
    assert await register.grant("\x00\udfff") is None


async def test_many_children_are_read_at_once(ports: Opened, clock: FakeClock):
    many = tuple(make.child(f"c{number:04}") for number in range(1203))
    register = (await ports(replace(WORLD, children=(*WORLD.children, *many)))).register

    files = await register.files([child.id for child in many], ANNA.id, clock.now())

    assert [file.child for file in files] == list(many)


async def test_both_the_first_and_the_last_day_of_an_involvement_count(ports: Opened):
    register = (await ports(WORLD)).register

    async def circle(moment: datetime) -> set[str]:
        (file,) = await register.files([ROBIN.id], ANNA.id, moment)
        return {member.involvement.id for member in file.circle}

    def noon(day: str) -> datetime:
        return datetime.fromisoformat(f"{day}T12:00:00+00:00")

    assert await circle(noon("2026-01-04")) == set()
    assert ENDED.id in await circle(noon("2026-01-05"))
    assert ENDED.id in await circle(noon("2026-10-01"))
    assert ENDED.id not in await circle(noon("2026-10-02"))


async def test_the_day_is_that_of_london(ports: Opened):
    register = (await ports(WORLD)).register
    # 23:30 on 1 October in UTC is past midnight under British Summer Time.
    late = datetime(2026, 10, 1, 23, 30, tzinfo=UTC)

    (file,) = await register.files([ROBIN.id], ANNA.id, late)

    assert ENDED not in [member.involvement for member in file.circle]


async def test_grants_are_the_viewers_own_and_live(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    now = clock.now()
    mine = make.grant("ben", "kim", given=now, hours=1)
    past = replace(make.grant("ben", "kim", given=now - timedelta(hours=5), hours=5), id="past")
    later = replace(make.grant("ben", "kim", given=now + timedelta(hours=1)), id="later")
    other = make.grant("anna", "kim", given=now)
    elsewhere = replace(make.grant("ben", "robin", given=now), id="elsewhere")
    await opened.ledger.commit(Effects(grants=(mine, past, later, other, elsewhere)), None)

    (file,) = await opened.register.files([KIM.id], BEN.id, now)

    assert file.grants == (mine,)
    assert await opened.register.grant("past") == past
    assert await opened.register.grant("unknown") is None


async def test_the_circle_of_one_child_holds_nobody_elses_involvement(ports: Opened, clock: FakeClock):
    register = (await ports(WORLD)).register

    (file,) = await register.files([KIM.id], ANNA.id, clock.now())

    assert [member.involvement for member in file.circle] == [BEN_KIM]
