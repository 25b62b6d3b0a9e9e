"""The circle with a picture: through the same gate, for the asker alone, on record, and never too large."""

from dataclasses import replace

import pytest

from cards.buttons import decode
from cards.not_found import not_found
from cards.picture import TOO_LARGE
from cards.shapes import Sketch
from cases.commands import Command, Picture, Who
from cases.model import ChildId, ConversationId, Purpose, Reason
from cases.query import Query
from cases.records import Action, Outcome
from dialogs.dispatch import dispatch
from dialogs.pictures import SWITCHED_OFF
from dialogs.turn import Audience, Reply, Room, Turn
from tests.builders import NOW, agreement, child, involvement
from tests.desk import FakeDesk, fake_desk
from tests.fakes_pictures import FakePictures
from tests.local_teams import Json, button, walk, words
from tests.property.registers import ME, PEOPLE, identity, seed_of

NURSE = PEOPLE[1]
TOGETHER = agreement("council", "health")
BY_NAME = Query(name="Robin Example")
SEED = seed_of((child("c1"),), (involvement(ME, "c1"), involvement(NURSE, "c1")), (TOGETHER,))


class Large(FakePictures):
    """Draws pictures that are too large for a message until they have shrunk so many times."""

    def __init__(self, too_large: int) -> None:
        super().__init__()
        self._too_large = too_large

    async def png(self, sketch: Sketch) -> bytes:
        await super().png(sketch)
        return bytes(60_000) if len(self.drawn) <= self._too_large else b"small"


@pytest.fixture
def fakes() -> FakeDesk:
    return fake_desk(SEED)


async def ask(
    fakes: FakeDesk, said: str | Command, who: str = "me", place: tuple[str, Room] = ("a:1", Room.PERSONAL)
) -> tuple[Reply, ...]:
    asked = said if isinstance(said, str) else ""
    turn = Turn(identity(who), place[1], ConversationId(place[0]), fakes.desk.fresh_id(), NOW, asked)
    return await dispatch(turn, said, fakes.desk) or ()


async def card(fakes: FakeDesk, said: str | Command, who: str = "me") -> Json:
    (reply,) = await ask(fakes, said, who)
    return reply.card.content


def images(content: Json) -> list[Json]:
    return [one for one in walk(content) if one.get("type") == "Image"]


def pressed(content: Json, title: str) -> Command:
    action = button(content, title)
    return decode(action["verb"], action["data"])


async def test_the_circle_offers_a_picture_shows_it_in_place_and_hides_it_again(fakes: FakeDesk):
    circle = await card(fakes, Who(BY_NAME))
    assert images(circle) == []
    pictured = await card(fakes, pressed(circle, "Show as a picture"))
    (image,) = images(pictured)
    assert pictured["body"][2] == image, "at the top, below the child"
    assert "Show as a picture" not in str(pictured)
    assert [one for one in pictured["body"] if one in circle["body"]][:2] == circle["body"][:2]
    assert await card(fakes, pressed(pictured, "Hide picture")) == circle


async def test_a_plain_question_draws_nothing(fakes: FakeDesk):
    await card(fakes, Who(BY_NAME))
    assert isinstance(fakes.desk.pictures, FakePictures)
    assert fakes.desk.pictures.drawn == []


async def test_it_is_asked_for_in_words_and_says_the_same_in_words(fakes: FakeDesk):
    (image,) = images(await card(fakes, "show me Robin Example's network as a picture"))
    assert image["url"].startswith("data:image/png;base64,")
    assert image["altText"] == (
        "The network of Robin Example. Council: Me, Helper, You, no contact to show. "
        "Health: Nurse, Helper, no contact to show."
    )


async def test_no_address_is_in_it_that_anybody_could_open(fakes: FakeDesk):
    content = await card(fakes, Picture(BY_NAME))
    assert all(one["url"].startswith("data:") for one in walk(content) if "url" in one)
    assert "iconUrl" not in str(content)
    assert "backgroundImage" not in str(content)


async def test_who_has_no_right_is_asked_why_and_then_sees_it(fakes: FakeDesk):
    asked = await card(fakes, Picture(BY_NAME), "officer")
    assert "Why do you need to know?" in words(asked)
    assert isinstance(fakes.desk.pictures, FakePictures)
    assert fakes.desk.pictures.drawn == []
    opened = fake_desk(replace(SEED, agreements=(agreement("council", "police"),)))
    given = Picture(BY_NAME, reason=Reason(Purpose.SAFEGUARDING))
    (image,) = images(await card(opened, given, "officer"))
    assert "Me, Helper" in image["altText"]
    assert "Nurse" not in image["altText"]
    assert [one.outcome for one in opened.ledger.audit] == [Outcome.SHOWN]


async def test_unknown_and_not_allowed_get_the_same_bytes(fakes: FakeDesk):
    why = Reason(Purpose.SAFEGUARDING)
    for query in (Query(name="Nobody Known"), BY_NAME):
        assert await card(fakes, Picture(query, reason=why), "officer") == not_found().content


async def test_two_children_of_one_name_are_told_apart_first():
    twins = seed_of((child("c1"), child("c2")), (involvement(ME, "c1"), involvement(ME, "c2")))
    fakes = fake_desk(twins)
    choice = await card(fakes, Picture(BY_NAME))
    offered = [
        decode(one["verb"], one["data"]) for one in walk(choice) if one.get("type") == "Action.Execute"
    ]
    assert offered == [Picture(child_id=ChildId("c1")), Picture(child_id=ChildId("c2"))]
    assert images(await card(fakes, offered[0]))


async def test_it_is_on_record_as_what_it_is(fakes: FakeDesk):
    await card(fakes, Picture(BY_NAME))
    (entry,) = fakes.ledger.audit
    assert (entry.action, entry.outcome, entry.child_id) == (Action.PICTURE_SEE, Outcome.SHOWN, "c1")
    assert entry.shown == ("me-c1", "nurse-c1")


@pytest.mark.parametrize("room", [Room.CHANNEL, Room.GROUP])
async def test_a_room_hears_no_more_than_that_it_was_answered_privately(fakes: FakeDesk, room: Room):
    replies = await ask(fakes, "picture of Robin Example", place=("19:x", room))
    (to_all,) = [one for one in replies if one.to is Audience.ROOM]
    assert "privately" in words(to_all.card.content)
    assert [bool(images(one.card.content)) for one in replies if one.to is Audience.ASKER] == [True]


async def test_where_one_is_too_large_a_smaller_one_is_drawn():
    many = tuple(replace(involvement(NURSE, "c1"), id=f"i{n}", role=f"Role {n}") for n in range(20))
    fakes = fake_desk(replace(SEED, involvements=(involvement(ME, "c1"), *many)))
    shrinks = Large(1)
    fakes = replace(fakes, desk=replace(fakes.desk, pictures=shrinks))
    assert images(await card(fakes, Picture(BY_NAME)))
    assert len(shrinks.drawn) == 2
    assert shrinks.drawn[1].height < shrinks.drawn[0].height
    never = replace(fakes, desk=replace(fakes.desk, pictures=Large(99)))
    content = await card(never, Picture(BY_NAME))
    assert images(content) == []
    assert TOO_LARGE in words(content)
    assert "Nurse" in words(content)


async def test_switched_off_nothing_is_offered_and_who_asks_is_told(fakes: FakeDesk):
    off = replace(fakes, desk=replace(fakes.desk, pictures=None))
    assert "Show as a picture" not in str(await card(off, Who(BY_NAME)))
    content = await card(off, Picture(BY_NAME))
    assert SWITCHED_OFF in words(content)
    assert "Nurse" in words(content)


async def test_of_an_empty_circle_there_is_no_picture():
    fakes = fake_desk(seed_of((child("c1"),), (involvement(NURSE, "c1"),)))
    manager = await card(fakes, Picture(BY_NAME), "manager")
    assert images(manager)
