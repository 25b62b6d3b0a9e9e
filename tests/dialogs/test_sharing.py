"""Not sharing: a lead ends what a reason opened, nobody has to give a reason, and it can be read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.not_found import not_found
from cards.sharing import no_reason
from cases.commands import EndAccess, NotSharing, WhoLooked
from cases.model import CaseId, ChildId, DisclosureLevel, Name, PractitionerId, Relationship
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome
from store.seed import RegisterSeed
from tests.builders import NOW, case, child, involvement, sensitive
from tests.dialogs.shielded import DOCTOR, GOVERNANCE, NURSE, TOGETHER, Talk
from tests.local_teams import walk, words
from tests.property.registers import seed_of

CHILDREN = tuple(
    child(f"c{n}", reference=f"C-100{n}", names=(Name(given, "Example"),))
    for n, given in ((1, "Robin"), (2, "Ash"), (3, "Sam"))
)
IDS = [one.id for one in CHILDREN]
LED = case(*IDS, lead="nurse")
SIBLINGS = tuple(Relationship(ChildId("c1"), other, "sibling") for other in ("c2", "c3"))
SAFE = "Keeping a child safe"


def register(*more, cases=(LED,), agreements=(TOGETHER,)) -> RegisterSeed:
    works = tuple(involvement(NURSE, one) for one in IDS)
    made = seed_of(CHILDREN, (*works, *more), agreements, cases)
    return replace(made, practitioners=(*made.practitioners, GOVERNANCE))


async def looked(talk: Talk, who: str = "me", said: str = "C-1001") -> str:
    (asked,) = await talk.say(who, said)
    seen = await talk.press(who, asked.card, SAFE, reason__words="At the door")
    return words(seen.content)


async def ended(talk: Talk, **inputs: str) -> str:
    (card,) = await talk.told("nurse", "grant")
    form = await talk.press("nurse", card, "End their access")
    done = await talk.press(
        "nurse", form, "End it now", **{"words": "Not their case", "tell": "false"} | inputs
    )
    return words(done.content)


async def test_the_lead_ends_what_a_reason_opened_and_the_asker_is_told():
    talk = Talk(register())
    assert "Robin Example" in await looked(talk)
    assert "has ended" in await ended(talk)
    (asked,) = await talk.say("me", "C-1001")
    assert "Why do you need to know?" in words(asked.card.content)
    (told,) = await talk.told("me")
    assert "The lead has ended your access to C-1001" in words(told.content)
    assert "Not their case" not in str(told.content)
    assert "Robin" not in str(told.content)
    (entry,) = [one for one in talk.fakes.ledger.audit if one.outcome is Outcome.NOT_SHARED]
    assert (entry.action, entry.child_id, entry.reason) == (Action.GRANT_END, "c1", "Not their case")


async def test_why_is_told_only_if_the_lead_wants_it():
    talk = Talk(register())
    await looked(talk)
    await ended(talk, tell="true")
    (told,) = await talk.told("me")
    assert "Not their case" in words(told.content)


async def test_without_a_why_the_form_comes_back_and_nothing_ends():
    talk = Talk(register())
    await looked(talk)
    assert "Please say why" in await ended(talk, words="   ")
    assert "Robin Example" in words((await talk.say("me", "C-1001"))[0].card.content)


async def test_a_new_reason_opens_it_again_only_when_the_old_one_would_have_been_over():
    talk = Talk(register())
    await looked(talk)
    await ended(talk)
    assert "nobody by that name" in await looked(talk)
    assert len(talk.fakes.ledger.grants) == 1
    talk.fakes.clock.advance(timedelta(hours=25))
    assert "Robin Example" in await looked(talk)


async def test_it_ends_once():
    talk = Talk(register())
    await looked(talk)
    (card,) = await talk.told("nurse", "grant")
    form = await talk.press("nurse", card, "End their access")
    for expected in ("has ended", "nothing left to end"):
        done = await talk.press("nurse", form, "End it now", words="Why", tell="false")
        assert expected in words(done.content)
    assert [to for to, kind in talk.notices() if kind == "grant_ended"] == ["me"]
    assert "End their access" not in str((await talk.told("nurse", "grant"))[0].content)


async def test_what_is_over_cannot_be_ended():
    talk = Talk(register())
    await looked(talk)
    (card,) = await talk.told("nurse", "grant")
    talk.fakes.clock.advance(timedelta(hours=25))
    over = await talk.press("nurse", card, "End their access")
    assert "nothing left to end" in words(over.content)


@pytest.mark.parametrize("who", ["me", "manager", "broker", "governance", "officer"])
async def test_nobody_but_the_lead_ends_anything(who: str):
    talk = Talk(register())
    await looked(talk)
    (grant,) = talk.fakes.ledger.grants
    (forged,) = await talk.say(who, EndAccess(grant.id, "Because", sent=True))
    (unknown,) = await talk.say(who, EndAccess("nothing", "Because", sent=True))
    assert forged.card == unknown.card == not_found()
    assert talk.fakes.ledger.grants[0].ending is None


async def test_one_look_at_a_family_is_told_once_and_ended_once():
    talk = Talk(replace(register(), relationships=SIBLINGS))
    (asked,) = await talk.say("me", "the family of C-1001")
    await talk.press("me", asked.card, SAFE, reason__words="At the door")
    assert len(talk.fakes.ledger.grants) == 3
    (told,) = await talk.told("nurse")
    said = words(told.content) + str(told.content)
    assert "3 children" in said
    assert all(one.reference in said for one in CHILDREN)
    assert "has ended" in await ended(talk)
    assert all(grant.ending for grant in talk.fakes.ledger.grants)
    (hears,) = await talk.told("me")
    assert "C-1001, C-1002 and C-1003" in words(hears.content)
    declined = [one.child_id for one in talk.fakes.ledger.audit if one.outcome is Outcome.NOT_SHARED]
    assert declined == IDS


async def test_each_lead_hears_of_their_own_children_and_ends_the_looks_at_them():
    mine, theirs = (
        replace(LED, children=(ChildId("c1"), ChildId("c2"))),
        replace(
            LED,
            id=CaseId("other"),
            reference="bado-kilu",
            children=(ChildId("c3"),),
            lead_id=PractitionerId("officer"),
        ),
    )
    talk = Talk(replace(register(cases=(mine, theirs)), relationships=SIBLINGS))
    (asked,) = await talk.say("me", "the family of C-1001")
    await talk.press("me", asked.card, SAFE)
    assert sorted(talk.notices()) == [("nurse", "grant"), ("officer", "grant")]
    (told,) = await talk.told("officer")
    assert "C-1003" in str(told.content)
    assert "C-1001" not in str(told.content)
    await ended(talk)
    by_child = {grant.child_id: grant.ending is not None for grant in talk.fakes.ledger.grants}
    assert by_child == {"c1": True, "c2": True, "c3": False}


async def test_who_joined_for_a_reason_is_still_there_and_the_lead_is_told_so():
    talk = Talk(register())
    (asked,) = await talk.say("me", "I've started working with C-1001")
    await talk.press("me", asked.card, SAFE)
    (card,) = await talk.told("nurse", "involvement")
    form = await talk.press("nurse", card, "End their access")
    done = await talk.press("nurse", form, "End it now", words="Not theirs", tell="false")
    assert "recorded as working with C-1001" in words(done.content)
    leave = await talk.press("nurse", done, "End their work with the child")
    assert "No longer working with this child" in words(leave.content)


async def test_of_a_hidden_service_nothing_of_the_kind_is_said():
    hidden = replace(
        sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"), since=NOW.date() + timedelta(days=1)
    )
    talk = Talk(register(hidden))
    await looked(talk, "doctor")
    talk.fakes.clock.advance(timedelta(hours=20))
    said = await ended(talk)
    assert "recorded as working" not in said
    without = Talk(register())
    await looked(without, "doctor")
    without.fakes.clock.advance(timedelta(hours=20))
    assert await ended(without) == said


async def test_nobody_has_to_give_a_reason_and_that_is_recorded():
    answers = []
    for said in ("C-1001", "Zebedee Nonesuch"):
        talk = Talk(register())
        (asked,) = await talk.say("me", said)
        answers.append(
            await talk.press("me", asked.card, "I'd rather not say", reason__words="Too long a story")
        )
        entry = talk.fakes.ledger.audit[-1]
        assert (entry.action, entry.outcome) == (Action.REASON_GIVE, Outcome.NO_REASON)
        assert (entry.reason, entry.child_id) == ("Too long a story", None)
        assert not talk.fakes.ledger.grants
    assert answers == [no_reason(), no_reason()]


async def test_the_governance_lead_reads_every_decision_not_to_share_whoever_recorded_it():
    talk = Talk(register())
    await looked(talk)
    await ended(talk)
    handed = AuditEntry(
        NOW, NURSE.identity, NURSE.id, Action.INVOLVEMENT_CHANGE, Outcome.NOT_SHARED, ChildId("c1"),
        reason="Not for them to take on",
    )  # fmt: skip
    await talk.fakes.ledger.commit(Effects(audit=(handed,)), None)
    (read,) = await talk.say("governance", "decisions not to share about C-1001")
    said = words(read.card.content)
    assert "Not their case" in said
    assert "Not for them to take on" in said
    assert "Circle" not in said, "looks are no such decisions"
    for who in ("me", "nurse", "broker", "manager"):
        (other,) = await talk.say(who, "decisions not to share about C-1001")
        assert other.card == not_found()


@pytest.mark.parametrize("command", [WhoLooked, NotSharing])
async def test_a_case_of_several_children_is_a_choice_for_the_governance_lead(command):
    talk = Talk(register())
    (choice,) = await talk.say("governance", command(Query(reference="lumo-tavi")))
    titles = [one["title"] for one in walk(choice.card.content) if one.get("type") == "Action.Execute"]
    assert titles == ["C-1001", "C-1002", "C-1003"]
    assert "C-1002" in words((await talk.press("governance", choice.card, "C-1002")).content)
    one = Talk(register(cases=(replace(LED, children=(ChildId("c2"),)),)))
    (read,) = await one.say("governance", command(Query(reference="lumo-tavi")))
    assert "C-1002" in words(read.card.content)
