"""Pictures and presence, looked up behind the turns: what is known when, and for whom."""

from datetime import timedelta

import pytest

from bot.faces import FRESH, KeptFaces
from cases.face import Face
from cases.model import Identity, PractitionerId
from cases.ports_directory import Directory, Person, Presence
from cases.ports_tenant import RefusedError, UnavailableError, Why
from tests.fakes import FakeClock
from tests.fakes_directory import FakeDirectory

HOME = "11111111-aaaa-4aaa-8aaa-111111111111"
ANA, CY = (Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000aa") for number in (1, 2))
ELSEWHERE = Identity("elsewhere", ANA.object_id)
ME, YOU = PractitionerId("me"), PractitionerId("you")
PNG = b"\x89PNG..."


class Setting:
    """A directory, and who keeps what it says."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        people = [Person(one, enabled=True, guest=False, manager=None) for one in (ANA, CY)]
        self.directory = FakeDirectory(HOME, people)
        self.directory.photos[ANA] = PNG
        self.directory.presences[ANA] = Presence.BUSY
        self.faces = KeptFaces(HOME, self.given, self.clock)

    async def given(self) -> Directory:
        return self.directory

    async def second_look(self, viewer: PractitionerId, one: Identity) -> Face | None:
        self.faces.of(viewer, one)
        await self.faces.settle()
        return self.faces.of(viewer, one)


@pytest.fixture
async def here():
    setting = Setting()
    yield setting
    await setting.faces.close()


async def test_the_first_look_knows_nothing_and_the_second_what_teams_says(here: Setting):
    assert here.faces.of(ME, ANA) is None
    assert await here.second_look(ME, ANA) == Face(here.clock.now(), Presence.BUSY, PNG)
    assert await here.second_look(ME, CY) == Face(here.clock.now(), Presence.UNKNOWN, b"")


async def test_what_was_looked_up_for_one_is_not_known_to_another(here: Setting):
    await here.second_look(ME, ANA)
    assert here.faces.of(YOU, ANA) is None


async def test_whoever_reads_a_circle_knows_its_people_at_the_first_look(here: Setting):
    here.faces.expect(ME, [ANA, CY, ELSEWHERE, Identity(HOME, "no-guid")])
    await here.faces.settle()
    assert here.faces.of(ME, ANA).photo == PNG
    assert here.faces.of(ME, ELSEWHERE) is None


async def test_presence_is_forgotten_after_a_while_and_looked_up_again(here: Setting):
    await here.second_look(ME, ANA)
    here.clock.advance(FRESH + timedelta(seconds=1))
    here.directory.presences[ANA] = Presence.AVAILABLE
    stale = here.faces.of(ME, ANA)
    assert (stale.presence, stale.photo) == (Presence.UNKNOWN, PNG)
    assert (await here.second_look(ME, ANA)).presence is Presence.AVAILABLE


async def test_a_picture_that_is_too_large_is_left_out(here: Setting):
    here.directory.photos[ANA] = PNG * 10_000
    assert (await here.second_look(ME, ANA)).photo == b""


async def test_one_does_without_what_the_app_may_not_see(here: Setting):
    here.directory.failing = [RefusedError(Why.NOT_PERMITTED, "Grant it.")]
    assert await here.second_look(ME, ANA) == Face(here.clock.now(), Presence.UNKNOWN, PNG)


async def test_while_graph_is_down_nobody_waits_and_it_is_left_alone_for_a_while(here: Setting):
    here.directory.failing = [UnavailableError()]
    assert await here.second_look(ME, ANA) is None
    assert await here.second_look(ME, ANA) is None
    here.clock.advance(FRESH)
    assert (await here.second_look(ME, ANA)).photo == PNG
