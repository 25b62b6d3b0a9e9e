"""A steward decides about records that may be one child, and undoes it: card by card."""

from dataclasses import replace
from datetime import date

import pytest

from cards.not_found import not_found
from cases.commands import Duplicates, JudgeLink, Merges, MergeThem, UndoMerge
from cases.linking import pair
from cases.model import Birth, ChildId, DisclosureLevel, LinkState, Name
from cases.records import Action, Effects, NewLinks, Outcome
from store.seed import RegisterSeed
from tests.builders import NOW, agreement, case, child, involvement, practitioner, sensitive
from tests.dialogs.shielded import DOCTOR, NURSE, OFFICER, Talk
from tests.local_teams import words
from tests.property.registers import seed_of

STEWARD = practitioner("steward", "front door", steward=True)
SECOND = practitioner("second", "front door", steward=True)
HIGHER = practitioner("higher", "front door", steward=True, governance_lead=True)
ALFIE = child(
    "c1",
    reference="C-1001",
    names=(Name("Alfie", "Taylor"),),
    birth=Birth(2023, 2, 3),
    nhs_number="9990000018",
)
ALFY = child("c2", reference="C-1002", names=(Name("Alfy", "Taylor"),), birth=Birth(2023), area="Saltpan")
TOGETHER = agreement("council", "health", "police", "charity")


def register(*children, more=()) -> RegisterSeed:
    made = seed_of(
        children or (ALFIE, ALFY),
        (involvement(NURSE, "c1"), involvement(OFFICER, "c2"), *more),
        (TOGETHER,),
        (case("c1", lead="nurse"),),
    )
    return replace(made, practitioners=(*made.practitioners, STEWARD, SECOND, HIGHER))


async def asked(seed: RegisterSeed | None = None) -> Talk:
    talk = Talk(seed or register())
    link = pair("link", ChildId("c1"), ChildId("c2"), 0.9, NOW)
    await talk.fakes.ledger.commit(Effects(rewrites=(NewLinks((link,)),)), None)
    return talk


async def test_a_steward_sees_two_records_side_by_side_and_nothing_of_who_works_with_them():
    talk = await asked()
    (reply,) = await talk.say("steward", "my duplicates")
    said = words(reply.card.content)
    for there in ("Alfie Taylor", "Alfy Taylor", "2023", "•••••••018", "**Area**: differ", "C-1002"):
        assert there in said
    for hidden in ("Nurse", "Officer", "9990000018", "Helper"):
        assert hidden not in said
    assert {entry.child_id for entry in talk.fakes.ledger.audit} == {"c1", "c2"}


@pytest.mark.parametrize("who", ["me", "nurse", "manager"])
@pytest.mark.parametrize(
    "command",
    [Duplicates(), Merges(), JudgeLink("link", "different"), MergeThem("link", area="kept"), UndoMerge("x")],
    ids=lambda command: type(command).__name__,
)
async def test_nobody_else_is_told_anything_or_does_anything(who: str, command):
    talk = await asked()
    (reply,) = await talk.say(who, command)
    assert reply.card == not_found()
    assert talk.fakes.desk.stewarding.links["link"].state is LinkState.OPEN


async def test_different_is_kept_and_never_asked_again():
    talk = await asked()
    (reply,) = await talk.say("steward", Duplicates())
    after = await talk.press("steward", reply.card, "Different children", words="Cousins")
    assert "Kept as two children" in words(after.content)
    (link,) = talk.fakes.desk.stewarding.links.values()
    assert (link.state, link.answers[0].words) == (LinkState.DIFFERENT, "Cousins")
    again = pair("again", ChildId("c2"), ChildId("c1"), 0.9, NOW)
    await talk.fakes.ledger.commit(Effects(rewrites=(NewLinks((again,)),)), None)
    (reply,) = await talk.say("second", Duplicates())
    assert "nothing to compare" in words(reply.card.content)


async def test_not_sure_goes_to_the_next_steward_with_the_note_and_last_to_oneself():
    talk = await asked()
    (reply,) = await talk.say("steward", Duplicates())
    await talk.press("steward", reply.card, "Not sure", words="Ask the school")
    (mine,) = await talk.say("steward", Duplicates())
    assert "Ask the school" not in words(mine.card.content)
    (theirs,) = await talk.say("second", Duplicates())
    assert "Another steward: Ask the school" in words(theirs.card.content)


async def merged(talk: Talk) -> str:
    (reply,) = await talk.say("steward", "duplicates to look at")
    form = await talk.press("steward", reply.card, "Same child", words="One mother")
    assert "1 open involvement moves" in words(form.content)
    done = await talk.press("steward", form, "They are one child", area="gone")
    assert "one record now" in words(done.content)
    return next(iter(talk.fakes.desk.stewarding.changes))


async def test_the_same_asks_once_more_and_then_both_circles_are_one():
    talk = await asked()
    await merged(talk)
    (reply,) = await talk.say("nurse", "Who is working with C-1002?")
    said = words(reply.card.content)
    assert "Officer" in said
    assert "Nurse" in said
    assert "C-1001" in said
    change = next(iter(talk.fakes.desk.stewarding.changes.values()))
    assert change.after.area == "Saltpan"
    assert {entry.child_id for entry in talk.fakes.ledger.audit if entry.action is Action.CHILD_MERGE} == {
        "c1",
        "c2",
    }
    assert ("nurse", "child.merged") in talk.notices()
    (told,) = await talk.told("nurse", "child.merged")
    assert "C-1002 turned out to be C-1001" in words(told.content)


async def test_whoever_was_on_both_records_in_one_role_is_one_line_and_leaves_both():
    talk = await asked(register(more=(involvement(NURSE, "c2", last_contact=date(2026, 11, 2)),)))
    (reply,) = await talk.say("steward", Duplicates())
    form = await talk.press("steward", reply.card, "Same child")
    await talk.press("steward", form, "They are one child", area="kept")
    (circle,) = await talk.say("officer", "Who is working with C-1001?")
    said = words(circle.card.content)
    assert said.count("Nurse") == 1
    assert "2 Nov" in said
    await talk.say("nurse", "I've stopped working with C-1001 yesterday")
    mine = [one for one in talk.fakes.ledger.kept.rows.values() if one.practitioner_id == NURSE.id]
    assert {one.until for one in mine} == {date(2026, 11, 19)}


async def test_what_contradicts_itself_has_to_be_chosen():
    talk = await asked()
    (reply,) = await talk.say("steward", Duplicates())
    form = await talk.press("steward", reply.card, "Same child")
    again = await talk.press("steward", form, "They are one child")
    assert "please choose which is right" in words(again.content)
    assert not talk.fakes.desk.stewarding.changes


async def test_undone_with_a_reason_and_both_are_as_they_were():
    talk = await asked()
    name = await merged(talk)
    (reply,) = await talk.say("second", "merges")
    form = await talk.press("second", reply.card, "Undo")
    again = await talk.press("second", form, "Make them two again", words=" ")
    assert "say why" in words(again.content)
    done = await talk.press("second", again, "Make them two again", words="Cousins")
    assert "two records again" in words(done.content)
    (reply,) = await talk.say("nurse", "Who is working with C-1001?")
    assert "Officer" not in words(reply.card.content)
    (listed,) = await talk.say("steward", Merges())
    assert "Undone by Second" in words(listed.card.content)
    (late,) = await talk.say("steward", UndoMerge(name, "Again", sent=True))
    assert "undone already" in words(late.card.content)
    assert talk.fakes.ledger.audit[-1].outcome is Outcome.OUTDATED


async def test_two_who_press_at_once_make_one_decision():
    talk = await asked()
    (mine,) = await talk.say("steward", Duplicates())
    (theirs,) = await talk.say("second", Duplicates())
    await talk.press("steward", mine.card, "Different children")
    late = await talk.press("second", theirs.card, "Same child")
    assert "Somebody else has answered" in words(late.content)
    (link,) = talk.fakes.desk.stewarding.links.values()
    assert len(link.answers) == 1


async def test_shielded_records_are_for_a_governance_lead_who_is_a_steward():
    talk = await asked(register(ALFIE, replace(ALFY, shielded=True)))
    (reply,) = await talk.say("steward", Duplicates())
    assert "nothing to compare" in words(reply.card.content)
    (reply,) = await talk.say("steward", JudgeLink("link", "same"))
    assert reply.card == not_found()
    (reply,) = await talk.say("higher", Duplicates())
    assert "Is this one child?" in words(reply.card.content)


async def test_what_a_steward_reads_is_the_same_whatever_sensitive_services_do():
    hidden = [sensitive(DOCTOR, level, child=one) for level in DisclosureLevel for one in ("c1", "c2")]
    said = []
    for more in ((), *((one,) for one in hidden)):
        talk = await asked(register(more=more))
        (reply,) = await talk.say("steward", Duplicates())
        form = await talk.press("steward", reply.card, "Same child")
        done = await talk.press("steward", form, "They are one child", area="kept")
        (listed,) = await talk.say("steward", Merges())
        said.append((reply.card, form, done, listed.card))
    assert all(one == said[0] for one in said)


async def test_a_sensitive_service_stays_as_hidden_as_it_was_after_the_merge():
    talk = await asked(register(more=(sensitive(DOCTOR, DisclosureLevel.NONE, child="c2"),)))
    await merged(talk)
    (reply,) = await talk.say("nurse", "Who is working with C-1001?")
    assert "Doctor" not in words(reply.card.content)
    assert "further service" not in words(reply.card.content)
