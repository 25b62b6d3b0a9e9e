"""Pictures are drawn once, kept while there is room, and the same for everybody."""

import pytest

from bot.pictures import PaintedPictures
from cards.network_picture import networks
from dialogs.ports_pictures import Pictures
from tests.cards.samples.pictures import VIEWS
from tests.fakes_pictures import FakePictures

ONE, TWO = (next(networks(VIEWS[name])).sketch for name in ("network_one", "network_two"))


@pytest.fixture(params=[PaintedPictures, FakePictures])
def pictures(request: pytest.FixtureRequest) -> Pictures:
    made: Pictures = request.param()
    return made


async def test_equal_pictures_make_equal_bytes_and_others_make_others(pictures: Pictures):
    first, again, other = await pictures.png(ONE), await pictures.png(ONE), await pictures.png(TWO)
    assert first == again
    assert first != other


async def test_what_was_drawn_is_kept():
    painted = PaintedPictures()
    assert await painted.png(ONE) is await painted.png(ONE)


async def test_the_oldest_make_room():
    room = PaintedPictures(kept_bytes=7_000)
    first = await room.png(ONE)
    await room.png(TWO)
    assert await room.png(ONE) is not first
