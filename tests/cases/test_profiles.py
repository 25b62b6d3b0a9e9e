"""Who may see a practitioner's profile, and what of it: the rows are those of docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import Absence, Colleague, DisclosureLevel, Level, ServiceId
from cases.policy import Shown
from cases.policy_profiles import may_say_away
from cases.profile import Profile
from cases.profile_sight import known, manager_shown, profile_view
from tests.builders import (
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    child,
    file,
    grant,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)
from tests.cases import test_policy as rules

DAY = timedelta(days=1)
ME, OTHER, HIDDEN, MANAGER, BROKER, GOVERNANCE = (
    rules.ME, rules.OTHER, rules.HIDDEN, rules.MANAGER, rules.BROKER, rules.GOVERNANCE,
)  # fmt: skip
TOGETHER = rules.TOGETHER
NURSE = Colleague(OTHER, service("school nursing", "health"), agency("health"))
DOCTOR = Colleague(HIDDEN, service("clinic", "health", sensitive=True), agency("health"))
MINE = rules.of_me()
AWAY_NOW = Absence(TODAY, TODAY + DAY)
EXISTENCE = agreement("council", "health", level=Level.EXISTENCE)


def held(level: DisclosureLevel, *named_to: str):
    return member(HIDDEN, "health", sensitive(HIDDEN, level, *named_to))


def of(who, agency_name: str, *agreements):
    return viewer(who, agency_name, *agreements)


ALL, EXIST, NOTHING = Shown.ALL, Shown.EXISTENCE, Shown.NOTHING
NAMED = held(DisclosureLevel.NAMED, "me")
COLLEAGUE = practitioner("colleague", "clinic")
ELSEWHERE = practitioner("elsewhere", "school nursing")
CHIEF = practitioner("chief", "desk", manages=frozenset({ServiceId("clinic")}))
MOVED = replace(NAMED, service=service("school nursing", "health"))

# Who is asked about: who asks; the viewer, the practitioner, the files of the children they work with.
PROFILES = [
    ("open: themself", of(OTHER, "health"), NURSE, (), ALL),
    ("open: the same service", of(ELSEWHERE, "health"), NURSE, (), ALL),
    ("open: the same agency, another service", of(COLLEAGUE, "health"), NURSE, (), ALL),
    ("open: their manager", of(MANAGER, "health"), NURSE, (), ALL),
    ("open: a broker", of(BROKER, "council"), NURSE, (), ALL),
    ("open: others, agreement in force", of(ME, "council", TOGETHER), NURSE, (), ALL),
    ("open: others, agreement on existence only", of(ME, "council", EXISTENCE), NURSE, (), EXIST),
    ("open: others, no agreement", of(ME, "council"), NURSE, (), NOTHING),
    ("open: others, agreement over", of(ME, "council", replace(TOGETHER, valid_to=TODAY - DAY)), NURSE, (), NOTHING),
    ("open: others, agreement not begun", of(ME, "council", replace(TOGETHER, valid_from=TODAY + DAY)), NURSE, (), NOTHING),
    ("open: governance lead without agreement", of(GOVERNANCE, "council"), NURSE, (), NOTHING),
    ("open: who has left, agreement in force", of(ME, "council", TOGETHER), replace(NURSE, practitioner=replace(OTHER, active=False)), (), NOTHING),
    ("sensitive: themself", of(HIDDEN, "health"), DOCTOR, (), ALL),
    ("sensitive: the same service", of(COLLEAGUE, "health"), DOCTOR, (), ALL),
    ("sensitive: their manager", of(CHIEF, "health"), DOCTOR, (), ALL),
    ("sensitive: a broker", of(BROKER, "council"), DOCTOR, (), ALL),
    ("sensitive: the same agency, another service", of(OTHER, "health"), DOCTOR, (), NOTHING),
    ("sensitive: the manager of another service", of(MANAGER, "health"), DOCTOR, (), NOTHING),
    ("sensitive: others, agreement in force", of(ME, "council", TOGETHER), DOCTOR, (), NOTHING),
    ("sensitive: others, one child in common, no disclosure", of(ME, "council", TOGETHER), DOCTOR, (file(MINE, held(DisclosureLevel.NONE)),), NOTHING),
    ("sensitive: others, one child in common, existence", of(ME, "council", TOGETHER), DOCTOR, (file(MINE, held(DisclosureLevel.EXISTENCE)),), NOTHING),
    ("sensitive: others, one child in common, named to me", of(ME, "council"), DOCTOR, (file(MINE, NAMED),), ALL),
    ("sensitive: others, one child in common, named to another", of(ME, "council"), DOCTOR, (file(MINE, held(DisclosureLevel.NAMED, "other")),), NOTHING),
    ("sensitive: named to me, and I have no right to that circle", of(ME, "council"), DOCTOR, (file(NAMED),), NOTHING),
    ("sensitive: named to me by an involvement of a service they have left", of(ME, "council"), DOCTOR, (file(MINE, MOVED),), NOTHING),
    ("sensitive: named to me, the child shielded", of(ME, "council"), DOCTOR, (file(MINE, NAMED, of=child(shielded=True)),), NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "whose", "files", "how"), [row[1:] for row in PROFILES], ids=[row[0] for row in PROFILES]
)
def test_how_much_of_a_profile_is_shown(who, whose, files, how):
    one = known(who, whose, files, NOW, TODAY)
    assert (one.how if one else NOTHING) is how


# The child: how the viewer, who sees the nurse's profile in any case, sees the nurse there.
THEIRS = rules.of_other()
OVER = replace(THEIRS, involvement=replace(THEIRS.involvement, until=TODAY - DAY))
SECRET = replace(THEIRS, involvement=sensitive(OTHER, DisclosureLevel.NONE))
LINE = replace(THEIRS, involvement=sensitive(OTHER, DisclosureLevel.EXISTENCE))
NAMED_NURSE = replace(THEIRS, involvement=sensitive(OTHER, DisclosureLevel.NAMED, "me"))
CHILDREN = [
    ("we both work with, both openly", file(MINE, THEIRS), "both"),
    ("I have a live grant for", file(THEIRS, grants=(grant("me"),)), "also"),
    ("whose case I lead, in whose channel I belong", file(THEIRS, cases=(case(lead="me"),), channel=frozenset({"me"})), "also"),
    ("we both work with, theirs named to me", file(MINE, NAMED_NURSE), "both"),
    ("we both work with, theirs not disclosed", file(MINE, SECRET), "nothing"),
    ("we both work with, theirs as existence only", file(MINE, LINE), "nothing"),
    ("they work with, and I have no right to", file(THEIRS), "nothing"),
    ("we both work with, and who is shielded", file(MINE, THEIRS, of=child(shielded=True)), "nothing"),
    ("they worked with until yesterday", file(MINE, OVER), "nothing"),
]  # fmt: skip


def listed(held_file) -> str:
    one = known(viewer(ME, "council", TOGETHER), NURSE, (held_file,), NOW, TODAY)
    assert one
    return ("both" if one.children[0].both else "also") if one.children else "nothing"


@pytest.mark.parametrize(
    ("held_file", "where"), [row[1:] for row in CHILDREN], ids=[row[0] for row in CHILDREN]
)
def test_which_children_are_listed(held_file, where: str):
    assert listed(held_file) == where


def test_what_a_grant_is_for_decides_which_children_it_lists():
    for_care = agreement("council", "health", purposes=frozenset({"care"}))
    one = known(viewer(ME, "council", for_care), NURSE, (file(THEIRS, grants=(grant("me"),)),), NOW, TODAY)
    assert one
    assert one.children == ()


def test_a_child_that_may_not_be_listed_leaves_nothing_behind():
    who = viewer(ME, "council", TOGETHER)
    alone = known(who, NURSE, (), NOW, TODAY)
    assert known(who, NURSE, (file(THEIRS), file(MINE, SECRET), file(MINE, LINE)), NOW, TODAY) == alone


def test_existence_shows_who_and_from_where_and_no_more():
    profile = Profile(OTHER.id, frozenset({"mon"}), ("Polish",), None)
    one = known(of(ME, "council", EXISTENCE), NURSE, (), NOW, TODAY)
    view = profile_view(of(ME, "council", EXISTENCE), one, profile, TODAY)
    assert view == profile_view(of(ME, "council", EXISTENCE), one, Profile(OTHER.id), TODAY)
    assert (view.name, view.role, view.agency) == ("Other", "Worker", "Health")
    assert not any((view.phone, view.email, view.languages, view.working_days, view.availability))


AWAY = [
    ("themself", OTHER, NURSE, "yes"),
    ("their manager", MANAGER, NURSE, "yes"),
    ("the manager of another service", MANAGER, DOCTOR, "no"),
    ("a colleague of the same service", ELSEWHERE, NURSE, "no"),
    ("a broker", BROKER, NURSE, "no"),
    ("a governance lead", GOVERNANCE, NURSE, "no"),
    ("their manager, of somebody who has left", MANAGER, replace(NURSE, practitioner=replace(OTHER, active=False)), "no"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "whose", "may"), [row[1:] for row in AWAY], ids=[row[0] for row in AWAY])
def test_who_may_say_that_somebody_is_away(who, whose, may: str):
    assert may_say_away(viewer(who, "council"), whose) is (may == "yes")


def test_nobody_else_with_an_involvement_is_named_by_somebody_elses():
    both = file(MINE, member(OTHER, "health", involvement(OTHER)), NAMED)
    one = known(of(ME, "council", TOGETHER), NURSE, (both,), NOW, TODAY)
    assert one
    assert one.rests_on == ("other-child",)


BOSS = practitioner("boss", "school nursing")
AT_HEALTH = Colleague(BOSS, service("school nursing", "health"), agency("health"))
LEFT = replace(AT_HEALTH, practitioner=replace(BOSS, active=False))
BESIDE_ME = Colleague(
    practitioner("chief", ME.service_id), service(ME.service_id, "council"), agency("council")
)

MANAGERS = [
    ("of the asker's own service", BESIDE_ME, (), "yes"),
    ("of an agency that shares contact", AT_HEALTH, (TOGETHER,), "yes"),
    ("of an agency that shares existence", AT_HEALTH, (EXISTENCE,), "yes"),
    ("of an agency without an agreement", AT_HEALTH, (), "no"),
    ("of a sensitive service of another agency", DOCTOR, (TOGETHER,), "no"),
    ("has left", LEFT, (TOGETHER,), "no"),
    ("not on the register", None, (TOGETHER,), "no"),
]


def named(manager: Colleague | None, agreements) -> str:
    return "yes" if manager_shown(of(ME, "council", *agreements), manager, TODAY) else "no"


@pytest.mark.parametrize(
    ("manager", "agreements", "said"), [row[1:] for row in MANAGERS], ids=[row[0] for row in MANAGERS]
)
def test_a_manager_is_named_to_whoever_may_see_their_profile(manager, agreements, said: str):
    assert named(manager, agreements) == said


def test_the_manager_is_on_a_profile_that_is_shown_whole_and_on_no_other():
    for agreements, manager in (((TOGETHER,), "Boss"), ((EXISTENCE,), "")):
        who = of(ME, "council", *agreements)
        one = known(who, NURSE, (), NOW, TODAY)
        assert profile_view(who, one, Profile(OTHER.id), TODAY, AT_HEALTH).manager == manager
