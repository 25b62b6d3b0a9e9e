import pytest

from tests.sandbox.local import Bot, Json, Script, code
from tests.sandbox.world import CHANNEL, COUNCIL_TENANT, GROUP, PERSONAL, POLICE_TENANT, WORLD

HELLO = {"type": "message", "text": "hello"}
ANA, BO, CY = (person["aadObjectId"] for person in WORLD["people"])


def for_(person: str) -> Json:
    return {**HELLO, "recipient": {"id": person}}


@pytest.mark.parametrize("place", [PERSONAL, GROUP, CHANNEL, f"{CHANNEL};messageid=17"])
async def test_a_message_is_sent_to_any_conversation(bot: Bot, script: Script, place: str) -> None:
    sent = await bot.send(place, HELLO)
    assert sent.status == 201
    (seen,) = await script.see(place, "ana")
    assert seen["id"] == sent.body["id"]
    assert seen["text"] == "hello"
    assert seen["from"]["id"].startswith("28:")


async def test_an_update_and_a_deletion_show_as_such(bot: Bot, script: Script) -> None:
    sent = await bot.send(PERSONAL, HELLO)
    updated = await bot.update(PERSONAL, sent.body["id"], {"type": "message", "text": "goodbye"})
    assert (updated.status, updated.body) == (200, sent.body)
    (seen,) = await script.see(PERSONAL, "ana")
    assert (seen["text"], seen["sandbox"]["edited"]) == ("goodbye", True)
    deleted = await bot.delete(PERSONAL, sent.body["id"])
    assert deleted.status == 200
    (seen,) = await script.see(PERSONAL, "ana")
    assert "text" not in seen
    assert seen["sandbox"]["deleted"] is True
    assert code(await bot.delete(PERSONAL, sent.body["id"])) == (404, "ActivityNotFoundInConversation")
    assert code(await bot.update(PERSONAL, sent.body["id"], HELLO)) == (404, "ActivityNotFoundInConversation")


async def test_a_bot_cannot_change_what_a_person_wrote(bot: Bot, script: Script) -> None:
    turn = await script.say(CHANNEL, "ana", "mine")
    assert code(await bot.update(CHANNEL, turn["activityId"], HELLO)) == (403, "Forbidden")
    assert code(await bot.delete(CHANNEL, turn["activityId"])) == (403, "Forbidden")


async def test_a_targeted_message_is_seen_by_its_recipient_alone(bot: Bot, script: Script) -> None:
    sent = await bot.send(CHANNEL, for_(BO), "isTargetedActivity=true")
    assert sent.status == 201
    assert await script.see(CHANNEL, "ana") == []
    (seen,) = await script.see(CHANNEL, "bo")
    assert seen["sandbox"]["onlyYou"] is True
    (inbox,) = (await script.get("people", "bo", "inbox"))["activities"]
    assert (inbox["id"], inbox["sandboxOnlyFor"]) == (sent.body["id"], "bo")
    assert (await bot.update(CHANNEL, sent.body["id"], HELLO)).status == 404
    assert (await bot.update(CHANNEL, sent.body["id"], HELLO, "isTargetedActivity=true")).status == 200
    assert await script.see(CHANNEL, "ana") == []
    assert (await bot.delete(CHANNEL, sent.body["id"], "isTargetedActivity=true")).status == 200


@pytest.mark.parametrize(
    ("place", "activity"),
    [(CHANNEL, HELLO), (CHANNEL, for_(CY)), (CHANNEL, for_("29:nobody")), (PERSONAL, for_(ANA))],
)
async def test_a_targeted_message_needs_a_member_of_a_group(bot: Bot, place: str, activity: Json) -> None:
    assert code(await bot.send(place, activity, "isTargetedActivity=true")) == (400, "BadArgument")


async def test_a_personal_chat_is_found_or_made_by_either_id(bot: Bot, script: Script) -> None:
    world = await script.get("world")
    teams_id = next(person["teamsId"] for person in world["people"] if person["id"] == "ana")
    for member in (ANA, teams_id):
        opened = await bot.start(members=[{"id": member}], tenantId=COUNCIL_TENANT)
        assert (opened.status, opened.body) == (201, {"id": PERSONAL})
    first = await bot.start(members=[{"id": BO}], channelData={"tenant": {"id": POLICE_TENANT}})
    again = await bot.start(members=[{"id": BO}], tenantId=POLICE_TENANT, activity=HELLO)
    assert first.body["id"] == again.body["id"] != PERSONAL
    (seen,) = await script.see(again.body["id"], "bo")
    assert seen["id"] == again.body["activityId"]


async def test_a_new_thread_in_a_channel_is_started_with_its_first_message(bot: Bot, script: Script) -> None:
    opened = await bot.start(isGroup=True, channelData={"channel": {"id": CHANNEL}}, activity=HELLO)
    assert opened.status == 201
    assert opened.body["id"] == f"{CHANNEL};messageid={opened.body['activityId']}"
    await bot.send(opened.body["id"], HELLO)
    assert len({seen["sandbox"]["thread"] for seen in await script.see(CHANNEL, "bo")}) == 1


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"members": [{"id": ANA}]}, (400, "BadArgument")),
        ({"members": [], "tenantId": COUNCIL_TENANT}, (400, "BadArgument")),
        ({"members": [{"id": ANA}, {"id": CY}], "tenantId": COUNCIL_TENANT}, (400, "BadArgument")),
        ({"members": [{"id": ANA}], "tenantId": POLICE_TENANT}, (404, "MemberNotFound")),
        ({"members": [{"id": "29:nobody"}], "tenantId": COUNCIL_TENANT}, (404, "MemberNotFound")),
        ({"members": [{"id": ANA}], "tenantId": COUNCIL_TENANT, "colour": "red"}, (400, "BadSyntax")),
        ({"isGroup": True, "channelData": {"channel": {"id": CHANNEL}}}, (400, "BadSyntax")),
        ({"channelData": {"channel": {"id": "19:none@thread.tacv2"}}}, (404, "ConversationNotFound")),
    ],
)
async def test_a_conversation_that_teams_would_not_start_is_refused(
    bot: Bot, body: Json, refusal: tuple[int, str]
) -> None:
    assert code(await bot.start(**body)) == refusal


@pytest.mark.parametrize(
    ("activity", "refusal"),
    [
        ({**HELLO, "colour": "red"}, "BadSyntax"),
        ({**HELLO, "recipient": {"id": "29:x", "shoeSize": 41}}, "BadSyntax"),
        ({**HELLO, "text": 5}, "BadSyntax"),
        ({"text": "no type"}, "BadSyntax"),
        ({"type": "message"}, "BadSyntax"),
        ({"type": "message", "attachments": [{"content": {}}]}, "BadSyntax"),
        (
            {
                "type": "message",
                "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": "{}"}],
            },
            "BadSyntax",
        ),
        ({"type": "trace"}, "BadArgument"),
        ([HELLO], "BadSyntax"),
    ],
)
async def test_an_activity_that_teams_would_not_take_is_refused(
    bot: Bot, script: Script, activity: Json, refusal: str
) -> None:
    assert code(await bot.send(PERSONAL, activity)) == (400, refusal)
    assert await script.see(PERSONAL, "ana") == []


async def test_a_typing_sign_leaves_nothing_behind(bot: Bot, script: Script) -> None:
    sent = await bot.send(PERSONAL, {"type": "typing"})
    assert (sent.status, sent.body) == (202, {})
    assert await script.see(PERSONAL, "ana") == []
