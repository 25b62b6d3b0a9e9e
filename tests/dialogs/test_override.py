"""The protected record: asking the lead, one view past the shield, the alert and its review."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cards.not_found import not_found
from cards.override import ONCE
from cards.protected import passed_on
from cases.commands import AskLead, Override, Overrides, ReviewOverride
from cases.model import ApproachKind, DisclosureLevel, Purpose, Reason, Verdict
from cases.records import Action, Outcome
from dialogs.turn import Reply
from tests.builders import agreement, case, involvement, practitioner, sensitive
from tests.dialogs.shielded import CIRCLE, DOCTOR, HIDDEN, KNOWN, LED, Talk, register
from tests.local_teams import walk, words

WHY = Reason(Purpose.SAFEGUARDING, "Nobody answers the door")
SAID = {"reason__words": "Her father is at the school gate", "danger": "true"}
SENT = Override("C-2000", WHY, "true", "form", sent=True)


async def one(talk: Talk, command: Override | AskLead, who: str = "me") -> Reply:
    (reply,) = await talk.say(who, command)
    return reply


async def _again() -> Reply:
    talk = Talk(register())
    await one(talk, SENT)
    return await one(talk, SENT)


async def _too_often() -> Reply:
    talk = Talk(register())
    for number in range(3):
        await one(talk, replace(SENT, form=str(number)))
    return await one(talk, replace(SENT, form="4"))


async def _stage(command: Override, governed: bool = True) -> Reply:  # noqa: FBT001, FBT002
    return await one(Talk(register(governed=governed)), command)


STAGES: dict[str, Callable[[], Awaitable[Reply]]] = {
    "without a reason": lambda: _stage(replace(SENT, reason=None)),
    "for the first time": lambda: _stage(Override("C-2000", WHY)),
    "with too few words": lambda: _stage(replace(SENT, reason=replace(WHY, words="Urgent"))),
    "without the tick": lambda: _stage(replace(SENT, danger="false")),
    "with all that is needed": lambda: _stage(SENT),
    "the same form again": _again,
    "more often than is allowed": _too_often,
    "where nobody would be alerted": lambda: _stage(SENT, governed=False),
    "for a reference nobody knows": lambda: _stage(replace(SENT, reference="C-9999")),
    "for a child who is not shielded": lambda: _stage(replace(SENT, reference=KNOWN.reference)),
}


async def overridden(talk: Talk, who: str = "me") -> str:
    (asked,) = await talk.say(who, "C-2000")
    minimal = await talk.press(who, asked.card, "Keeping a child safe", reason__words="At the gate")
    assert "Carys" not in str(minimal.content)
    warning = await talk.press(who, minimal, "I must see this now", reason__words="He is at the gate now")
    filled = {one["id"]: one.get("value") for one in walk(warning.content) if "label" in one}
    assert filled["reason.words"] == "He is at the gate now", "nothing is typed twice"
    inputs = {name.replace(".", "__"): str(value) for name, value in filled.items()} | {"danger": "true"}
    seen = await talk.press(who, warning, "See it once", **inputs)
    return words(seen.content)


async def test_the_whole_way_from_the_question_to_one_view():
    talk = Talk(register())
    seen = await overridden(talk)
    for text in ("Carys Penhallow", "Nurse", "Officer", ONCE):
        assert text in seen
    assert "Doctor" not in seen
    (entry,) = [one for one in talk.fakes.ledger.audit if one.outcome is Outcome.SHOWN]
    assert entry.action is Action.SHIELDING_OVERRIDE
    assert entry.basis == "override:safeguarding"
    assert entry.reason == "safeguarding: He is at the gate now"
    assert entry.shown == ("nurse-hidden", "officer-hidden")
    assert not talk.fakes.ledger.grants
    (again,) = await talk.say("me", "C-2000")
    assert "Why do you need to know?" in words(again.card.content), "no right is left of it"


async def test_nothing_on_the_one_view_can_be_pressed():
    talk = Talk(register())
    for circle in (CIRCLE, ()):
        talk = Talk(register(circle=circle))
        reply = await one(talk, SENT)
        pressable = ("Action.", "Input.")
        assert not [part for part in walk(reply.card.content) if str(part.get("type")).startswith(pressable)]
        assert "refresh" not in reply.card.content
        assert not [part for part in walk(reply.card.content) if "selectAction" in part]


async def test_where_no_agreement_shows_anything_not_even_the_name_is_shown():
    seed = register(agreements=(agreement("council", "charity"),))
    talk = Talk(seed)
    reply = await one(talk, SENT)
    assert "nothing here that I can show you" in words(reply.card.content)
    assert "Carys" not in str(reply.card.content)
    assert ("governance", "override") in talk.notices()


async def test_two_presses_at_once_are_one_view():
    talk = Talk(register())
    first, second = await one(talk, SENT), await one(talk, SENT)
    assert ONCE in words(first.card.content)
    assert "This record is protected" in words(second.card.content)
    assert talk.notices() == [("governance", "override"), ("nurse", "override_lead")]
    assert len(talk.fakes.ledger.approaches.rows) == 1


async def test_somebody_elses_form_is_no_use():
    talk = Talk(register())
    await one(talk, SENT)
    assert ONCE in words((await one(talk, SENT, "helper")).card.content)
    assert len(talk.fakes.ledger.approaches.rows) == 2


async def test_who_has_no_agreement_for_safeguarding_has_no_such_button_and_forging_it_shows_nothing():
    seed = register(agreements=(agreement("council", "health", purposes=frozenset({Purpose.CARE})),))
    talk = Talk(seed)
    reply = await one(talk, SENT)
    assert "This record is protected" in words(reply.card.content)
    assert "I must see this now" not in str(reply.card.content)
    assert talk.notices() == []


@pytest.mark.parametrize("command", [SENT, AskLead("C-2000", WHY)])
@pytest.mark.parametrize("reference", ["C-9999", KNOWN.reference, "lumo-tavi", "", HIDDEN.id])
async def test_of_any_other_reference_nothing_is_said(command, reference: str):
    talk = Talk(register())
    reply = await one(talk, replace(command, reference=reference))
    assert reply.card == not_found()
    assert talk.notices() == []
    assert {entry.outcome for entry in talk.fakes.ledger.audit} <= {Outcome.NOT_FOUND, Outcome.REFUSED}


async def test_the_lead_needs_neither_and_gets_neither():
    for command in (SENT, AskLead("C-2000", WHY)):
        assert (await one(Talk(register()), command, "nurse")).card == not_found()


async def test_the_lead_is_asked_and_the_asker_hears_no_more_than_that():
    talk = Talk(register())
    assert (await one(talk, AskLead("C-2000", WHY))).card == passed_on()
    assert (await one(talk, AskLead("C-2000", WHY))).card == passed_on()
    assert talk.notices() == [("nurse", "lead_asked")], "once a day"
    (card,) = await talk.told("nurse")
    said = words(card.content) + str(card.content)
    for text in ("C-2000", "'Me'", "Council", "Nobody answers the door", "01632"):
        assert text in said
    assert "Carys" not in str(card.content)
    talk.fakes.clock.advance(timedelta(days=1))
    await one(talk, AskLead("C-2000", WHY))
    assert len(talk.notices()) == 2


@pytest.mark.parametrize("cases", [(), (case("hidden"),), (case("hidden", lead="me"),)])
async def test_without_another_lead_the_governance_lead_is_asked(cases):
    seed = register(cases=cases)
    talk = Talk(seed)
    who = "helper" if cases and cases[0].lead_id == "me" else "me"
    assert (await one(talk, AskLead("C-2000", WHY), who)).card == passed_on()
    to = "me" if who == "helper" else "governance"
    assert talk.notices() == [(to, "lead_asked")]
    (card,) = await talk.told(to)
    assert ("has no lead" in words(card.content)) is (to == "governance")


async def test_the_alert_is_urgent_names_everybody_and_can_be_reviewed():
    talk = Talk(register())
    await overridden(talk, "helper")
    (alert,) = await talk.told("governance")
    assert alert.urgent
    said = words(alert.content) + str(alert.content)
    for text in ("Helper", "Charity", "C-2000", "He is at the gate now", "2 involvements"):
        assert text in said
    assert "Carys" not in said
    (lead,) = await talk.told("nurse")
    assert "A further service" in str(lead.content)
    assert "Helper" not in str(lead.content)
    assert "at the gate" not in str(lead.content)
    unsaid = await talk.press("governance", alert, "Investigate", words=" ")
    assert "Please say in a few words" in words(unsaid.content)
    done = await talk.press("governance", unsaid, "Investigate", words="Not on duty")
    assert "**investigate**: Not on duty" in words(done.content)
    assert not [one for one in walk(done.content) if one.get("type") == "Action.Execute"]
    entry = talk.fakes.ledger.audit[-1]
    assert (entry.action, entry.outcome) == (Action.OVERRIDE_REVIEW, Outcome.REVIEWED)
    assert entry.reason == "investigate: Not on duty"
    late = await talk.press("governance", alert, "Looks right")
    assert "before you" in words(late.content)
    (row,) = talk.fakes.ledger.approaches.rows.values()
    assert row.review is not None
    assert row.review.verdict is Verdict.INVESTIGATE


async def test_the_lead_does_not_learn_from_an_override_how_many_a_hidden_service_sees():
    told = []
    for circle in (CIRCLE, CIRCLE[:2]):
        talk = Talk(register(circle=circle))
        await one(talk, SENT, "doctor")
        told.append(await talk.told("nurse"))
    assert told[0] == told[1] != []


async def test_looks_right_is_one_tap():
    talk = Talk(register())
    await overridden(talk)
    (alert,) = await talk.told("governance")
    done = await talk.press("governance", alert, "Looks right", words="")
    assert "**looks right**" in words(done.content)


async def test_an_override_stays_in_the_list_until_it_is_reviewed():
    talk = Talk(register())
    await overridden(talk)
    (listed,) = await talk.say("governance", "overrides")
    assert "C-2000" in words(listed.card.content)
    alert = await talk.press("governance", listed.card, "Review")
    await talk.press("governance", alert, "Looks right", words="")
    (empty,) = await talk.say("governance", "overrides")
    assert "no override to review" in words(empty.card.content)


async def test_nobody_else_reads_or_reviews_an_override():
    other = practitioner("other governance", "nursing", governance_lead=True)
    seed = register()
    seed = replace(seed, practitioners=(*seed.practitioners, other), cases=(replace(LED, lead_id=None),))
    talk = Talk(seed)
    await overridden(talk)
    (name,) = talk.fakes.ledger.approaches.rows
    assert talk.notices() == [("governance", "override")]
    for who in ("me", "nurse", "broker", "other governance", "manager"):
        (reply,) = await talk.say(who, ReviewOverride(name, "looks right"))
        assert reply.card == not_found()
        (listed,) = await talk.say(who, Overrides())
        assert "C-2000" not in str(listed.card.content)
    (unknown,) = await talk.say("governance", ReviewOverride("nothing", "looks right"))
    assert unknown.card == not_found()
    assert talk.fakes.ledger.approaches.rows[name].review is None


async def test_a_governance_lead_does_not_review_their_own():
    other = practitioner("other governance", "nursing", governance_lead=True)
    seed = register()
    talk = Talk(replace(seed, practitioners=(*seed.practitioners, other)))
    await overridden(talk, "governance")
    assert [to for to, kind in talk.notices() if kind == "override"] == ["other governance"]
    (name,) = talk.fakes.ledger.approaches.rows
    (reply,) = await talk.say("governance", ReviewOverride(name, "looks right"))
    assert reply.card == not_found()


async def test_what_is_refused_for_being_too_much_is_alerted_too():
    talk = Talk(register())
    for number in range(5):
        await one(talk, replace(SENT, form=str(number)))
    kinds = [one.kind for one in talk.fakes.ledger.approaches.rows.values()]
    assert kinds.count(ApproachKind.OVERRIDE) == 3
    assert kinds.count(ApproachKind.REFUSED) == 1
    alert = (await talk.told("governance"))[-1]
    assert "was refused" in words(alert.content)
    talk.fakes.clock.advance(timedelta(days=1))
    assert ONCE in words((await one(talk, SENT)).card.content)


async def test_an_override_tells_nothing_of_a_hidden_service():
    with_it, without = (register(circle=circle) for circle in (CIRCLE, CIRCLE[:2]))
    twice = register(
        circle=(
            *CIRCLE[:2],
            sensitive(DOCTOR, DisclosureLevel.EXISTENCE, child="hidden"),
            replace(involvement(DOCTOR, "hidden"), id="second", visibility="sensitive"),
        )
    )
    assert (await one(Talk(with_it), SENT)).card == (await one(Talk(without), SENT)).card
    for seed in (with_it, without):
        talk = Talk(seed)
        await one(talk, SENT)
        (alert,) = await talk.told("governance")
        assert "2 involvements" in str(alert.content)
    talk = Talk(twice)
    assert "A further service" in words((await one(talk, SENT)).card.content)
    (alert,) = await talk.told("governance")
    assert "3 involvements" in str(alert.content)
