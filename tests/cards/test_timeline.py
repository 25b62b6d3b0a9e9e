"""The timeline card: by month, a line to an entry, and buttons that carry what was asked."""

from dataclasses import replace
from datetime import date

from cards.card import size
from cards.circle import LARGEST
from cards.timeline import timeline
from cases.commands import Timeline
from cases.query import Query
from tests.cards.samples.timeline import ASKED, BETWEEN, SAMPLES, VIEW, WINDOW
from tests.local_teams import Json, words


def titles(card: Json) -> list[str]:
    return [one["title"] for one in card["actions"]]


def data(card: Json, title: str) -> Json:
    return next(one["data"] for one in card["actions"] if one["title"] == title)


def test_entries_stand_under_their_month_the_newest_first():
    lines = words(timeline(VIEW, ASKED).content).split("\n")
    assert lines[3:8] == [
        "Ahead",
        "4 Dec · Will join as Family worker · Ewan Price, Hartley Academy",
        "November 2026",
        "19 Nov · Contact (visit) · Grace Adeyemi, Northbrook Council",
        "17 Nov · Contact (at school or clinic) · Ewan Price, Hartley Academy",
    ]
    assert "18 Oct · Left · Rosa Quinn, Larkmere NHS Trust · recorded by Grace Adeyemi" in lines
    assert "22 Aug · Lead changed · Lead: Grace Adeyemi, Northbrook Council" in lines
    assert "4 May · Lead changed" in lines


def test_an_empty_page_says_so():
    empty = replace(VIEW, entries=(), earlier="")
    assert "Nothing is recorded that I can show you." in words(timeline(empty, ASKED).content)
    between = words(timeline(replace(BETWEEN, entries=()), WINDOW).content)
    assert "Nothing is recorded that I can show you between 1 March 2026 and 30 June 2026." in between
    until = replace(empty, until=date(2026, 9, 1))
    assert "Nothing is recorded that I can show you until 1 September 2026." in words(
        timeline(until, ASKED).content
    )


def test_the_buttons_keep_the_days_and_ask_by_reference():
    card = timeline(replace(BETWEEN, earlier="2026-03-04/2", first=False), WINDOW).content
    days = {"since": "2026-03-01", "until": "2026-06-30"}
    assert data(card, "Earlier") == {"query": {"reference": "TA-1042"}, **days, "earlier": "2026-03-04/2"}
    assert data(card, "Latest") == {"query": {"reference": "TA-1042"}, **days}
    assert data(card, "Not this child?") == {"query": {"name": "Amina Khan"}, **days, "further": True}
    assert data(card, "Who is working with this child?") == {"query": {"reference": "TA-1042"}}


def test_there_is_no_button_that_leads_nowhere():
    by_reference = Timeline(Query(reference="TA-1042"))
    assert titles(timeline(BETWEEN, by_reference).content) == ["Who is working with this child?"]


def test_the_card_is_never_too_large():
    assert all(size(sample()) <= LARGEST for sample in SAMPLES.values())
