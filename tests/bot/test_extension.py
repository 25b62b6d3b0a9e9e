"""What Teams says of a message, and what becomes of it."""

from time import perf_counter
from typing import Any

import msgspec
import pytest

from bot.activity import Inbound
from bot.child_search import FIND_CHILD, TYPED
from bot.extension import MAKE_TASK, task_from_message
from cases.commands import NewTask
from cases.model import ConversationId
from cases.query import Query
from manifest.content import Publisher, manifest


def message(content: object, kind: str = "channel", **payload: object) -> NewTask:
    value = {"commandId": MAKE_TASK, "messagePayload": {"body": {"content": content}, **payload}}
    activity: dict[str, Any] = {
        "type": "invoke",
        "serviceUrl": "https://smba.example/",
        "channelId": "msteams",
        "conversation": {"id": "19:case;messageid=1", "conversationType": kind},
        "value": value,
    }
    made = task_from_message(msgspec.convert(activity, Inbound))
    assert isinstance(made, NewTask)
    return made


WORDS = {
    "<p>Ring the school.</p>": ("Ring the school.", ""),
    "Ring the school. Then write it up.": ("Ring the school.", "Ring the school. Then write it up."),
    "<div>One</div><div>Two &lt;b&gt;</div>": ("One Two <b>", "One\nTwo <b>"),
    '<p>Ask <at id="0">Ruth</at>&nbsp;now</p>': ("Ask Ruth now", ""),
    '<p>See</p><attachment id="x"></attachment><img src="https://evil.example/x.png">': ("See", ""),
    "a < b and c > d": ("a < b and c > d", ""),
    "<script>alert(1)</script>Ring": ("Ring", ""),
    "\u202eRing\u0000 it": ("Ring it", ""),
    "": ("", ""),
    "<p></p>": ("", ""),
}


@pytest.mark.parametrize("html", WORDS)
def test_a_message_is_read_as_its_words(html: str):
    made = message(html)
    assert (made.title, made.details) == WORDS[html]


def test_a_long_message_is_cut_and_its_beginning_is_the_title():
    made = message("word " * 1000)
    assert len(made.title) <= 120
    assert made.title.endswith("…")
    assert 900 < len(made.details) <= 1000


def test_in_a_channel_the_case_is_that_of_the_channel_and_in_private_nobody_knows():
    assert message("x").query == Query(conversation_id=ConversationId("19:case"))
    assert message("x", "personal").query == Query()


def test_the_link_back_is_kept():
    assert message("x", linkToMessage="https://teams.microsoft.com/l/message/19:a/1").source.endswith("/1")


@pytest.mark.parametrize("html", ["<", "<a ", "<script>", "&lt;", "<br", "\n", "<img <"])
def test_a_hostile_message_costs_no_more_than_its_length(html: str):
    begun = perf_counter()
    message(html * (200_000 // len(html)))
    assert perf_counter() - begun < 2


def test_the_manifest_names_the_commands_that_is_answered():
    (extension,) = manifest("id", "bot.example", "1.0.0", Publisher.at("bot.example"))["composeExtensions"]
    task, find = extension["commands"]
    assert (task["id"], task["context"], task["fetchTask"]) == (MAKE_TASK, ["message"], True)
    assert (find["id"], find["type"], find["initialRun"]) == (FIND_CHILD, "query", True)
    assert [one["name"] for one in find["parameters"]] == [TYPED]
    assert max(len(find["title"]), len(find["parameters"][0]["title"])) <= 32
    assert max(len(find["description"]), len(find["parameters"][0]["description"])) <= 128
