"""Giving a task on the sandbox: from chat, in the case's channel, and from a message."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from tests.local_teams import LocalTeams, card_of, started, walk, words

LEILA, ROBIN = "p-leila-osei", "p-robin-ellery"
LINK = "https://teams.microsoft.com/l/message/19:case@thread.tacv2/1700000000000?tenantId=t"
MESSAGE = {
    "commandId": "makeTask",
    "commandContext": "message",
    "messagePayload": {
        "id": "1700000000000",
        "linkToMessage": LINK,
        "body": {
            "contentType": "html",
            "content": "<div>Somebody has to <b>ring the school</b> &amp; ask.<br>The number is on the"
            '<script>x()</script> board.<attachment id="1"></attachment></div>',
        },
        "from": {"user": {"displayName": "Gareth Pugh"}},
    },
}


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    """What is to be done in the background lies: here it is asked what is given, not where it shows."""
    async with started(copied_url, durable=False) as local:
        yield local


async def invoke(teams: LocalTeams, who: str, name: str, value: Any, conversation: str | None = None) -> Any:
    place = {"conversation": conversation} if conversation else {}
    body = {"as": who, "name": name, "value": value, **place}
    answer = await teams.post("/sandbox/invoke", body)
    assert answer["status"] == 200
    return answer["body"]


def shown(answer: Any) -> dict[str, Any]:
    assert answer["task"]["type"] == "continue"
    return answer["task"]["value"]["card"]["content"]


def fields(card: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one.get("value", "") for one in walk(card) if "label" in one}


def submit(card: dict[str, Any], title: str) -> dict[str, Any]:
    return next(
        one["data"] for one in walk(card) if one.get("type") == "Action.Submit" and one["title"] == title
    )


async def test_from_chat_it_takes_a_sentence_and_a_tap(teams: LocalTeams):
    (form,) = await teams.ask(LEILA, "ask Marcus Thorne to ring the school tomorrow about Amara Okonkwo-Reed")
    assert fields(card_of(form))["title"] == "Ring the school"
    inputs = fields(card_of(form))
    done = await teams.press(LEILA, form, "Give this task", **inputs)
    assert words(card_of(done["body"])).startswith("Given\nRing the school\nFor")
    again = await teams.press(LEILA, form, "Give this task", **inputs)
    assert "Given already" in words(card_of(again["body"]))


async def test_two_presses_at_one_moment_give_one_task(teams: LocalTeams):
    (form,) = await teams.ask(LEILA, "task for me: ring the school about Amara Okonkwo-Reed")
    press = partial(teams.press, LEILA, form, "Give this task", **fields(card_of(form)))
    said = [words(card_of(one["body"])).split("\n")[0] for one in await asyncio.gather(press(), press())]
    assert sorted(said) == ["Given", "Given already"]


async def test_in_the_channel_the_form_is_for_whoever_asked_alone(teams: LocalTeams):
    channel = teams.case_channel("lumo-tavi")
    sent = await teams.say(LEILA, channel, "@Teamaround new task: ring the school by Friday")
    private = [one for one in sent if not one["conversation"]["id"].startswith(channel)]
    assert [fields(card_of(one))["title"] for one in private] == ["Ring the school"]
    assert not [one for one in sent if one not in private and "Ring the school" in str(one)]


async def test_a_message_becomes_a_task_in_a_dialog(teams: LocalTeams):
    channel = teams.case_channel("lumo-tavi")
    card = shown(await invoke(teams, LEILA, "composeExtension/fetchTask", MESSAGE, channel))
    assert not [one for one in walk(card) if one.get("type") == "Action.Execute"]
    filled = fields(card)
    assert filled["title"] == "Somebody has to ring the school & ask."
    assert filled["details"] == "Somebody has to ring the school & ask.\nThe number is on the board."
    owners = next(one for one in walk(card) if one.get("id") == "owners")["choices"]
    data = {**submit(card, "Give this task"), **filled, "owners": owners[1]["value"]}
    value = {"commandId": "makeTask", "commandContext": "message", "data": data}
    given = shown(await invoke(teams, LEILA, "composeExtension/submitAction", value, channel))
    assert words(given).startswith("Given\nSomebody has to ring the school")
    # Teams sends it again when the answer takes over five seconds.
    again = shown(await invoke(teams, LEILA, "composeExtension/submitAction", value, channel))
    assert words(again).startswith("Given already")


async def test_a_message_of_a_private_chat_is_asked_which_case_it_is_for(teams: LocalTeams):
    card = shown(await invoke(teams, LEILA, "composeExtension/fetchTask", MESSAGE))
    assert words(card).startswith("Which case is the task for?")
    data = {**submit(card, "Next"), "about": "Amara Okonkwo-Reed", "case_id": ""}
    value = {"commandId": "makeTask", "data": data}
    form = shown(await invoke(teams, LEILA, "composeExtension/submitAction", value))
    assert fields(form)["title"] == "Somebody has to ring the school & ask."


@pytest.mark.parametrize("value", [None, [], {}, {"commandId": "other"}, {"commandId": ["makeTask"]}])
async def test_what_is_no_command_of_ours_gets_a_sentence(teams: LocalTeams, value: Any):
    for name in ("composeExtension/fetchTask", "composeExtension/submitAction"):
        answer = await invoke(teams, LEILA, name, value)
        assert answer["task"]["type"] == "message"
        assert answer["task"]["value"].endswith(".")


async def test_malformed_messages_are_no_trouble(teams: LocalTeams):
    for payload in (None, 5, {"body": 5}, {"body": {"content": 5}}, {"body": {"content": "<" * 5000}}):
        value = {"commandId": "makeTask", "messagePayload": payload}
        assert words(shown(await invoke(teams, LEILA, "composeExtension/fetchTask", value)))


async def test_somebody_off_the_register_gets_nothing(teams: LocalTeams):
    channel = teams.case_channel("lumo-tavi")
    card = shown(await invoke(teams, ROBIN, "composeExtension/fetchTask", MESSAGE, channel))
    assert "I don't know you yet" in words(card)
    search = {"queryText": "", "dataset": "task.owners/case", "queryOptions": {"skip": 0, "top": 15}}
    assert (await invoke(teams, ROBIN, "application/search", search))["value"] == {"results": []}


async def test_a_field_finds_people_of_the_case_and_nobody_else(teams: LocalTeams):
    (form,) = await teams.ask(LEILA, "new task for Amara Okonkwo-Reed")
    action = next(one for one in walk(card_of(form)) if one.get("type") == "Action.Execute")
    case_id = action["data"]["case_id"]
    asked = {"queryText": "lei", "dataset": f"task.owners/{case_id}", "queryOptions": {"skip": 0, "top": 15}}
    found = await invoke(teams, LEILA, "application/search", asked)
    assert (found["statusCode"], found["type"]) == (200, "application/vnd.microsoft.search.searchResponse")
    assert [one["value"] for one in found["value"]["results"]] == [LEILA]
    for wrong in (
        {},
        None,
        {"dataset": "task.owners/none"},
        {"dataset": "users"},
        {"dataset": 5, "queryText": 5},
    ):
        assert (await invoke(teams, LEILA, "application/search", wrong))["value"] == {"results": []}
