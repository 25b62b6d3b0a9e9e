"""What docs/policy.md says of practitioners' profiles is what the code does."""

from cards.profile import profile
from cases.policy import Shown
from cases.policy_profiles import may_say_away
from cases.profile import Profile
from cases.profile_sight import known, profile_view
from tests.builders import NOW, TODAY, viewer
from tests.cards.valid import walk
from tests.cases import test_availability as availabilities
from tests.cases import test_profiles as rules
from tests.docs.tables import table
from tests.docs.test_policy_page import HOW, PAGE, said
from tests.local_teams import words

UNDER = {"both": "you both work with", "also": "you may also see them with", "nothing": "nothing"}


def test_who_may_see_a_profile_is_what_the_page_says():
    decided = {}
    for label, who, whose, files, _ in rules.PROFILES:
        one = known(who, whose, files, NOW, TODAY)
        decided[label] = HOW[one.how if one else Shown.NOTHING]
    assert said("profiles") == decided


def test_each_level_shows_the_fields_that_the_page_names():
    spoken = Profile(rules.OTHER.id, frozenset({"mon"}), ("Polish",), rules.AWAY_NOW)
    about = {"Other", "Worker, School Nursing, Health"}
    reaching = {"01632 960001", "mailto:other@borough.example", "l/chat/0", "Monday", "Polish", "Away until"}
    rows = table(PAGE, "profile fields")
    for column, agreements in enumerate(((rules.TOGETHER,), (rules.EXISTENCE,), ()), start=1):
        who = viewer(rules.ME, "council", *agreements)
        one = known(who, rules.NURSE, (), NOW, TODAY)
        content = profile(profile_view(who, one, spoken, TODAY)).content if one else {}
        text = words(content) + str([part.get("value") for part in walk(content)])
        for row, fields in zip(rows, (about, reaching), strict=True):
            there = {field for field in fields if field in text}
            assert there == (fields if row[column] == "yes" else set()), (column, row[0])


def test_which_children_a_profile_lists_is_what_the_page_says():
    decided = {label: UNDER[rules.listed(held)] for label, held, _ in rules.CHILDREN}
    assert said("profile children") == decided


def test_who_may_say_that_somebody_is_away_is_what_the_page_says():
    decided = {
        label: "yes" if may_say_away(viewer(who, "council"), whose) else "no"
        for label, who, whose, _ in rules.AWAY
    }
    assert said("saying away") == decided


def test_how_it_stands_with_somebody_today_is_what_the_page_says():
    decided = []
    for label, spoken, *_ in availabilities.CASES:
        how = availabilities.availability(spoken, TODAY)
        back = f"{how.back:%A} {how.back.day} {how.back:%B}" if how.back else ""
        decided.append([label, str(how.presence), back])
    assert table(PAGE, "availability") == decided
