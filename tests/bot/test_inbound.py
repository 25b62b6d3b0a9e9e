"""Mentions in all the forms that clients write, and what a message means."""

import pytest

from bot.activity import Account, Inbound, Room
from bot.inbound import conversation_of, mentions_bot, once, pressed, room_of, said_in
from cards.buttons import UnknownButtonError, encode
from cases.commands import Who
from cases.query import Query
from dialogs.turn import Room as Place

BOT = "28:bot"


def heard(text: str | None = None, *mentions: tuple[str, str], **changes: object) -> Inbound:
    entities = [{"type": "mention", "mentioned": {"id": who}, "text": written} for who, written in mentions]
    given: dict[str, object] = {
        "type": "message",
        "service_url": "https://smba.trafficmanager.net/uk/",
        "channel_id": "msteams",
        "conversation": Room("19:x@thread.tacv2;messageid=7", "channel", "tenant"),
        "from_": Account("29:1", "oid"),
        "recipient": Account(BOT),
        "id": "1",
        "text": text,
        "entities": entities,
    }
    return Inbound(**{**given, **changes})


ASKED = "who is working with Amira Khan?"
MENTIONED = [
    ("in front", f"<at>Teamaround</at> {ASKED}", [(BOT, "<at>Teamaround</at>")]),
    ("without a space", f"<at>Teamaround</at>{ASKED}", [(BOT, "<at>Teamaround</at>")]),
    ("with a no-break space", f"<at>Teamaround</at>&nbsp;{ASKED}", [(BOT, "<at>Teamaround</at>")]),
    ("at the end", f"{ASKED} <at>Teamaround</at>", [(BOT, "<at>Teamaround</at>")]),
    ("twice", f"<at>Teamaround</at> {ASKED} <at>Teamaround</at>", [(BOT, "<at>Teamaround</at>")]),
    ("with an attribute", f'<at id="0">Teamaround</at> {ASKED}', [(BOT, "<at>Teamaround</at>")]),
    ("renamed by the client", f"<at>Team around</at> {ASKED}", [(BOT, "<at>Teamaround</at>")]),
    ("as HTML", f"<p><at>Teamaround</at> {ASKED}</p>", [(BOT, "<at>Teamaround</at>")]),
    ("over two lines", f"<at>Teamaround</at>\n{ASKED}\n", [(BOT, "<at>Teamaround</at>")]),
    ("not at all", ASKED, []),
]


@pytest.mark.parametrize(
    ("text", "mentions"), [row[1:] for row in MENTIONED], ids=[row[0] for row in MENTIONED]
)
def test_the_mention_of_the_bot_is_taken_off(text: str, mentions: list[tuple[str, str]]):
    assert said_in(heard(text, *mentions)) == ASKED


def test_a_mention_of_somebody_else_leaves_their_name():
    text = "<at>Teamaround</at> ask <at>Tom Bell</at>"
    heard_so = heard(text, (BOT, "<at>Teamaround</at>"), ("29:tom", "<at>Tom Bell</at>"))
    assert said_in(heard_so).split() == ["ask", "Tom", "Bell"]


def test_only_a_mention_of_the_bot_is_meant_for_it():
    assert mentions_bot(heard("<at>Teamaround</at> hi", (BOT, "<at>Teamaround</at>")))
    assert not mentions_bot(heard("<at>Tom</at> hi", ("29:tom", "<at>Tom</at>")))
    assert not mentions_bot(heard("hi"))


def test_entities_of_other_kinds_and_shapes_do_no_harm():
    odd = [{"type": "clientInfo"}, {"type": "mention"}, {"type": "mention", "mentioned": "x", "text": 5}]
    assert said_in(heard("hello", entities=odd)) == "hello"


def test_a_posted_button_is_the_request_it_carries():
    wanted = Who(Query(name="Amira Khan"))
    verb, data = encode(wanted)
    assert said_in(heard(None, value={"verb": verb, **data})) == wanted
    assert pressed({"action": {"type": "Action.Execute", "verb": verb, "data": data}}) == wanted


@pytest.mark.parametrize(
    "value", [None, 5, [], {}, {"action": None}, {"action": {"verb": "x"}}, {"action": {"verb": "who"}}]
)
def test_a_press_that_no_card_of_ours_carries_is_refused(value: object):
    with pytest.raises(UnknownButtonError):
        pressed(value)


ROOMS = [
    (Room("a:1", "personal"), Place.PERSONAL),
    (Room("19:x", "channel"), Place.CHANNEL),
    (Room("19:x", "groupChat"), Place.GROUP),
    (Room("19:x", "somethingNew"), Place.GROUP),
    (Room("19:x", None, is_group=True), Place.GROUP),
    (Room("a:1", None), Place.PERSONAL),
]


@pytest.mark.parametrize(("conversation", "place"), ROOMS)
def test_what_is_not_known_to_be_personal_is_a_room_with_others(conversation: Room, place: Place):
    assert room_of(heard("hi", conversation=conversation)) is place


def test_the_thread_is_not_part_of_the_channel():
    assert conversation_of(heard("hi")) == "19:x@thread.tacv2"


def test_a_redelivery_has_the_same_name_and_nothing_else_has():
    names = {
        once(heard("hi")),
        once(heard("hi again")),
        once(heard("hi", id="2")),
        once(heard("hi", type="invoke")),
        once(heard("hi", conversation=Room("19:y", "channel", "tenant"))),
        once(heard("hi", conversation=Room("19:x@thread.tacv2;messageid=7", "channel", "other"))),
    }
    assert len(names) == 5
