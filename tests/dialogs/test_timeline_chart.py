"""The timeline with a chart: in place, through the same gate, on record, and never too large."""

from dataclasses import replace

import pytest

from cards.not_found import not_found
from cards.picture import TOO_LARGE
from cases.commands import Timeline
from cases.records import Action
from dialogs.pictures import SWITCHED_OFF
from tests.desk import FakeDesk, fake_desk
from tests.dialogs.test_pictures import BY_NAME, SEED, Large, ask, card, images, pressed
from tests.fakes_pictures import FakePictures
from tests.local_teams import words


@pytest.fixture
def fakes() -> FakeDesk:
    return fake_desk(SEED)


async def test_the_timeline_offers_a_chart_shows_it_in_place_and_hides_it_again(fakes: FakeDesk):
    plain = await card(fakes, "timeline of Robin Example")
    assert images(plain) == []
    charted = await card(fakes, pressed(plain, "Show as a chart"))
    (image,) = images(charted)
    assert charted["body"][2] == image, "at the top, below the child"
    assert image["altText"].startswith("A chart from ")
    assert "Me, Council: since " in image["altText"]
    assert "Show as a chart" not in str(charted)
    assert [one for one in charted["body"] if one in plain["body"]] == plain["body"]
    assert await card(fakes, pressed(charted, "Hide chart")) == plain


async def test_it_is_asked_for_in_words(fakes: FakeDesk):
    assert images(await card(fakes, "timeline of Robin Example as a chart"))


async def test_a_plain_timeline_draws_nothing(fakes: FakeDesk):
    await card(fakes, Timeline(BY_NAME))
    assert isinstance(fakes.desk.pictures, FakePictures)
    assert fakes.desk.pictures.drawn == []


async def test_who_has_no_right_is_asked_why_and_then_sees_it(fakes: FakeDesk):
    asked = await card(fakes, Timeline(BY_NAME, chart=True), "officer")
    assert "Why do you need to know?" in words(asked)
    assert images(asked) == []
    given = pressed(asked, "Keeping a child safe")
    assert given == replace(Timeline(BY_NAME, chart=True), reason=getattr(given, "reason", None))
    assert await card(fakes, given, "officer") == not_found().content


async def test_everybody_on_it_is_on_record(fakes: FakeDesk):
    await card(fakes, Timeline(BY_NAME, chart=True, until="2020-01-01"))
    await card(fakes, Timeline(BY_NAME, chart=True))
    nobody, everybody = fakes.ledger.audit
    assert nobody.action == everybody.action == Action.TIMELINE_SEE
    assert nobody.shown == ()
    assert everybody.shown == ("me-c1", "nurse-c1")


async def test_between_days_on_which_nobody_was_there_nothing_is_drawn(fakes: FakeDesk):
    content = await card(fakes, Timeline(BY_NAME, chart=True, until="2020-01-01"))
    assert images(content) == []
    assert "Nothing is recorded that I can show you" in words(content)


async def test_one_too_large_for_a_message_is_left_out(fakes: FakeDesk):
    never = replace(fakes, desk=replace(fakes.desk, pictures=Large(99)))
    content = await card(never, Timeline(BY_NAME, chart=True))
    assert images(content) == []
    assert TOO_LARGE in words(content)


async def test_switched_off_nothing_is_offered_and_who_asks_is_told(fakes: FakeDesk):
    off = replace(fakes, desk=replace(fakes.desk, pictures=None))
    assert "Show as a chart" not in str(await card(off, Timeline(BY_NAME)))
    assert SWITCHED_OFF in words(await card(off, Timeline(BY_NAME, chart=True)))


@pytest.mark.parametrize("said", ["I saw Robin Example today", "I still work with Robin Example"])
async def test_the_circle_after_a_change_offers_a_picture_too(fakes: FakeDesk, said: str):
    assert images(await card(fakes, pressed(await card(fakes, said), "Show as a picture")))
    off = replace(fakes, desk=replace(fakes.desk, pictures=None))
    (reply,) = await ask(off, said)
    assert "Show as a picture" not in str(reply.card.content)
