"""Pictures: unchanged, legible, and marked so that nothing is said by colour alone."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cards.network_picture import network, networks
from cards.shapes import GROUND, INK, LINE, PAPER, SHADES, SOFT, TALLEST, WIDTH, Drawing
from cards.timeline_chart import charts
from tests.cards.as_svg import as_svg
from tests.cards.drawn import of_kind, rectangles, root_of, texts
from tests.cards.samples import FAMILY_VIEW, HOSTILE, TEAM, TODAY, many
from tests.cards.samples.pictures import CHARTS, EIGHT, VIEWS, WORLD

GOLDEN = Path(__file__).parent / "golden_svg"
DRAWINGS = {name: next(networks(view)) for name, view in VIEWS.items()} | {
    name: next(charts(view)) for name, view in CHARTS.items()
}


@pytest.fixture(params=DRAWINGS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def drawing(name: str) -> Drawing:
    return DRAWINGS[name]


def said(drawing: Drawing) -> list[str]:
    return [one.said for one in texts(as_svg(drawing.sketch))]


def test_it_is_what_it_was(name: str, drawing: Drawing):
    path = GOLDEN / f"{name}.svg"
    written = f"{as_svg(drawing.sketch)}\n<!-- {drawing.words.replace('--', '- -')} -->\n"
    if os.environ.get("TEAMAROUND_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written, "changed on purpose? TEAMAROUND_GOLDEN=1 rewrites it"


def test_there_is_no_golden_file_too_many():
    assert {path.stem for path in GOLDEN.glob("*")} == DRAWINGS.keys()


def test_no_text_is_smaller_than_eleven_on_a_phone(drawing: Drawing):
    narrowest = 330 / WIDTH  # a card on a phone of 360 has margins
    shown = of_kind(as_svg(drawing.sketch), "text")
    assert min(float(one.attrib["font-size"]) for one in shown) * narrowest >= 11


def test_it_is_no_larger_than_teams_takes(drawing: Drawing):
    root = root_of(as_svg(drawing.sketch))
    assert float(root.attrib["width"]) <= 1024
    assert float(root.attrib["height"]) <= TALLEST


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_lines_stand_out_from_their_ground():
    for text, ground in ((INK, PAPER), (INK, GROUND), (SOFT, PAPER), (SOFT, GROUND), (PAPER, INK)):
        assert contrast(SHADES[text], SHADES[ground]) >= 4.5
    assert contrast(SHADES[LINE], SHADES[GROUND]) >= 3
    shown = [one for drawing in DRAWINGS.values() for one in texts(as_svg(drawing.sketch))]
    assert {one.fill for one in shown} <= {SHADES[shade] for shade in (INK, SOFT, PAPER)}


def test_the_lead_and_the_viewer_are_marked_by_word_and_by_shape():
    drawing = DRAWINGS["network"]
    assert {"Lead", "You"} <= set(said(drawing))
    assert as_svg(drawing.sketch).count("<polygon") == 1, "the lead's star"
    nobody = replace(FAMILY_VIEW, members=tuple(replace(one, is_lead=False, is_viewer=False) for one in TEAM))
    plain = next(networks(nobody))
    assert not {"Lead", "You"} & set(said(plain))
    assert "<polygon" not in as_svg(plain.sketch)


def weights(view_days: list[int | None]) -> list[tuple[str, bool]]:
    members = tuple(
        replace(TEAM[0], last_contact=None if days is None else TODAY - timedelta(days=days))
        for days in view_days
    )
    drawing, _ = network(replace(FAMILY_VIEW, members=members, further_service=False), 16)
    lines = of_kind(as_svg(drawing.sketch), "path")[: len(members)]
    return [(one.attrib["stroke-width"], "stroke-dasharray" in one.attrib) for one in lines]


@pytest.mark.parametrize(
    ("days", "weight"), [(0, "6"), (7, "6"), (8, "3.5"), (30, "3.5"), (31, "1.5"), (4000, "1.5")]
)
def test_the_more_recent_the_last_contact_the_heavier_the_line(days: int, weight: str):
    assert weights([days]) == [(weight, False)]


def test_no_contact_is_a_broken_line():
    assert weights([None]) == [("1.5", True)]


def test_a_further_service_is_one_neutral_node_whoever_else_is_there():
    for view in (FAMILY_VIEW, VIEWS["network_further_only"]):
        assert said(next(networks(view))).count("A further service") == 1
        assert next(networks(view)).words.count("A further service is involved. Ask to be put in touch.") == 1
    assert "A further service" not in said(DRAWINGS["network_one"])


def test_there_is_no_picture_of_nobody():
    assert list(networks(replace(FAMILY_VIEW, members=(), further_service=False))) == []


def test_those_for_whom_there_is_no_room_are_counted():
    for count in (16, 17, 40):
        drawing = next(networks(many(count)))
        drawn = sum(one.startswith("Practitioner Number") for one in said(drawing))
        missing = [one for one in said(drawing) if one.startswith("and ")]
        assert missing == ([f"and {count - drawn} more, listed below"] if count > drawn else [])


def test_the_viewer_is_never_left_out():
    members = many(40).members
    mine = replace(members[35], is_viewer=True)
    drawing = next(networks(replace(many(40), members=(*members[:35], mine, *members[36:]))))
    assert "You" in said(drawing)
    assert mine.name in drawing.words


def test_what_the_letters_cannot_say_is_named_by_its_place_in_the_list():
    shown = said(DRAWINGS["network_world"])
    assert {"Number 1 below", "Number 2 below", "Agency as listed below", "TA-1042"} <= set(shown)
    assert {"Đặng Thị Ánh", "Health visitor", "Оксана Шевченко", "Γραμματέας"} <= set(shown)
    assert all(member.name in DRAWINGS["network_world"].words for member in WORLD)


def test_nothing_typed_becomes_a_shape():
    plain = as_svg(DRAWINGS["network_hostile"].sketch)
    assert "<b>" not in plain
    assert HOSTILE not in plain, "the direction override is gone"


def test_the_words_say_who_where_and_how_recent():
    assert DRAWINGS["network"].words == (
        "The network of Amina Khan. "
        "Northbrook Council: Grace Adeyemi, Social worker, Lead, last contact 3 days ago (19 Nov). "
        "Wealdshire Police: Tom O'Brien, Neighbourhood officer, last contact today. "
        "Wealdshire Integrated Care: Dr Priya Raman, GP, no contact to show. "
        "Hartley Academy: Ewan Price, Year 7 tutor, You, last contact 3 days ago (19 Nov). "
        "Broadgate Homes: Sunniva Holm, Housing officer, last contact 5 months ago (12 Jun). "
        "A further service is involved. Ask to be put in touch."
    )


def test_agencies_stand_together_the_lead_s_first():
    shown = said(next(networks(replace(FAMILY_VIEW, members=EIGHT))))
    council = shown.index("Northbrook Council")
    assert shown[council + 1 : council + 5] == ["Grace Adeyemi", "Social worker", "Lead", "Ade Cole"]
    assert council == 0


def test_a_chart_has_months_and_today():
    shown = said(DRAWINGS["chart"])
    assert {"Today", "contact", "Jan 26", "Jul 26"} <= set(shown)
    assert {"2015", "2020"} <= set(said(DRAWINGS["chart_years"]))
    assert [one for one in said(DRAWINGS["chart_years"]) if one.endswith(" more, listed below")]
    assert DRAWINGS["chart_weeks"].words.startswith(
        "A chart from 1 October 2026 to 31 December 2026. "
        "Grace Adeyemi, Northbrook Council: since 4 March 2026 and still, 3 contacts."
    )


def test_no_line_runs_through_what_is_written_on_a_chart():
    for name in ("chart", "chart_ahead", "chart_years"):
        svg = as_svg(DRAWINGS[name].sketch)
        found, shapes = texts(svg), rectangles(svg)
        lines = [one for one in shapes if one.right - one.left <= 2 and one.bottom - one.top > 30]
        assert len(lines) > 2
        for label in found:
            over = [place for place, one in enumerate(shapes) if one in lines and one.meets(label)]
            grounds = [
                place for place, one in enumerate(shapes) if one.left < label.left and one.holds(label)
            ]
            assert not over or max(grounds) > max(over), label.said


def test_a_chart_tells_of_each_time_somebody_was_there():
    assert (
        "Ade Cole, Northbrook Council: from 1 November 2025 to 27 February 2026, "
        "from 4 May 2026 to 30 June 2026, 2 contacts."
    ) in DRAWINGS["chart"].words
