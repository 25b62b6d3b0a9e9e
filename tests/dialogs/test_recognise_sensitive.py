"""The table of ways to say what others may see, and to ask to be put in touch."""

import pytest

from cases.commands import (
    AskIntroduction,
    Command,
    Disclose,
    Family,
    IntroductionQueue,
    Join,
    MyIntroductions,
    NotUnderstood,
    Who,
)
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case@thread.tacv2")
AMINA = Query(name="Amina Khan")
SAID: list[tuple[str, Command]] = [
    (
        "tell Grace Adeyemi that I work with Amina Khan",
        Disclose(AMINA, level="named", also="Grace Adeyemi"),
    ),
    ("Tell Grace Adeyemi I'm working with Amina Khan", Disclose(AMINA, level="named", also="Grace Adeyemi")),
    (
        "please tell Grace Adeyemi that we are involved with Amina Khan",
        Disclose(AMINA, level="named", also="Grace Adeyemi"),
    ),
    (
        "let Grace Adeyemi know that I work with this child",
        Disclose(Query(conversation_id=HERE), level="named", also="Grace Adeyemi"),
    ),
    ("disclose that we are involved with Amina Khan", Disclose(AMINA, level="existence")),
    ("disclose our involvement with C-1042", Disclose(Query(reference="C-1042"), level="existence")),
    ("withdraw what I disclosed about Amina Khan", Disclose(AMINA, level="none", sent=True)),
    ("withdraw what we've disclosed about Amina Khan", Disclose(AMINA, level="none", sent=True)),
    ("withdraw my disclosure about Amina Khan please", Disclose(AMINA, level="none", sent=True)),
    ("what may others see of my work with Amina Khan?", Disclose(AMINA)),
    ("what others may see about Amina Khan", Disclose(AMINA)),
    ("put me in touch with the further service for Amina Khan", AskIntroduction(AMINA)),
    ("ask to be put in touch about C-1042", AskIntroduction(Query(reference="C-1042"))),
    ("I'd like to be put in touch about Amina Khan", AskIntroduction(AMINA)),
    ("my requests", MyIntroductions()),
    ("Show me my requests.", MyIntroductions()),
    ("queue", IntroductionQueue()),
    ("show the queue", IntroductionQueue()),
    ("who is waiting to be put in touch?", IntroductionQueue()),
]
NOT_THESE = [
    ("tell me who is working with Amina Khan", Who),
    ("I work with Amina Khan", Join),
    ("who is working with Amina Khan", Who),
    ("withdraw what I disclosed about the Khan family", NotUnderstood),
    ("tell them that I work with Amina Khan", NotUnderstood),
    ("Amina Khan's family", Family),
]


@pytest.mark.parametrize(("text", "command"), SAID)
def test_it_is_understood(text: str, command: Command):
    assert recognise(text, HERE) == command


@pytest.mark.parametrize(("text", "kind"), NOT_THESE)
def test_what_others_mean_is_left_to_them(text: str, kind: type):
    assert isinstance(recognise(text, HERE), kind)
