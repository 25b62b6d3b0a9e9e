import asyncio

import pytest
from aiohttp import web

from tests.sandbox.local import BOT_ID, Bot, FakeProduct, Json, Script, echo
from tests.sandbox.world import CHANNEL, COUNCIL_TENANT, GROUP, PERSONAL, POLICE_TENANT, WORLD

CARD = "application/vnd.microsoft.card.adaptive"


def card(title: str, *buttons: Json) -> Json:
    body = [{"type": "TextBlock", "text": title}]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": list(buttons)}


def with_card(content: Json) -> Json:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}


def button(verb: str, **data: object) -> Json:
    return {"type": "Action.Execute", "title": verb, "verb": verb, "data": data}


async def test_a_text_in_the_personal_chat_returns_what_the_bot_answered(script: Script) -> None:
    turn = await script.post("people", "ana", "messages", text="hello")
    (answer,) = turn["activities"]
    assert answer["text"] == "You said: hello"
    assert answer["conversation"]["id"] == PERSONAL
    assert answer["sandboxOperation"] == "send"
    assert answer["replyToId"] == turn["activityId"]
    assert (turn["status"], turn["delivered"]) == (200, True)


async def test_somebody_without_a_personal_chat_gets_one(script: Script, product: FakeProduct) -> None:
    turn = await script.post("people", "cy", "messages", text="hello")
    (own,) = (await script.get("people", "cy", "conversations"))["conversations"]
    assert turn["activities"][0]["conversation"]["id"] == own["id"]
    assert own["type"] == "personal"
    assert product.received[0]["conversation"]["id"] == own["id"]


async def test_a_personal_message_has_the_shape_that_teams_sends(
    script: Script, product: FakeProduct
) -> None:
    await script.say(PERSONAL, "ana", "hello")
    (activity,) = product.received
    assert activity["type"] == "message"
    assert activity["text"] == "hello"
    assert activity["id"].isdecimal()
    assert activity["timestamp"] == "2026-07-01T09:30:00.000Z"
    assert activity["localTimestamp"] == "2026-07-01T10:30:00.000+01:00"
    assert activity["channelId"] == "msteams"
    assert activity["serviceUrl"].endswith("/connector/")
    assert activity["recipient"] == {"id": f"28:{BOT_ID}", "name": "Teamaround"}
    assert activity["from"]["id"].startswith("29:")
    assert activity["from"]["aadObjectId"] == WORLD["people"][0]["aadObjectId"]
    assert activity["conversation"] == {
        "conversationType": "personal",
        "tenantId": COUNCIL_TENANT,
        "id": PERSONAL,
    }
    assert activity["channelData"]["tenant"] == {"id": COUNCIL_TENANT}
    assert activity["entities"][0]["type"] == "clientInfo"
    assert activity["locale"] == "en-GB"


async def test_in_a_channel_the_bot_does_not_hear_what_does_not_mention_it(
    script: Script, product: FakeProduct
) -> None:
    turn = await script.say(CHANNEL, "ana", "anybody there?")
    assert turn["activities"] == []
    assert turn["status"] is None
    assert turn["delivered"] is False
    assert product.received == []
    assert [seen["text"] for seen in await script.see(CHANNEL, "bo")] == ["anybody there?"]


@pytest.mark.parametrize("place", [CHANNEL, GROUP])
async def test_a_mention_becomes_a_mention_entity(script: Script, product: FakeProduct, place: str) -> None:
    await script.say(place, "bo", "@Teamaround who is working with <Robin>?")
    (activity,) = product.received
    assert activity["text"] == "<at>Teamaround</at> who is working with <Robin>?"
    assert activity["entities"][0] == {
        "type": "mention",
        "mentioned": {"id": f"28:{BOT_ID}", "name": "Teamaround"},
        "text": "<at>Teamaround</at>",
    }
    assert "&lt;Robin&gt;" in activity["attachments"][0]["content"]
    assert activity["conversation"]["isGroup"] is True
    assert activity["conversation"]["tenantId"] == POLICE_TENANT


async def test_a_channel_message_starts_a_thread_and_the_answer_stays_in_it(
    script: Script, product: FakeProduct
) -> None:
    turn = await script.say(CHANNEL, "ana", "@Teamaround hello")
    thread = f"{CHANNEL};messageid={turn['activityId']}"
    assert product.received[0]["conversation"]["id"] == thread
    assert product.received[0]["channelData"]["channel"] == {"id": CHANNEL}
    assert turn["activities"][0]["conversation"]["id"] == thread
    again = await script.say(thread, "bo", "<at>Teamaround</at> and again")
    assert again["activities"][0]["conversation"]["id"] == thread
    seen = await script.see(thread, "ana")
    assert {one["sandbox"]["thread"] for one in seen} == {turn["activityId"]}


async def test_a_submitted_value_reaches_the_bot_without_text_or_mention(
    script: Script, product: FakeProduct
) -> None:
    await script.post("conversations", GROUP, "messages", **{"as": "ana"}, value={"a": 1}, replyToId="77")
    (activity,) = product.received
    assert activity["value"] == {"a": 1}
    assert activity["replyToId"] == "77"
    assert "text" not in activity


async def test_what_is_sent_elsewhere_during_the_turn_is_part_of_it(
    script: Script, product: FakeProduct
) -> None:
    async def answer_privately(activity: Json, bot: Bot) -> web.Response:
        await bot.reply(activity, {"type": "message", "text": "privately"})
        opened = await bot.start(**private_chat("bo"))
        await bot.send(opened.body["id"], {"type": "message", "text": "for you"})
        return web.Response()

    product.behaviour = answer_privately
    turn = await script.say(CHANNEL, "ana", "@Teamaround hello")
    assert [sent["text"] for sent in turn["activities"]] == ["privately", "for you"]
    assert turn["activities"][1]["conversation"]["id"].startswith("a:1")


async def test_two_people_in_turn_at_once_do_not_get_each_others_answers(
    script: Script, product: FakeProduct
) -> None:
    both = asyncio.Barrier(2)

    async def answer_together(activity: Json, bot: Bot) -> web.Response:
        await both.wait()
        return await echo(activity, bot)

    product.behaviour = answer_together
    ana, bo = await asyncio.gather(
        script.say(CHANNEL, "ana", "@Teamaround one"), script.say(CHANNEL, "bo", "@Teamaround two")
    )
    assert [sent["text"][-3:] for sent in ana["activities"]] == ["one"]
    assert [sent["text"][-3:] for sent in bo["activities"]] == ["two"]


async def test_updates_and_deletions_in_a_turn_are_named_as_such(
    script: Script, product: FakeProduct
) -> None:
    async def change_mind(activity: Json, bot: Bot) -> web.Response:
        place = activity["conversation"]["id"]
        sent = await bot.send(place, {"type": "message", "text": "one moment"})
        await bot.update(place, sent.body["id"], {"type": "message", "text": "done"})
        await bot.delete(place, sent.body["id"])
        return web.Response()

    product.behaviour = change_mind
    turn = await script.say(PERSONAL, "ana", "hello")
    assert [sent["sandboxOperation"] for sent in turn["activities"]] == ["send", "update", "delete"]
    assert [sent.get("text") for sent in turn["activities"]] == ["one moment", "done", None]
    assert len({sent["id"] for sent in turn["activities"]}) == 1


async def test_a_press_carries_the_buttons_own_data_under_the_inputs(
    script: Script, product: FakeProduct, bot: Bot
) -> None:
    content = card("Choose", button("pick", child="one", note=""), button("pick", child="two", note=""))
    sent = await bot.send(PERSONAL, with_card(content))
    await script.press(PERSONAL, "ana", sent.body["id"], "pick", child="two", words="please")
    (activity,) = product.received
    assert activity["type"] == "invoke"
    assert activity["name"] == "adaptiveCard/action"
    assert activity["replyToId"] == sent.body["id"]
    assert activity["value"]["trigger"] == "manual"
    assert activity["value"]["action"] == {
        "type": "Action.Execute",
        "verb": "pick",
        "data": {"child": "two", "note": "", "words": "please"},
    }


async def test_a_press_in_a_channel_happens_in_the_cards_thread(
    script: Script, product: FakeProduct, bot: Bot
) -> None:
    sent = await bot.send(f"{CHANNEL};messageid=17", with_card(card("Choose", button("pick"))))
    await script.press(CHANNEL, "bo", sent.body["id"], "pick")
    value = {"as": "bo", "value": {}, "replyToId": sent.body["id"]}
    await script.post("conversations", CHANNEL, "messages", **value)
    assert [one["conversation"]["id"] for one in product.received] == [f"{CHANNEL};messageid=17"] * 2


@pytest.mark.parametrize("person", ["bo", "cy"])
async def test_a_forged_press_is_sent_as_given(
    script: Script, product: FakeProduct, bot: Bot, person: str
) -> None:
    sent = await bot.send(PERSONAL, with_card(card("Choose", button("pick", child="one"))))
    await script.press(PERSONAL, person, sent.body["id"], "pick", child="forged")
    await script.press(PERSONAL, person, "no-such-card", "drop", all=True)
    actions = [activity["value"]["action"] for activity in product.received]
    assert [(action["verb"], action["data"]) for action in actions] == [
        ("pick", {"child": "forged"}),
        ("drop", {"all": True}),
    ]


async def test_a_card_that_answers_a_press_is_for_that_person_alone(
    script: Script, product: FakeProduct, bot: Bot
) -> None:
    async def answer_with_card(_activity: Json, _bot: Bot) -> web.Response:
        return web.json_response({"statusCode": 200, "type": CARD, "value": card("Only yours")})

    product.behaviour = answer_with_card
    sent = await bot.send(GROUP, with_card(card("For all", button("open"))))
    answer = await script.press(GROUP, "ana", sent.body["id"], "open")
    assert answer["status"] == 200
    assert answer["body"]["value"]["body"][0]["text"] == "Only yours"
    assert await titles(script, GROUP, "ana") == ["Only yours"]
    assert await titles(script, GROUP, "bo") == ["For all"]
    await bot.update(GROUP, sent.body["id"], with_card(card("New for all")))
    assert await titles(script, GROUP, "ana") == ["New for all"]


async def test_any_other_invoke_returns_status_body_and_activities(
    script: Script, product: FakeProduct
) -> None:
    async def refuse(_activity: Json, _bot: Bot) -> web.Response:
        return web.Response(status=501, text="not here")

    product.behaviour = refuse
    answer = await script.post(
        "invoke", **{"as": "bo"}, conversation=CHANNEL, name="task/fetch", value={"data": 1}
    )
    assert answer == {"status": 501, "body": "not here", "activities": []}
    await script.post("invoke", **{"as": "bo"}, name="composeExtension/query", value={})
    first, second = product.received
    assert (first["name"], first["value"]) == ("task/fetch", {"data": 1})
    assert first["conversation"]["id"] == CHANNEL
    assert second["conversation"]["conversationType"] == "personal"


@pytest.mark.parametrize("raw", [{"type": "installationUpdate", "action": "add"}, [], "x", None])
async def test_anything_at_all_can_be_posted_raw(script: Script, product: FakeProduct, raw: object) -> None:
    async def count(_activity: Json, _bot: Bot) -> web.Response:
        return web.json_response({"seen": len(product.received)}, status=202)

    product.behaviour = count
    answer = await script.post("raw", activity=raw)
    assert answer == {"status": 202, "body": {"seen": 1}, "activities": []}
    assert product.received == [raw]


async def test_a_product_that_is_not_there_is_said_so(script: Script, product: FakeProduct) -> None:
    product.messages_url = "http://127.0.0.1:9/api/messages"
    reply = await script.call("POST", "people", "ana", "messages", body={"text": "hello"})
    assert (reply.status, reply.body) == (502, {"error": "The product cannot be reached."})


def private_chat(person: str) -> Json:
    found = next(one for one in WORLD["people"] if one["id"] == person)
    return {"members": [{"id": found["aadObjectId"]}], "tenantId": found["tenantId"]}


async def titles(script: Script, place: str, person: str) -> list[str]:
    seen = await script.see(place, person)
    return [one["attachments"][0]["content"]["body"][0]["text"] for one in seen]
