"""Opening a case: from the sentence to the card that says how its channel comes along."""

from typing import Any

from cases.identifiers import take_reference
from tests.local_teams import LocalTeams, button, card_of, walk, words
from tests.scenarios.test_handover import shown

CALLUM, FIONA, LEILA, DECLAN = "p-callum-birkett", "p-fiona-maddox", "p-leila-osei", "p-declan-rafferty"
FOLARIN, SAID = "Folarin Adeyemi-Clarke", "open a case for Folarin Adeyemi-Clarke and his brother"
Json = dict[str, Any]


def fields(card: Json) -> dict[str, Json]:
    return {one["id"]: one for one in walk(card) if "label" in one}


def titles(card: Json, field: str) -> list[str]:
    return [one["title"] for one in fields(card)[field]["choices"]]


def filled(card: Json, **changes: str) -> dict[str, str]:
    """The inputs as they are on the card, as Teams sends them with a press."""
    return {**{key: one.get("value", "") for key, one in fields(card).items()}, **changes}


def value(card: Json, field: str, title: str) -> str:
    return next(one["value"] for one in fields(card)[field]["choices"] if one["title"].startswith(title))


async def opened(teams: LocalTeams) -> Json:
    """The case that the borough did not have."""
    before = {one["reference"] for one in teams.world["cases"]}
    now = (await teams.get("/sandbox/truth"))["cases"]
    (new,) = [one for one in now if one["reference"] not in before]
    return new


async def test_one_sentence_one_form_one_press(teams: LocalTeams):
    (form,) = await teams.ask(CALLUM, SAID)
    card = card_of(form)
    assert titles(card, "children") == ["Folarin Adeyemi-Clarke, C-1018", "Ayo Adeyemi-Clarke, C-1019"]
    assert len(fields(card)["children"]["value"].split(",")) == 2
    assert {title.split(",")[0] for title in titles(card, "people")} == {
        "Callum Birkett",
        "Kwame Asante",
        "Fiona Maddox",
    }
    assert fields(card)["lead"]["value"] == value(card, "lead", "Callum Birkett")
    assert "Zainab" not in str(card)
    done = await teams.press(CALLUM, form, "Open the case", **filled(card, kind="child_in_need"))
    case = await opened(teams)
    assert (case["children"], case["lead"], case["status"]) == (["c-1018", "c-1019"], CALLUM, "open")
    said = words(card_of(done["body"]))
    assert f"Case {case['reference']}" in said
    assert take_reference(said)[0] == case["reference"]
    (circle,) = await teams.ask(FIONA, FOLARIN)
    assert "Open a case" not in str(card_of(circle))
    (there,) = await teams.ask(FIONA, f"open a case for {FOLARIN}")
    assert "This child has an open case already." in words(card_of(there))
    assert f"Case {case['reference']}" in words(card_of(there))
    assert "Lead: Callum Birkett" in words(card_of(there))


async def test_what_is_wrong_comes_back_as_it_was_filled_in(teams: LocalTeams):
    (form,) = await teams.ask(CALLUM, SAID)
    card = card_of(form)
    kept = {"kind": "early_help", "people": value(card, "people", "Fiona")}
    wrong = await teams.press(CALLUM, form, "Open the case", **filled(card, children="", **kept))
    again = card_of(wrong["body"])
    assert "Please tick at least one child." in words(again)
    assert {key: fields(again)[key]["value"] for key in kept} == kept
    await teams.press(CALLUM, shown(form, wrong), "Open the case", **filled(card, **kept))
    assert (await opened(teams))["lead"] == CALLUM


async def test_two_who_fill_in_the_form_at_once_open_one_case(teams: LocalTeams):
    (first,) = await teams.ask(CALLUM, SAID)
    (second,) = await teams.ask(FIONA, SAID)
    await teams.press(FIONA, second, "Open the case", **filled(card_of(second)))
    late = await teams.press(CALLUM, first, "Open the case", **filled(card_of(first)))
    case = await opened(teams)
    assert f"Fiona Maddox has opened a case meanwhile: {case['reference']}" in words(card_of(late["body"]))
    assert case["lead"] == FIONA


async def test_a_lead_who_was_named_is_told(teams: LocalTeams):
    (form,) = await teams.ask(FIONA, SAID)
    card = card_of(form)
    await teams.press(
        FIONA, form, "Open the case", **filled(card, lead=value(card, "lead", "Callum Birkett"))
    )
    await teams.post("/sandbox/settle", {})
    told = "\n".join(words(card_of(one)) for one in await teams.inbox(CALLUM))
    assert f"You lead {(await opened(teams))['reference']} now" in told


async def test_from_the_circle_and_for_nobody_else(teams: LocalTeams):
    (circle,) = await teams.ask(CALLUM, FOLARIN)
    form = shown(circle, await teams.press(CALLUM, circle, "Open a case"))
    assert "Open a case" in words(card_of(form))
    (asked,) = await teams.ask(LEILA, f"open a case for {FOLARIN}")
    assert "Why do you need to know?" in words(card_of(asked))
    refused = await teams.press(LEILA, asked, "Keeping a child safe")
    assert "To open a case is for those who work openly with the child" in words(card_of(refused["body"]))


async def test_a_case_without_a_channel_gets_one(teams: LocalTeams):
    (there,) = await teams.ask(DECLAN, "open a case for C-1007")
    form = shown(there, await teams.press(DECLAN, there, "Open its channel"))
    card = card_of(form)
    assert "A channel for tiko-sabu" in words(card)
    assert set(fields(card)) >= {"people"}
    assert "A further service is involved. It stays out of the channel." in words(card)
    done = await teams.press(DECLAN, form, "Open its channel", **filled(card))
    assert "Case tiko-sabu" in words(card_of(done["body"]))
    (again,) = await teams.ask(DECLAN, "open a channel for tiko-sabu")
    assert "Open its channel" not in str(card_of(again))


async def test_a_press_of_old_clients_does_the_same(teams: LocalTeams):
    (form,) = await teams.ask(CALLUM, SAID)
    data = {**button(card_of(form), "Open the case")["fallback"]["data"], **filled(card_of(form))}
    await teams.post(f"/sandbox/people/{CALLUM}/messages", {"value": data})
    assert (await opened(teams))["lead"] == CALLUM
