"""Whatever a circle or a timeline holds: its picture is well formed, and nothing in it overlaps."""

from dataclasses import replace
from datetime import date, timedelta
from struct import unpack

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.paint import paint
from cards.network_picture import networks
from cards.shapes import TALLEST, WIDTH, ZOOM
from cards.text import clip, plain
from cards.timeline_chart import charts
from cases.views import ChartLane, ChartView, CircleMember, CircleView
from tests.cards.as_svg import as_svg
from tests.cards.drawn import Box, rectangles, texts
from tests.cards.samples import TODAY
from tests.examples import examples

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "Grace Adeyemi",
            "Dr O'Neill-Featherstonehaugh",
            "محمد",
            "李小龍",
            "Đặng Thị Ánh",
            "W" * 80,
            "🙂",
            "",
        ]
    ),
    st.text(alphabet="abcdefghij -'Wm<>&\"éЖßΩ", max_size=90),
)
AGENCIES = st.sampled_from(
    ["Council", "Police", "Integrated Care Partnership of the West", "学校", "School", "<&>"]
)
DAYS = st.one_of(st.none(), st.integers(-5000, 0).map(lambda ago: TODAY + timedelta(days=ago)))


@st.composite
def members(draw: st.DrawFn) -> CircleMember:
    return CircleMember(
        draw(WORDS), draw(WORDS), draw(AGENCIES), "Service", TODAY, draw(DAYS), "", "",
        is_lead=draw(st.booleans()), is_viewer=False,
    )  # fmt: skip


@st.composite
def views(draw: st.DrawFn) -> CircleView:
    people = draw(st.lists(members(), max_size=40))
    if people and draw(st.booleans()):
        place = draw(st.integers(0, len(people) - 1))
        people[place] = replace(people[place], is_viewer=True)
    return CircleView(
        draw(WORDS), None, "C-1001", tuple(people), further_service=draw(st.booleans()), today=TODAY
    )


def nothing_overlaps(svg: str) -> None:
    found = texts(svg)
    for place, one in enumerate(found):
        assert one.left >= 0
        assert one.right <= WIDTH
        assert not [other for other in found[place + 1 :] if one.meets(other)], one.said


def is_png_of(svg: str, data: bytes) -> None:
    wide, high = unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert wide == WIDTH * ZOOM
    assert 0 < high <= TALLEST
    assert f'width="{wide}"' in svg


@settings(max_examples=examples(150), deadline=None)
@given(views())
def test_every_circle_has_pictures_in_which_nothing_overlaps(view: CircleView):
    drawings = list(networks(view))
    assert bool(drawings) == bool(view.members or view.further_service)
    for drawing in drawings:
        nothing_overlaps(as_svg(drawing.sketch))
        stacks = [one for one in rectangles(as_svg(drawing.sketch)) if one.bottom - one.top > 30][1:]
        assert stacks, "a node for the child, and somebody else's"
        assert not [
            (one, other)
            for place, one in enumerate(stacks)
            for other in stacks[place + 1 :]
            if one.meets(other)
        ]
        within(stacks, texts(as_svg(drawing.sketch)))


def within(stacks: list[Box], shown: list[Box]) -> None:
    """What begins in a node stays in it."""
    for one in shown:
        for stack in stacks:
            assert stack.holds(one) or not stack.meets(one), one.said


@settings(max_examples=examples(60), deadline=None)
@given(views())
def test_every_picture_becomes_a_png_and_always_the_same(view: CircleView):
    for drawing in list(networks(view))[:1]:
        data = paint(drawing.sketch)
        is_png_of(as_svg(drawing.sketch), data)
        assert paint(drawing.sketch) == data
        assert next(networks(replace(view))) == drawing


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(1, 40), st.integers(0, 39), st.booleans())
def test_the_words_name_everybody_who_is_drawn_and_nobody_else(count: int, mine: int, further: bool):  # noqa: FBT001
    people = tuple(
        CircleMember(
            f"Person{n}x", "Worker", f"Agency {n % 4}", "Service", TODAY, TODAY, "", "",
            is_lead=n == 0, is_viewer=n == mine,
        )
        for n in range(count)
    )  # fmt: skip
    view = CircleView("Robin", None, "C-1001", people, further_service=further, today=TODAY)
    for drawing in networks(view):
        drawn = {one.said for one in texts(as_svg(drawing.sketch))} & {person.name for person in people}
        assert drawn == {person.name for person in people if person.name in drawing.words}
        assert drawn
        assert ("A further service" in drawing.words) == further


@given(views())
def test_the_words_are_those_of_the_register_however_they_are_written(view: CircleView):
    for drawing in list(networks(view))[:1]:
        drawn = view.members[:1]
        assert all(clip(plain(member.name), 60) in drawing.words for member in drawn)


@st.composite
def timelines(draw: st.DrawFn) -> ChartView:
    first = TODAY + timedelta(days=draw(st.integers(-6000, 100)))
    last = first + timedelta(days=draw(st.integers(0, 6000)))
    day = st.integers(-200, 6200).map(lambda after: first + timedelta(days=after))
    lanes = []
    for agency in draw(st.lists(AGENCIES, max_size=6)):
        since = draw(day)
        until: date | None = draw(
            st.one_of(st.none(), st.just(since + timedelta(days=draw(st.integers(0, 900)))))
        )
        lanes.append(
            ChartLane(draw(WORDS), agency, ((since, until),), tuple(draw(st.lists(day, max_size=9))))
        )
    return ChartView(
        tuple(sorted(lanes, key=lambda lane: lane.agency)) * draw(st.integers(1, 6)), first, last, TODAY
    )


@settings(max_examples=examples(150), deadline=None)
@given(timelines())
def test_every_timeline_has_a_chart_in_which_nothing_overlaps(view: ChartView):
    drawings = list(charts(view))
    assert bool(drawings) == bool(view.lanes)
    for drawing in drawings:
        nothing_overlaps(as_svg(drawing.sketch))
        assert all(one.left >= 0 and one.right <= WIDTH for one in rectangles(as_svg(drawing.sketch)))
    for drawing in drawings[:1]:
        is_png_of(as_svg(drawing.sketch), paint(drawing.sketch))
