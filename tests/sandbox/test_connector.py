import io
from urllib.parse import quote

from tests.sandbox.local import Bot, Reply, Script, Seconds, code
from tests.sandbox.world import CHANNEL, COUNCIL_TENANT, GROUP, PERSONAL, WORLD

HELLO = {"type": "message", "text": "hello"}
ANA, BO, _ = (person["aadObjectId"] for person in WORLD["people"])


async def test_the_size_limit_is_counted_in_utf_16(bot: Bot) -> None:
    room = 100 * 1024 // 2 - len('{"type": "message", "text": ""}')
    assert (await send_bytes(bot, "é" * room)).status == 201
    assert code(await send_bytes(bot, "é" * (room + 1))) == (413, "MessageSizeTooBig")
    assert code(await send_bytes(bot, "x" * 1_100_000)) == (413, "MessageSizeTooBig")


async def test_a_body_that_is_not_json_is_refused(bot: Bot) -> None:
    assert code(await post_bytes(bot, b"{")) == (400, "BadSyntax")
    assert code(await post_bytes(bot, b'{"type":"message","text":"\xff"}')) == (400, "BadSyntax")
    assert code(await post_bytes(bot, b"{}", "text/plain")) == (415, "BadSyntax")


async def test_what_is_not_there_is_not_found(bot: Bot) -> None:
    assert code(await bot.send("a:unknown", HELLO)) == (404, "ConversationNotFound")
    assert code(await bot.call("GET", "v3", "attachments", "1")) == (404, "ServiceError")
    assert code(await bot.call("PATCH", "v3", "conversations")) == (405, "ServiceError")


async def test_somebody_who_blocked_the_bot_gets_nothing(bot: Bot, script: Script) -> None:
    await script.post("people", "ana", "blocked", blocked=True)
    assert code(await bot.send(PERSONAL, HELLO)) == (403, "MessageWritesBlocked")
    assert code(await bot.start(members=[{"id": ANA}], tenantId=COUNCIL_TENANT)) == (
        403,
        "MessageWritesBlocked",
    )
    assert (await bot.send(GROUP, HELLO)).status == 201
    await script.post("people", "ana", "blocked", blocked=False)
    assert (await bot.send(PERSONAL, HELLO)).status == 201


async def test_too_many_messages_are_refused_until_the_time_is_up(bot: Bot, seconds: Seconds) -> None:
    for _ in range(7):
        assert (await bot.send(PERSONAL, HELLO)).status == 201
    refused = await bot.send(PERSONAL, HELLO)
    assert code(refused) == (429, "TooManyRequests")
    assert refused.retry_after == "1"
    assert (await bot.send(GROUP, HELLO)).status == 201
    seconds.now += 1.0
    assert (await bot.send(PERSONAL, HELLO)).status == 201
    assert (await bot.send(PERSONAL, HELLO)).status == 429


async def test_threads_of_a_channel_share_its_rate(bot: Bot) -> None:
    sent = [await bot.send(f"{CHANNEL};messageid={number}", HELLO) for number in range(8)]
    assert [reply.status for reply in sent] == [201] * 7 + [429]


async def test_a_tenant_takes_fifty_calls_a_second_in_all_its_conversations(bot: Bot) -> None:
    async def read() -> int:
        return (await bot.call("GET", "v3", "conversations", CHANNEL, "members")).status

    for place in (PERSONAL, GROUP, CHANNEL):
        assert [(await bot.send(place, HELLO)).status for _ in range(7)] == [201] * 7
    for place in (PERSONAL, GROUP):
        path = ("v3", "conversations", place, "members")
        assert [(await bot.call("GET", *path)).status for _ in range(14)] == [200] * 14
    assert await read() == 200
    assert await read() == 429


async def test_an_ordered_failure_comes_as_often_as_asked(bot: Bot, script: Script) -> None:
    order = {"target": "connector", "match": "POST /v3/conversations/.*/activities$", "status": 503}
    await script.post("faults", **order, retryAfter=2, count=2)
    assert (await bot.call("GET", "v3", "conversations", PERSONAL, "members")).status == 200
    for _ in range(2):
        failed = await bot.send(PERSONAL, HELLO)
        assert code(failed) == (503, "ServiceError")
        assert failed.retry_after == "2"
    assert (await bot.send(PERSONAL, HELLO)).status == 201
    assert len(await script.see(PERSONAL, "ana")) == 1


async def test_the_log_has_every_call_and_its_answer(bot: Bot, script: Script) -> None:
    place = f"{CHANNEL};messageid=17"
    sent = await bot.send(place, for_bo := {**HELLO, "recipient": {"id": BO}}, "isTargetedActivity=true")
    await post_bytes(bot, b"{")
    first, second = await script.get("connector", "log")
    assert first == {
        "method": "POST",
        "path": f"/v3/conversations/{place}/activities?isTargetedActivity=true",
        "request": for_bo,
        "status": 201,
        "response": sent.body,
    }
    assert (second["request"], second["status"]) == ("{", 400)


async def send_bytes(bot: Bot, text: str) -> Reply:
    return await post_bytes(bot, f'{{"type": "message", "text": "{text}"}}'.encode())


async def post_bytes(bot: Bot, body: bytes, content_type: str = "application/json") -> Reply:
    address = f"{bot.base}/v3/conversations/{quote(GROUP)}/activities"
    headers = {"Content-Type": content_type}
    async with bot.session.post(address, data=io.BytesIO(body), headers=headers) as answer:
        return Reply(answer.status, await answer.json())
