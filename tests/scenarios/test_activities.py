"""Everything else that Teams sends, real-shaped, through the real app; and what is no activity at all."""
# ruff: noqa: E501 - a table reads best with one row to a line

import json

from tests.local_teams import LocalTeams, card_of, words

LEILA = "p-leila-osei"
AMARA = "Who is working with Amara Okonkwo-Reed?"


async def template(teams: LocalTeams, **changes: object) -> dict:
    """An activity as Teams sends it from Leila's own chat."""
    world = await teams.get("/sandbox/world")
    leila = next(one for one in world["people"] if one["id"] == LEILA)
    chat = next(
        one for one in world["conversations"] if one["type"] == "personal" and one["members"] == [LEILA]
    )
    activity = {
        "type": "message",
        "id": "1700000000001",
        "timestamp": "2026-11-20T09:30:00.123Z",
        "localTimestamp": "2026-11-20T09:30:00.123+00:00",
        "serviceUrl": world["bot"]["serviceUrl"],
        "channelId": "msteams",
        "from": {"id": leila["teamsId"], "name": leila["name"], "aadObjectId": leila["aadObjectId"]},
        "conversation": {"id": chat["id"], "conversationType": "personal", "tenantId": leila["tenantId"]},
        "recipient": {"id": world["bot"]["id"], "name": "Teamaround"},
        "locale": "en-GB",
        "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "iOS"}],
        "channelData": {"tenant": {"id": leila["tenantId"]}},
    }
    return {**activity, **changes}


QUIET = [
    ("an edit", {"type": "messageUpdate", "text": AMARA, "channelData": {"eventType": "editMessage"}}),
    ("a deletion", {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}}),
    ("a reaction", {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"}),
    ("a reaction taken back", {"type": "messageReaction", "reactionsRemoved": [{"type": "like"}]}),
    ("typing", {"type": "typing"}),
    ("a read receipt", {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {"lastReadMessageId": "1"}}),
    ("a meeting's start", {"type": "event", "name": "application/vnd.microsoft.meetingStart", "value": {"Title": "x"}}),
    ("a channel created", {"type": "conversationUpdate", "channelData": {"eventType": "channelCreated", "channel": {"id": "19:x", "name": "x"}}}),
    ("a team archived", {"type": "conversationUpdate", "channelData": {"eventType": "teamArchived"}}),
    ("a member added", {"type": "conversationUpdate", "membersAdded": [{"id": "29:new", "aadObjectId": "oid"}]}),
    ("a member removed", {"type": "conversationUpdate", "membersRemoved": [{"id": "29:new"}]}),
    ("an upgrade", {"type": "installationUpdate", "action": "add-upgrade"}),
]  # fmt: skip


async def test_what_needs_no_answer_is_taken_in_quietly(teams: LocalTeams):
    for number, (what, changes) in enumerate(QUIET):
        answer = await teams.raw(await template(teams, id=str(number), **changes))
        assert (answer["status"], answer["activities"]) == (200, []), what


async def test_members_who_come_cost_no_call_each(teams: LocalTeams):
    added = [{"id": f"29:{number}", "aadObjectId": f"oid-{number}"} for number in range(20)]
    await teams.raw(await template(teams, type="conversationUpdate", membersAdded=added))
    assert await teams.get("/sandbox/connector/log") == []


async def test_an_installation_is_welcomed_once(teams: LocalTeams):
    installed = await template(teams, type="installationUpdate", action="add")
    first, second = await teams.raw(installed), await teams.raw(installed)
    assert "Teamaround" in words(card_of(first["activities"][0]))
    assert second["activities"] == []


async def test_a_message_delivered_twice_is_answered_once(teams: LocalTeams):
    message = await template(teams, text=AMARA)
    first, second = await teams.raw(message), await teams.raw(message)
    assert len(first["activities"]) == 1
    assert second["status"] == 200
    assert second["activities"] == []


async def test_a_press_delivered_twice_gets_the_same_answer(teams: LocalTeams):
    press = {"action": {"type": "Action.Execute", "verb": "help", "data": {}}, "trigger": "manual"}
    invoke = await template(teams, type="invoke", name="adaptiveCard/action", value=press)
    first, second = await teams.raw(invoke), await teams.raw(invoke)
    assert first["body"]["statusCode"] == 200
    assert first["body"] == second["body"]


UNKNOWN = [
    "task/fetch",
    "task/submit",
    "composeExtension/queryLink",
    "signin/verifyState",
    "x/y",
]


async def test_an_invoke_that_is_not_answered_here_says_so(teams: LocalTeams):
    for name in UNKNOWN:
        answer = await teams.raw(await template(teams, type="invoke", name=name, value={}))
        assert (answer["status"], list(answer["body"])) == (501, ["error"]), name


async def test_a_malformed_press_is_answered_and_not_with_a_500(teams: LocalTeams):
    for number, value in enumerate((None, [], "x", 5, {"action": []}, {"action": {"verb": None}})):
        press = await template(teams, id=str(number), type="invoke", name="adaptiveCard/action", value=value)
        answer = await teams.raw(press)
        assert (answer["status"], answer["body"]["statusCode"]) == (200, 400), value


HEADERS = {"Content-Type": "application/json"}
BAD = [
    ("plain text", b"hello", {"Content-Type": "text/plain"}, 415),
    ("a form", b"a=1", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ("no content type", b"{}", {"Content-Type": ""}, 415),
    ("too large", b'{"x":"' + b"y" * (256 * 1024) + b'"}', HEADERS, 413),
    ("no JSON", b"{", HEADERS, 400),
    ("empty", b"", HEADERS, 400),
    ("an array", b"[]", HEADERS, 400),
    ("nested", b'{"value":' + b"[" * 1000 + b"]" * 1000 + b"}", HEADERS, 400),
    ("no fields", b"{}", HEADERS, 400),
    ("wrong types", json.dumps({"type": 5}).encode(), HEADERS, 400),
]


async def test_bad_input_gets_one_line_of_json_and_the_right_4xx(teams: LocalTeams):
    for what, body, headers, status in BAD:
        async with teams.http.post(f"{teams.url}/api/messages", data=body, headers=headers) as response:
            said = await response.text()
            assert response.status == status, what
            assert list(json.loads(said)) == ["error"], what
            assert "\n" not in said, what
            assert "Traceback" not in said, what


async def test_other_paths_and_methods_are_refused_in_json(teams: LocalTeams):
    for method, path, status in (("GET", "/api/messages", 405), ("GET", "/nowhere", 404)):
        async with teams.http.request(method, teams.url + path) as response:
            assert response.status == status
            assert "error" in await response.json()


async def test_it_says_that_it_is_alive_ready_and_how_busy(teams: LocalTeams):
    assert await teams.get("/healthz") == {"status": "alive"}
    assert await teams.get("/readyz") == {"status": "ready"}
    await teams.ask(LEILA, AMARA)
    async with teams.http.get(f"{teams.url}/metrics") as response:
        said = await response.text()
    assert 'teamaround_turns_total{status="200"}' in said
    assert "Amara" not in said


async def test_a_fault_of_the_connector_is_retried_and_the_answer_arrives_once(teams: LocalTeams):
    fault = {
        "target": "connector",
        "match": "POST /v3/conversations",
        "status": 503,
        "retryAfter": 0,
        "count": 2,
    }
    await teams.post("/sandbox/faults", fault)
    answers = await teams.ask(LEILA, AMARA)
    assert len(answers) == 1


async def test_an_answer_that_did_not_get_out_is_given_when_the_message_comes_again(teams: LocalTeams):
    await teams.post("/sandbox/settle", {})  # what others are told at the start takes none of the faults
    fault = {"target": "connector", "match": "POST", "status": 503, "retryAfter": 0, "count": 4}
    await teams.post("/sandbox/faults", fault)
    message = await template(teams, text=AMARA)
    first, second, third = await teams.raw(message), await teams.raw(message), await teams.raw(message)
    assert (first["status"], first["activities"]) == (503, [])
    assert (second["status"], len(second["activities"])) == (200, 1)
    assert (third["status"], third["activities"]) == (200, [])


async def test_what_is_in_a_message_can_do_no_harm(teams: LocalTeams):
    for text in (
        "<script>alert(1)</script>",
        "'; DROP TABLE children; --",
        "\u202eevil\u202c",
        "a" * 5000,
        "\u0000",
        "🙂" * 50,
    ):
        (answer,) = await teams.ask(LEILA, f"who is working with {text}")
        assert answer["attachments"]


async def test_a_welcome_that_could_not_be_sent_is_given_when_it_is_delivered_again(teams: LocalTeams):
    installed = await template(teams, type="installationUpdate", action="add")
    await teams.post("/sandbox/settle", {})  # what others are told at the start takes none of the faults
    fault = {"target": "connector", "match": "POST", "status": 503, "retryAfter": 0, "count": 4}
    await teams.post("/sandbox/faults", fault)
    first = await teams.raw(installed)
    assert (first["status"], first["activities"]) == (503, [])
    await teams.post("/sandbox/faults", {"clear": True})
    again, third = await teams.raw(installed), await teams.raw(installed)
    assert len(again["activities"]) == 1
    assert third["activities"] == []
