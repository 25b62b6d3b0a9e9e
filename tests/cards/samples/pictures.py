"""Cards with a picture, which is small and always the same here; and views to draw."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from cards import Card
from cards.card import press
from cards.circle import circle
from cards.network_picture import networks
from cards.picture import TOO_LARGE, with_picture, without_picture
from cards.timeline import hide_chart, timeline
from cards.timeline_chart import charts
from cases.commands import Picture
from cases.query import Query
from cases.views import ChartLane, ChartView, CircleView
from tests.cards.samples.base import FAMILY_VIEW, GRANTED_VIEW, HOSTILE, QUERY, TEAM, TODAY, many, member
from tests.cards.samples.timeline import ASKED, VIEW

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORLD = (
    member("محمد عبد الله الهاشمي", "أخصائي اجتماعي", "خدمة الأطفال", "مجلس المدينة"),
    member("李小龍", "社工", "兒童服務", "市議會", is_lead=True),
    member("Đặng Thị Ánh", "Health visitor 👩‍⚕️", "0–19", "Wealdshire Community NHS Trust"),
    member("Оксана Шевченко", "Γραμματέας", "Intake", "Wealdshire Police"),
)
BAD = tuple(
    replace(TEAM[place], name=HOSTILE, role=f"<b>&amp;</b>{HOSTILE}", agency=f'"{place}" <{HOSTILE}>')
    for place in range(3)
)
EIGHT = (
    *TEAM,
    member(
        "Ruth Bell", "School nurse", "Nursing", "Wealdshire Integrated Care", last_contact=date(2026, 11, 1)
    ),
    member("Ade Cole", "Family worker", "Early help", "Northbrook Council", last_contact=date(2026, 1, 9)),
    member("Bartholomew Featherstonehaugh", "Youth worker", "Youth", "Hartley Academy", last_contact=None),
)

VIEWS: dict[str, CircleView] = {
    "network": FAMILY_VIEW,
    "network_one": replace(FAMILY_VIEW, members=TEAM[:1], further_service=False),
    "network_two": replace(FAMILY_VIEW, members=TEAM[:2], further_service=False),
    "network_further_only": replace(FAMILY_VIEW, members=()),
    "network_eight": replace(FAMILY_VIEW, child_name="Amara Okonkwo-Reed", members=EIGHT),
    "network_40_long": many(40, long=True),
    "network_world": replace(FAMILY_VIEW, child_name="שרה נתניהו", members=WORLD),
    "network_hostile": replace(FAMILY_VIEW, child_name=HOSTILE, reference=HOSTILE, members=BAD),
}


def _days_ago(*days: int) -> tuple[date, ...]:
    return tuple(TODAY - timedelta(days=one) for one in days)


COUNCIL = "Northbrook Council"
LANES = (
    ChartLane("Grace Adeyemi", COUNCIL, ((date(2026, 3, 4), None),), _days_ago(3, 20, 41, 77, 200)),
    ChartLane(
        "Ade Cole",
        COUNCIL,
        ((date(2025, 11, 1), date(2026, 2, 27)), (date(2026, 5, 4), date(2026, 6, 30))),
        _days_ago(160, 180),
    ),
    ChartLane("Tom O'Brien", "Wealdshire Police", ((date(2026, 9, 1), None),), _days_ago(0, 1, 2)),
    ChartLane("李小龍", "市議會", ((date(2026, 10, 3), date(2026, 10, 5)),)),
)
AHEAD = (
    *LANES,
    ChartLane("Ewan Price", "Hartley Academy", ((date(2026, 12, 4), None),)),
    ChartLane(
        "Dr Bartholomew Featherstonehaugh-Adeyemi of Larkmere",
        "Larkmere NHS Trust",
        ((date(2026, 1, 5), date(2027, 1, 8)),),
    ),
)
CHARTS: dict[str, ChartView] = {
    "chart": ChartView(LANES, date(2025, 11, 1), TODAY, TODAY),
    "chart_weeks": ChartView(LANES, date(2026, 10, 1), date(2026, 12, 31), TODAY),
    "chart_years": ChartView(LANES * 9, date(2009, 11, 1), date(2027, 1, 31), TODAY),
    "chart_ahead": ChartView(AHEAD, date(2025, 11, 1), date(2027, 1, 8), TODAY),
    "chart_hostile": ChartView((ChartLane(HOSTILE, HOSTILE, ((TODAY, None),)),), TODAY, TODAY, TODAY),
}


def pictured(view: CircleView) -> Card:
    """The circle with the first picture of it."""
    hide = press("Hide picture", Picture(Query(reference=view.reference), asked=QUERY, hidden=True))
    card = with_picture(circle(view, QUERY, own=True), DOT, next(networks(view)).words, hide)
    assert card is not None
    return card


def charted() -> Card:
    """A timeline with a chart."""
    card = with_picture(
        timeline(VIEW, ASKED), DOT, next(charts(CHARTS["chart"])).words, hide_chart(VIEW, ASKED)
    )
    assert card is not None
    return card


SAMPLES: dict[str, Callable[[], Card]] = {
    "circle_drawable": lambda: circle(FAMILY_VIEW, QUERY, own=True, drawable=True),
    "circle_pictured": lambda: pictured(FAMILY_VIEW),
    "circle_pictured_granted": lambda: pictured(GRANTED_VIEW),
    "circle_pictured_hostile": lambda: pictured(VIEWS["network_hostile"]),
    "timeline_charted": charted,
    "circle_picture_too_large": lambda: without_picture(circle(FAMILY_VIEW, QUERY), TOO_LARGE),
}
