"""Pictures are drawn once, kept while there is room, and the same for everybody."""

import asyncio
from collections.abc import Iterator

import pytest

from bot.pictures import PaintedPictures
from cards.network_svg import networks
from cases.ports_pictures import Pictures
from tests.cards.samples.pictures import VIEWS
from tests.fakes_pictures import FakePictures

ONE, TWO = (next(networks(VIEWS[name])).svg for name in ("network_one", "network_two"))


@pytest.fixture
def painted() -> Iterator[PaintedPictures]:
    pictures = PaintedPictures()
    yield pictures
    pictures.close()


@pytest.fixture(params=["real", "fake"])
async def pictures(request: pytest.FixtureRequest, painted: PaintedPictures) -> Pictures:
    return painted if request.param == "real" else FakePictures()


async def test_equal_pictures_make_equal_bytes_and_others_make_others(pictures: Pictures):
    first, again, other = await pictures.png(ONE), await pictures.png(ONE), await pictures.png(TWO)
    assert first == again
    assert first != other


async def test_what_was_drawn_is_kept(painted: PaintedPictures):
    assert await painted.png(ONE) is await painted.png(ONE)


async def test_those_who_ask_at_once_share_one_drawing(painted: PaintedPictures):
    drawn = await asyncio.gather(*(painted.png(ONE) for _ in range(9)))
    assert all(one is drawn[0] for one in drawn)


async def test_the_oldest_make_room():
    room = PaintedPictures(kept_bytes=7_000)
    first = await room.png(ONE)
    await room.png(TWO)
    assert await room.png(ONE) is not first
    room.close()


async def test_one_who_gives_up_does_not_take_the_picture_from_the_others(painted: PaintedPictures):
    given_up = asyncio.ensure_future(painted.png(ONE))
    other = asyncio.ensure_future(painted.png(ONE))
    await asyncio.sleep(0)
    given_up.cancel()
    assert (await other).startswith(b"\x89PNG")


async def test_what_cannot_be_drawn_says_so_each_time(painted: PaintedPictures):
    svg = f"{ONE.partition(chr(10))[0]}<ellipse/></svg>"
    for _ in range(2):
        with pytest.raises(ValueError, match="has no ellipse"):
            await painted.png(svg)
