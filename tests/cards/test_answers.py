"""The other answers: what they offer, and what they never say."""

import json
from dataclasses import replace

import pytest

from cards import Card
from cards.buttons import decode
from cards.choice import choice
from cards.elements import Json
from cards.not_found import not_found
from cards.not_understood import not_understood
from cards.privately import privately
from cards.protected import protected
from cards.reason import reason
from cards.trouble import trouble
from cases.commands import Command, NoReason, Who, WhoExactly
from cases.model import Birth, ChildId, Purpose, Reason
from cases.query import Query
from cases.views import Candidate, ChoiceView, ProtectedView, ReasonView
from tests.cards.samples import QUERY, REASON, SAMPLES, candidates
from tests.cards.valid import typed


def asked(card: Card) -> list[tuple[str, Command]]:
    """The buttons of a card: their titles and what they ask for."""
    buttons: list[Json] = typed(card.content, "Action.Execute")
    return [(button["title"], decode(button["verb"], button["data"])) for button in buttons]


def text(card: Card) -> str:
    return " ".join(block["text"] for block in typed(card.content["body"], "TextBlock"))


def test_a_choice_offers_each_child_by_year_and_area_only():
    assert asked(choice(ChoiceView(candidates(3), REASON))) == [
        ("Year of birth not known, Eastfield", WhoExactly(ChildId("child-0"), REASON)),
        ("Born 2011, Northbrook", WhoExactly(ChildId("child-1"), REASON)),
        ("Born 2012", WhoExactly(ChildId("child-2"), REASON)),
    ]


def test_none_of_these_asks_further():
    assert asked(choice(ChoiceView(candidates(2), None), QUERY))[-1] == (
        "None of these",
        Who(QUERY, further=True),
    )


def test_none_of_these_is_not_offered_when_everybody_is_on_the_list_already():
    assert len(asked(choice(ChoiceView(candidates(2), REASON), QUERY))) == 2


def test_too_many_children_are_not_listed():
    card = choice(ChoiceView(candidates(9), None), QUERY)
    assert asked(card) == []
    assert "add a date of birth or an NHS number" in text(card)
    assert card == choice(ChoiceView(candidates(30), REASON))


def test_too_many_are_told_apart_by_one_question():
    by_year = choice(
        ChoiceView(candidates(9), None), QUERY, again=lambda added: Who(Query(born=Birth(added)))
    )
    assert "When was the child born?" in text(by_year)
    assert asked(by_year)[0] == ("In 2011", Who(Query(born=Birth(2011))))
    by_area = choice(
        ChoiceView(candidates(9), None, by_area=True), QUERY, again=lambda added: Who(Query(area=added))
    )
    assert "Where does the child live?" in text(by_area)
    assert asked(by_area) == [
        ("Eastfield", Who(Query(area="Eastfield"))),
        ("Northbrook", Who(Query(area="Northbrook"))),
    ]


def test_who_only_comes_close_is_offered_by_name():
    close = [replace(one, name="Amina Khan") for one in candidates(2)]
    card = choice(ChoiceView(tuple(close), None), QUERY)
    assert [title for title, _ in asked(card)] == [
        "Amina Khan, year of birth not known, Eastfield",
        "Amina Khan, born 2011, Northbrook",
        "None of these",
    ]
    assert "nobody called just so" in text(card)


def test_an_area_cannot_make_a_button_endless():
    card = choice(ChoiceView((Candidate(ChildId("child-1"), 2014, "East\u202e " * 500),), None))
    assert len(asked(card)[0][0]) < 80


@pytest.mark.parametrize("command", [Who(QUERY, further=True), WhoExactly(ChildId("child-1"))])
def test_each_purpose_is_one_tap_that_asks_the_same_again(command: Who | WhoExactly):
    view = ReasonView(QUERY, (Purpose.SAFEGUARDING, Purpose.CRIME))
    assert asked(reason(view, command)) == [
        ("Keeping a child safe", replace(command, reason=Reason(Purpose.SAFEGUARDING))),
        ("Preventing crime", replace(command, reason=Reason(Purpose.CRIME))),
        ("I'd rather not say", NoReason()),
    ]


def test_words_are_optional_and_join_the_reason():
    card = reason(ReasonView(QUERY, tuple(Purpose)), Who(QUERY))
    (words,) = typed(card.content, "Input.")
    assert (words["id"], words["maxLength"]) == ("reason.words", 300)
    assert "isRequired" not in words


def test_the_question_why_is_the_same_whoever_is_asked_about():
    card = reason(ReasonView(QUERY, tuple(Purpose)), Who(QUERY))
    shown = text(card)
    assert "recorded" in shown
    assert "lead" in shown
    assert not [word for word in ("Amina", "Khan", "known", "found") if word in shown]


def test_not_found_is_always_the_same_bytes():
    assert json.dumps(not_found().content) == json.dumps(not_found().content)
    not_found().content["body"].clear()
    assert not_found().content["body"]


def test_a_protected_record_is_its_reference_and_the_lead():
    card = protected(ProtectedView("TA-2001", REASON))
    assert "TA-2001" in text(card)
    assert "contact the lead" in text(card)


def test_a_hint_says_what_was_wrong():
    assert "Is that a date?" in text(not_understood("Is that a date?"))


def test_trouble_has_a_code_to_quote():
    assert "Code 7F3K" in text(trouble("7F3K"))
    assert "Try later" in text(trouble("7F3K", todo="Try later."))


def test_privately_is_one_sentence():
    assert text(privately()) == privately().summary == "I've answered you privately."


def test_the_lead_hears_who_looked_when_and_why_by_reference():
    card = SAMPLES["told"]()
    (facts,) = typed(card.content, "FactSet")
    assert {fact["title"]: fact["value"] for fact in facts["facts"]} == {
        "Who": "Ewan Price",
        "Role": "Year 7 tutor",
        "Agency": "Hartley Academy",
        "When": "15:05 on 1 July 2026",
        "Why": "Education",
    }
    assert "TA-1042" in text(card)
    assert "In their words: Absent for two weeks" in text(card)


def test_help_welcome_and_not_understood_name_no_child_that_could_be_real():
    for name in ("help", "welcome", "not_understood"):
        assert "_full name_" in text(SAMPLES[name]())
