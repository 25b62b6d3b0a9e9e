"""Finding a child while typing, on the sandbox: in a form, and to put it into a conversation."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.local_teams import LocalTeams, card_of, started, walk, words

LEILA, ELLIE, ROBIN = "p-leila-osei", "p-ellie-farrow", "p-robin-ellery"
NAME, REFERENCE = "Amara Okonkwo-Reed", "C-1001"


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    """What is to be done in the background lies: here it is asked what is offered."""
    async with started(copied_url, durable=False) as local:
        yield local


async def invoke(teams: LocalTeams, who: str, name: str, value: Any, conversation: str | None = None) -> Any:
    place = {"conversation": conversation} if conversation else {}
    answer = await teams.post("/sandbox/invoke", {"as": who, "name": name, "value": value, **place})
    assert answer["status"] == 200
    return answer["body"]


async def offered(teams: LocalTeams, who: str, typed: str) -> list[dict[str, str]]:
    asked = {"queryText": typed, "dataset": "children", "queryOptions": {"skip": 0, "top": 15}}
    return (await invoke(teams, who, "application/search", asked))["value"]["results"]


async def query(teams: LocalTeams, who: str, typed: str, place: str | None = None) -> dict[str, Any]:
    value = {
        "commandId": "findChild",
        "parameters": [{"name": "child", "value": typed}],
        "queryOptions": {"skip": 0, "count": 25},
    }
    return (await invoke(teams, who, "composeExtension/query", value, place))["composeExtension"]


async def test_a_field_offers_children_whom_one_may_see_and_nobody_else(teams: LocalTeams):
    for typed in ("Am", "amara ok", "Amra Okonkwo", "amara 20", REFERENCE):
        found = await offered(teams, LEILA, typed)
        assert REFERENCE in [one["value"] for one in found], typed
    assert any(one["title"].startswith(f"{NAME}, born ") for one in found)
    assert await offered(teams, ROBIN, "Am") == []
    mine = await offered(teams, LEILA, "")
    assert 0 < len(mine) <= 15


async def test_a_task_is_begun_by_a_child_chosen_from_the_list(teams: LocalTeams):
    (form,) = await teams.ask(LEILA, "new task: ring the school")
    (field,) = [one for one in walk(card_of(form)) if one.get("id") == "query.reference"]
    assert field["choices.data"] == {"type": "Data.Query", "dataset": "children"}
    inputs = {"query.reference": REFERENCE, "about": "", "case_id": ""}
    after = await teams.press(LEILA, form, "Next", **inputs)
    assert words(card_of(after["body"])).startswith(f"New task\n{NAME}")


async def test_what_is_put_into_a_conversation_names_nobody(teams: LocalTeams):
    found = await query(teams, LEILA, "amara")
    assert (found["type"], found["attachmentLayout"]) == ("result", "list")
    (one,) = [each for each in found["attachments"] if NAME in each["preview"]["content"]["title"]]
    assert REFERENCE in one["preview"]["content"]["text"]
    posted = json.dumps(one["content"])
    assert REFERENCE in posted
    for part in (*NAME.replace("-", " ").split(), "born", "20"):
        assert part not in posted.replace("2026", ""), part


async def test_whoever_presses_what_was_put_there_gets_it_under_their_own_rights(teams: LocalTeams):
    found = await query(teams, LEILA, "amara okonkwo")
    (action,) = [
        one for one in walk(found["attachments"][0]["content"]) if one.get("type") == "Action.Execute"
    ]
    press = {"action": {key: action[key] for key in ("type", "verb", "data")}, "trigger": "manual"}
    shown = await invoke(teams, LEILA, "adaptiveCard/action", press)
    assert NAME in words(shown["value"])
    refused = await invoke(teams, ELLIE, "adaptiveCard/action", press)
    assert "Why do you need to know?" in words(refused["value"])
    assert NAME not in json.dumps(refused)


async def test_where_others_look_on_the_answer_to_a_press_comes_to_whoever_pressed_alone(teams: LocalTeams):
    channel = teams.case_channel("lumo-tavi")
    found = await query(teams, LEILA, "amara okonkwo", channel)
    (action,) = [
        one for one in walk(found["attachments"][0]["content"]) if one.get("type") == "Action.Execute"
    ]
    press = {"action": {key: action[key] for key in ("type", "verb", "data")}, "trigger": "manual"}
    said = await invoke(teams, LEILA, "adaptiveCard/action", press, channel)
    assert said["type"] == "application/vnd.microsoft.activity.message"
    assert NAME not in json.dumps(said)


@pytest.mark.parametrize("typed", ["Zzyzx Nobody", "C-9999", "9990000026"])
async def test_nobody_found_is_one_sentence(teams: LocalTeams, typed: str):
    nobody = await query(teams, LEILA, typed)
    assert nobody["type"] == "message"
    assert nobody["text"].startswith("I find no child like that whom you may see.")
    assert await query(teams, ELLIE, f"{NAME} {REFERENCE}") == nobody


async def test_somebody_off_the_register_is_told_so(teams: LocalTeams):
    assert "I don't know you yet" in (await query(teams, ROBIN, "amara"))["text"]


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"commandId": "other"}, {"commandId": "findChild", "parameters": 5},
     {"commandId": "findChild", "parameters": [5, {"name": "child", "value": 5}]},
     {"commandId": "findChild", "parameters": [{"name": "initialRun", "value": "true"}]}],
)  # fmt: skip
async def test_malformed_queries_are_answered(teams: LocalTeams, value: Any):
    answer = await invoke(teams, LEILA, "composeExtension/query", value)
    assert answer["composeExtension"]["type"] in ("message", "result")
