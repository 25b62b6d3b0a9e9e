"""What somebody says of how they want to hear, and what makes no sense."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.choice_words import clock, meaning
from cases.choices import Choice, Pace
from cases.choices_change import changed, how_of, stamp
from cases.commands import EditUpdates, SetUpdates
from cases.days import NonsenseError
from cases.model import CaseId, PractitionerId
from tests.cases.test_choices import choices

MINE = Choice(PractitionerId("me"), muted=frozenset({CaseId("case")}))
FORM = EditUpdates("60", "08:30", "18:00", "08:00", "Europe/London", "10", sent=True)

SAID = {
    "at once": (SetUpdates("at once"), {"pace": Pace.AT_ONCE}),
    "grouped": (SetUpdates("45"), {"pace": Pace.GROUPED, "every": 45}),
    "daily": (SetUpdates("daily", daily_at="16:15"), {"pace": Pace.DAILY, "daily_at": time(16, 15)}),
    "daily, at the hour that it was": (SetUpdates("daily"), {"pace": Pace.DAILY}),
    "only mine": (SetUpdates("mine"), {"pace": Pace.ONLY_MINE}),
    "quiet": (
        SetUpdates(quiet_from="17:30", quiet_to="8:30"),
        {"quiet_from": time(17, 30), "quiet_to": time(8, 30)},
    ),
    "quiet at night work": (
        SetUpdates(quiet_from="06:00", quiet_to="20:00"),
        {"quiet_from": time(6), "quiet_to": time(20)},
    ),
    "loud": (SetUpdates(loud=True), {"quiet_from": time(), "quiet_to": time()}),
    "zone": (SetUpdates(zone="Asia/Kolkata"), {"zone": "Asia/Kolkata"}),
    "zone with a blank": (SetUpdates(zone="America/New York"), {"zone": "America/New_York"}),
    "budget": (SetUpdates(budget="3"), {"budget": 3}),
    "the form as it was": (FORM, {}),
    "the form with seconds": (replace(FORM, daily_at="08:30:00"), {}),
    "the form with its quiet hours cleared": (
        replace(FORM, quiet_from="", quiet_to=" "),
        {"quiet_from": time(), "quiet_to": time()},
    ),
}


@pytest.mark.parametrize("how", SAID)
def test_what_is_said_is_what_changes_and_muted_cases_stay(how):
    wish, changes = SAID[how]
    assert changed(MINE, wish) == replace(MINE, **changes)


ZONE = "I know no such time zone: please choose one from the list, or say Europe/Dublin."
CLOCK = "Please give times by the 24-hour clock, for instance 08:30 or 17:45."
BOTH = "Please say both when your quiet hours begin and when they end."
MINUTES = "Please give the minutes between two messages as a number from 5 to 480."
A_DAY = "Please give the messages a day as a number from 1 to 100."
NONSENSE = {
    "an unknown zone": (SetUpdates(zone="Atlantis"), ZONE),
    "a zone that is a path": (SetUpdates(zone="../UTC"), ZONE),
    "no time": (SetUpdates(quiet_from="25:00", quiet_to="08:00"), CLOCK),
    "words for a time": (replace(FORM, daily_at="teatime"), CLOCK),
    "a time zone in a time": (replace(FORM, daily_at="08:30+01:00"), CLOCK),
    "half of the quiet hours": (replace(FORM, quiet_to=""), BOTH),
    "too often": (
        SetUpdates("1"),
        MINUTES,
    ),
    "no pace": (
        replace(FORM, how="whenever"),
        MINUTES,
    ),
    "no messages at all": (
        SetUpdates(budget="0"),
        A_DAY,
    ),
    "a number in another script": (
        SetUpdates(budget="٣"),
        A_DAY,
    ),
    "an endless number": (
        SetUpdates(budget="9" * 900),
        A_DAY,
    ),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_makes_no_sense_is_refused_with_one_clear_sentence(what):
    wish, sentence = NONSENSE[what]
    with pytest.raises(NonsenseError) as refused:
        changed(MINE, wish)
    assert str(refused.value) == sentence


@given(*[st.text(max_size=9)] * 6)
def test_whatever_is_typed_it_is_taken_or_refused(how, at, first, last, zone, budget):
    try:
        after = changed(MINE, EditUpdates(how, at, first, last, zone, budget, sent=True))
    except NonsenseError:
        return
    assert after.muted == MINE.muted
    assert meaning(after).endswith(".")


@given(choices)
def test_a_form_that_is_sent_as_it_came_changes_nothing(choice):
    choice = replace(
        choice,
        daily_at=choice.daily_at.replace(second=0, microsecond=0),
        quiet_from=choice.quiet_from.replace(second=0, microsecond=0),
        quiet_to=choice.quiet_to.replace(second=0, microsecond=0),
        every=max(5, min(choice.every, 480)),
    )
    form = EditUpdates(
        how_of(choice), clock(choice.daily_at), clock(choice.quiet_from), clock(choice.quiet_to), choice.zone,
        str(choice.budget), sent=True,
    )  # fmt: skip
    assert changed(choice, form) == choice
    assert stamp(changed(choice, form)) == stamp(choice)


MEANT = {
    "You hear at most once an hour, not between 18:00 and 08:00, not on your days off.": {},
    "You hear at most every 2 hours, not between 17:30 and 08:30, not on your days off.": {
        "every": 120, "quiet_from": time(17, 30), "quiet_to": time(8, 30),
    },
    "You hear at most every 45 minutes, not on your days off.": {"every": 45, "quiet_from": time(8)},
    "You hear at once, not between 06:00 and 20:00, not on your days off (Kolkata time).": {
        "pace": Pace.AT_ONCE, "quiet_from": time(6), "quiet_to": time(20), "zone": "Asia/Kolkata",
    },
    "You hear once a day at 08:30, not between 18:00 and 08:00, not on your days off.": {"pace": Pace.DAILY},
    "You hear only of what needs you, not between 18:00 and 08:00, not on your days off (New York time).": {
        "pace": Pace.ONLY_MINE, "zone": "America/New_York",
    },
}  # fmt: skip


@pytest.mark.parametrize("sentence", MEANT)
def test_one_sentence_says_what_it_means(sentence):
    assert meaning(replace(MINE, **MEANT[sentence])) == sentence
