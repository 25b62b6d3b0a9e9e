"""The shape of what Teams sends, and what is refused."""

import json

import pytest

from bot.activity import BadActivityError, read

GOOD = {
    "type": "message",
    "id": "1",
    "timestamp": "2026-11-20T09:30:00.123Z",
    "serviceUrl": "https://smba.trafficmanager.net/uk/",
    "channelId": "msteams",
    "from": {"id": "29:1", "aadObjectId": "oid", "name": "Somebody"},
    "recipient": {"id": "28:bot"},
    "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": "tenant"},
    "text": "hello",
    "channelData": {"tenant": {"id": "tenant"}},
    "somethingTeamsAddsTomorrow": {"x": 1},
}


def body(**changes: object) -> bytes:
    return json.dumps(
        {key: value for key, value in {**GOOD, **changes}.items() if value != "absent"}
    ).encode()


def test_a_message_is_read_whole_and_in_part():
    raw, inbound = read(body())
    assert raw["somethingTeamsAddsTomorrow"] == {"x": 1}
    assert (inbound.tenant_id, inbound.text, inbound.from_.aad_object_id) == ("tenant", "hello", "oid")


def test_the_tenant_is_found_in_the_channel_data_when_the_conversation_lacks_it():
    _, inbound = read(body(conversation={"id": "a:1"}))
    assert inbound.tenant_id == "tenant"


BAD = [
    ("no JSON", b"{", "not valid JSON"),
    ("empty", b"", "not valid JSON"),
    ("no UTF-8", b'{"type": "\xff"}', "not valid JSON"),
    ("an array", b"[]", "one JSON object"),
    ("a string", b'"message"', "one JSON object"),
    ("null", b"null", "one JSON object"),
    ("nested 1,000 deep", b'{"value":' + b"[" * 1000 + b"]" * 1000 + b"}", "nested too deeply"),
    ("nested 100,000 deep", b"[" * 100_000, "nested too deeply"),
    ("no type", body(type="absent"), "`type`"),
    ("no conversation", body(conversation="absent"), "`conversation`"),
    ("no service URL", body(serviceUrl="absent"), "`serviceUrl`"),
    ("no channel", body(channelId="absent"), "`channelId`"),
    ("a number for a text", body(text=5), "text"),
    ("a text for a conversation", body(conversation="a:1"), "conversation"),
    ("a text for entities", body(entities="x"), "entities"),
    ("a list for channel data", body(channelData=[]), "channelData"),
    ("a bad timestamp", body(timestamp="yesterday"), "timestamp"),
    ("an unknown type", body(type="telepathy"), "no known type"),
    ("a message from nobody", body(**{"from": "absent"}), "who it is from"),
    ("a message without an id", body(id="absent"), "no id"),
    ("an invoke without a name", body(type="invoke"), "no name"),
]


@pytest.mark.parametrize(("sent", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_anything_else_is_refused_with_one_sentence(sent: bytes, says: str):
    with pytest.raises(BadActivityError, match=says) as refused:
        read(sent)
    assert "\n" not in str(refused.value)
    assert refused.value.status == 400
