"""A protected record between three people: who must see it now, the governance lead, and the lead."""

from typing import Any

from tests.local_teams import LocalTeams, button, card_of, walk, words

ELLIE, NAOMI, GARETH, HELEN, LEILA = (
    "p-ellie-farrow",
    "p-naomi-castellan",
    "p-gareth-pugh",
    "p-helen-marchetti",
    "p-leila-osei",
)
SAFE = "Keeping a child safe"
NOW = "He is outside the school gate with her"
AMARA = "Who is working with Amara Okonkwo-Reed?"

Json = dict[str, Any]


def carys(teams: LocalTeams) -> Json:
    return next(one for one in teams.world["children"] if one["names"][0]["given"] == "Carys")


def on(activity: Json, pressed: Json) -> Json:
    """The pressed card's place, with the card that took it."""
    return {**activity, "attachments": [{"content": card_of(pressed["body"])}]}


async def minimal(teams: LocalTeams, person: str = ELLIE) -> Json:
    (asked,) = await teams.ask(person, f"Who is working with {carys(teams)['reference']}?")
    return on(asked, await teams.press(person, asked, SAFE, **{"reason.words": "Call from the school"}))


async def warned(teams: LocalTeams, person: str = ELLIE) -> Json:
    record = await minimal(teams, person)
    return on(record, await teams.press(person, record, "I must see this now"))


async def see(teams: LocalTeams, form: Json, person: str = ELLIE, **changes: str) -> Json:
    filled = {"reason.purpose": "safeguarding", "reason.words": NOW, "danger": "true"} | changes
    return on(form, await teams.press(person, form, "See it once", **filled))


async def latest(teams: LocalTeams, person: str) -> Json:
    await teams.post("/sandbox/settle", {})
    return (await teams.messages(person))[-1]


async def test_an_override_from_the_question_to_the_review(teams: LocalTeams):
    reference = carys(teams)["reference"]
    record = await minimal(teams)
    assert reference in words(card_of(record))
    form = on(record, await teams.press(ELLIE, record, "I must see this now"))
    assert "The governance lead is alerted at once" in words(card_of(form))
    for lacking in ({"reason.words": "Urgent"}, {"danger": "false"}):
        again = await see(teams, form, **lacking)
        assert "Before you see this protected record" in words(card_of(again))
    seen = await see(teams, form)
    said = words(card_of(seen))
    assert "Carys Penhallow" in said
    assert "You see this once" in said
    assert "Gareth Pugh" in said
    assert not [one for one in walk(card_of(seen)) if str(one.get("type")).startswith(("Action.", "Input."))]

    alert = await latest(teams, HELEN)
    assert alert["importance"] == "high"
    told = words(card_of(alert)) + str(card_of(alert))
    for text in (
        reference,
        "Ellie Farrow",
        "Ellwater" if "Ellwater" in told else "Police",
        NOW,
        "3 involvements",
    ):
        assert text in told
    assert "Carys" not in str(alert)
    assert reference not in alert["summary"]
    lead = await latest(teams, GARETH)
    assert f"Somebody saw the protected record {reference}" in words(card_of(lead))
    assert "Carys" not in str(lead)

    done = await teams.press(HELEN, alert, "Investigate", words="Not on shift")
    assert "Reviewed by Helen Marchetti" in words(card_of(done["body"]))
    (empty,) = await teams.ask(HELEN, "overrides")
    assert "no override to review" in words(card_of(empty))
    (trail,) = await teams.ask(HELEN, f"Who has looked at {reference}?")
    read = words(card_of(trail))
    for text in (
        "Protected record: shown",
        NOW,
        "Review of an override: reviewed",
        "investigate: Not on shift",
    ):
        assert text in read


async def test_the_view_ends_with_that_view(teams: LocalTeams):
    form = await warned(teams)
    await see(teams, form)
    for _ in range(2):
        again = await see(teams, form)
        assert "This record is protected" in words(card_of(again))
        assert "Carys" not in str(again)
    (asked,) = await teams.ask(ELLIE, carys(teams)["reference"])
    assert "Why do you need to know?" in words(card_of(asked))
    await teams.post("/sandbox/settle", {})
    assert len(await teams.inbox(HELEN)) == 1


async def test_more_often_than_allowed_is_refused_and_alerted(teams: LocalTeams):
    for _ in range(3):
        assert "You see this once" in words(card_of(await see(teams, await warned(teams))))
    assert "That is not possible now" in words(card_of(await warned(teams)))
    alert = await latest(teams, HELEN)
    assert "An override" in words(card_of(alert))
    assert "was refused" in words(card_of(alert))
    (listed,) = await teams.ask(HELEN, "overrides")
    assert len([one for one in walk(card_of(listed)) if one.get("tooltip") == "Read it and review it"]) == 4
    await teams.post("/sandbox/clock", {"advance": 24 * 3600})
    assert "Before you see" in words(card_of(await warned(teams)))


async def test_somebody_of_a_hidden_service_is_named_to_the_governance_lead_alone(teams: LocalTeams):
    await see(teams, await warned(teams, NAOMI), NAOMI)
    assert "Naomi Castellan" in str(await latest(teams, HELEN))
    lead = str(await latest(teams, GARETH))
    assert "A further service" in lead
    assert "Naomi" not in lead
    assert NOW not in lead


async def test_the_lead_is_asked_to_get_in_touch_and_not_named(teams: LocalTeams):
    record = await minimal(teams)
    assert "Gareth" not in str(record)
    passed = await teams.press(
        ELLIE, record, "Ask the lead to get in touch", **{"reason.words": "She is at the station"}
    )
    assert "Passed on" in words(card_of(passed["body"]))
    assert "Gareth" not in str(passed)
    asked = await latest(teams, GARETH)
    said = words(card_of(asked)) + str(card_of(asked))
    for text in (carys(teams)["reference"], "Ellie Farrow", "She is at the station", "tel:"):
        assert text in said
    assert "Carys" not in said


async def test_forged_presses_tell_a_shielded_child_by_nothing_but_the_reference(teams: LocalTeams):
    form = await warned(teams)
    sent = button(card_of(form), "See it once")
    answers = set()
    other = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    hidden = carys(teams)
    told_by = (
        other["reference"],
        "C-9999",
        "pavo-lini",
        hidden["id"],
        "Carys Penhallow",
        hidden["nhsNumber"] or "x",
    )
    for reference in told_by:
        data = {**sent["data"], "reference": reference, "danger": "true"}
        data["reason"] = {"purpose": "safeguarding", "words": NOW}
        pressed = await teams.post(
            f"/sandbox/conversations/{form['conversation']['id']}/actions",
            {"as": ELLIE, "activityId": form["id"], "verb": sent["verb"], "data": data},
        )
        answers.add(str(pressed["body"]))
    assert len(answers) == 1
    assert "I know nobody by that name" in answers.pop()
    await teams.post("/sandbox/settle", {})
    assert await teams.inbox(HELEN) == []


async def test_the_lead_ends_a_look_and_the_governance_lead_reads_why(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    await teams.press(ELLIE, asked, SAFE, **{"reason.words": "Called to the house"})
    notice = await latest(teams, LEILA)
    form = on(notice, await teams.press(LEILA, notice, "End their access"))
    empty = on(form, await teams.press(LEILA, form, "End it now", words="", tell="false"))
    assert "Please say why" in words(card_of(empty))
    done = await teams.press(LEILA, empty, "End it now", words="Not their case", tell="true")
    assert "Their access has ended" in words(card_of(done["body"]))
    told = words(card_of(await latest(teams, ELLIE)))
    assert "The lead has ended your access to" in told
    assert "Not their case" in told
    (again,) = await teams.ask(ELLIE, AMARA)
    pressed = await teams.press(ELLIE, again, SAFE)
    assert "I know nobody by that name" in words(card_of(pressed["body"]))
    child = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    (read,) = await teams.ask(HELEN, f"Decisions not to share about {child['reference']}")
    said = words(card_of(read))
    assert "Access ended: not shared" in said
    assert "Not their case" in said
    (other,) = await teams.ask(LEILA, f"Decisions not to share about {child['reference']}")
    assert "I know nobody by that name" in words(card_of(other))


async def test_a_look_at_a_family_is_one_message_for_the_lead_of_all_of_them(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, "Who is working with Amara Okonkwo-Reed and her siblings?")
    await teams.press(ELLIE, asked, SAFE)
    await teams.post("/sandbox/settle", {})
    (notice,) = await teams.inbox(LEILA)
    assert "3 children" in words(card_of(notice))
    (choice,) = await teams.ask(HELEN, "Who has looked at lumo-tavi?")
    assert len([one for one in walk(card_of(choice)) if one.get("type") == "Action.Execute"]) == 3


async def test_without_a_reason_nothing_is_looked_for(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    pressed = await teams.press(ELLIE, asked, "I'd rather not say", **{"reason.words": "It is private"})
    assert "Without a reason I can't look" in words(card_of(pressed["body"]))
    (read,) = await teams.ask(HELEN, "What has Ellie Farrow looked at?")
    assert "no reason given" in words(card_of(read))
    assert "It is private" in words(card_of(read))
