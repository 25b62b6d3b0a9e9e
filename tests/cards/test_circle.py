"""The circle: who is on it, in what order, and what is said when there is little or too much to say."""

from dataclasses import replace

import pytest

from cards import Card
from cards.circle import FURTHER, NOBODY, circle
from cards.elements import Json
from cases.views import CircleView
from tests.cards.samples import FAMILY_VIEW, GRANTED_VIEW, QUERY, TEAM, many
from tests.cards.valid import typed


def texts(card: Card) -> list[str]:
    return [block["text"] for block in typed(card.content["body"], "TextBlock")]


def buttons(card: Card) -> list[Json]:
    return typed(card.content.get("actions", []), "Action.Execute")


def test_it_starts_with_the_child_and_the_lead():
    assert texts(circle(FAMILY_VIEW))[:4] == [
        "Amina Khan",
        "Born 2 March 2014 (12) · TA-1042",
        "Grace Adeyemi",
        "Lead",
    ]


def test_each_practitioner_is_shown_with_all_there_is_to_know():
    mail = "mailto:tom.o%27brien@wealdshire.example"
    chat = "https://teams.microsoft.com/l/chat/0/0?users=tom.o%27brien@wealdshire.example"
    after_name = texts(circle(FAMILY_VIEW)).index("Tom O'Brien") + 1
    assert texts(circle(FAMILY_VIEW))[after_name : after_name + 3] == [
        "Neighbourhood officer, Child abuse investigation, Wealdshire Police",
        f"[07700 900456](tel:07700900456) · [Chat]({chat}) · [E-mail]({mail})",
        "Last contact today · Since 1 Sep 2025",
    ]


def test_missing_contact_and_missing_details_are_said():
    shown = texts(circle(FAMILY_VIEW))
    assert "No contact recorded · Since 11 Feb 2019" in shown
    assert shown.count("No contact details to show") == 1


def test_the_viewer_finds_themself_without_a_chat_link():
    shown = texts(circle(FAMILY_VIEW))
    me = shown.index("Ewan Price")
    assert shown[me + 1] == "You"
    assert "Chat" not in shown[me + 3]


def test_somebody_can_be_the_lead_and_the_viewer():
    both = replace(TEAM[0], is_viewer=True)
    assert "Lead · You" in texts(circle(replace(FAMILY_VIEW, members=(both,))))


def test_a_further_service_is_one_line_in_the_agreed_words():
    assert FURTHER == "A further service is involved. Ask to be put in touch."
    assert texts(circle(FAMILY_VIEW)).count(FURTHER) == 1
    assert FURTHER not in texts(circle(GRANTED_VIEW))


def test_an_empty_circle_says_so():
    empty = replace(FAMILY_VIEW, members=(), further_service=False)
    assert NOBODY in texts(circle(empty))
    assert NOBODY not in texts(circle(replace(empty, further_service=True)))


def test_a_look_for_a_reason_says_until_when_and_that_the_lead_knows():
    until = "You may look until 14:05 on 23 November 2026, because you gave a reason. "
    assert f"{until}If there is a lead, they have been told." in texts(circle(GRANTED_VIEW))
    assert not [text for text in texts(circle(FAMILY_VIEW)) if "reason" in text]


def test_not_this_child_asks_the_same_question_further():
    (button,) = buttons(circle(FAMILY_VIEW, QUERY))
    assert (button["title"], button["verb"]) == ("Not this child?", "who")
    assert button["data"] == {
        "query": {"name": "Amina Khan", "born": {"year": 2014, "month": 3, "day": 2}},
        "further": True,
    }


EMPTY = replace(FAMILY_VIEW, members=(), further_service=False)
FURTHER_LOOKS = {"Timeline": "timeline", "Brothers and sisters": "family"}


@pytest.mark.parametrize("view", [FAMILY_VIEW, GRANTED_VIEW, EMPTY], ids=["member", "grant", "empty"])
def test_other_ways_to_look_are_asked_for_by_reference_on_every_circle(view: CircleView):
    offered = {one["title"]: one for one in typed(circle(view).content["body"], "Action.Execute")}
    assert {title: offered[title]["verb"] for title in FURTHER_LOOKS} == FURTHER_LOOKS
    for title in FURTHER_LOOKS:
        assert offered[title]["data"] == {"query": {"reference": "TA-1042"}}


@pytest.mark.parametrize("count", [1, 15, 16, 40, 60])
@pytest.mark.parametrize("long", [False, True])
def test_nobody_is_cut_in_silence(count: int, long: bool):  # noqa: FBT001  # a parameter of the test
    shown = " ".join(texts(circle(many(count, long=long), QUERY)))
    named = sum(f"Practitioner Number{n}{end}" in shown for n in range(1, count + 1) for end in " *")
    missing = next(
        (int(text.split()[0]) for text in texts(circle(many(count, long=long), QUERY)) if " more " in text), 0
    )
    assert named + missing == count


def test_fifteen_are_shown_in_full():
    assert sum(text.startswith("Last contact") for text in texts(circle(many(15), QUERY))) == 15


def test_the_sixteenth_takes_one_line_with_a_way_to_reach_them():
    (line,) = [text for text in texts(circle(many(16), QUERY)) if "Number16" in text]
    assert line.startswith("**Practitioner Number16**, Family support worker, Family help team 16, ")
    assert line.endswith(", Northbrook Council, [01632 960123](tel:01632960123)")


def test_without_a_telephone_the_line_offers_a_chat():
    view = many(16)
    silent = replace(view, members=tuple(replace(member, phone="") for member in view.members))
    assert "[Chat](" in next(text for text in texts(circle(silent)) if "Number16" in text)


def test_a_very_long_name_is_clipped_where_it_can_be_seen():
    endless = replace(TEAM[0], name="Grace " * 500)
    shown = texts(circle(replace(FAMILY_VIEW, members=(endless,))))
    assert any(text.endswith("…") and len(text) <= 100 for text in shown)
