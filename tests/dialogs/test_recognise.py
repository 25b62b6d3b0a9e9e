"""The table of ways to ask. A new way starts as a row here."""

import pytest

from cases.commands import Command, Help, LookedAt, NotUnderstood, Who, WhoLooked
from cases.model import Birth, ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case@thread.tacv2")
AMIRA = Who(Query(name="Amira Khan"))
BORN = Birth(2014, 3, 2)

LOOKED = WhoLooked(Query(name="Amira Khan"))
BY_TOM = LookedAt("Tom Hale")

ASKED: list[tuple[str, Command]] = [
    # the audit trail
    ("who has looked at Amira Khan", LOOKED),
    ("Who's looked at Amira Khan?", LOOKED),
    ("who looked at Amira Khan", LOOKED),
    ("who else has looked at Amira Khan", LOOKED),
    ("who has seen Amira Khan's circle?", LOOKED),
    ("who has searched for Amira Khan", LOOKED),
    ("who has looked Amira Khan up?", LOOKED),
    ("has anyone looked at Amira Khan?", LOOKED),
    ("which agencies have looked at Amira Khan?", LOOKED),
    ("Can you tell me who has looked at Amira Khan please", LOOKED),
    ("who has looked at C-1042", WhoLooked(Query(reference="C-1042"))),
    ("what has Tom Hale looked at", BY_TOM),
    ("What has Tom Hale looked at?", BY_TOM),
    ("who has Tom Hale looked up", BY_TOM),
    ("what did Tom Hale look at", BY_TOM),
    ("which children has Tom Hale looked at?", BY_TOM),
    # the many ways of asking
    ("who is working with Amira Khan", AMIRA),
    ("Who is working with Amira Khan?", AMIRA),
    ("who's working with Amira Khan?", AMIRA),
    ("Who’s working with Amira Khan?", AMIRA),
    ("whos working with Amira Khan", AMIRA),
    ("who works with Amira Khan", AMIRA),
    ("who else is working with Amira Khan?", AMIRA),
    ("who is also working with Amira Khan", AMIRA),
    ("who is currently working with Amira Khan?", AMIRA),
    ("who is involved with Amira Khan?", AMIRA),
    ("who's involved with Amira Khan right now?", AMIRA),
    ("who has been involved with Amira Khan", AMIRA),
    ("who all is involved with Amira Khan please", AMIRA),
    ("who supports Amira Khan?", AMIRA),
    ("who is supporting Amira Khan", AMIRA),
    ("who is helping Amira Khan", AMIRA),
    ("who is seeing Amira Khan at the moment", AMIRA),
    ("who is in contact with Amira Khan", AMIRA),
    ("who is assigned to Amira Khan", AMIRA),
    ("who is around Amira Khan?", AMIRA),
    ("who knows Amira Khan?", AMIRA),
    ("anyone else supporting Amira Khan?", AMIRA),
    ("anyone working with Amira Khan", AMIRA),
    ("anybody else involved with Amira Khan?", AMIRA),
    ("is anyone else working with Amira Khan?", AMIRA),
    ("is there anybody working with Amira Khan", AMIRA),
    ("are there any other agencies involved with Amira Khan?", AMIRA),
    ("which agencies are involved with Amira Khan?", AMIRA),
    ("what services are working with Amira Khan", AMIRA),
    ("which professionals are supporting Amira Khan?", AMIRA),
    ("who is the lead for Amira Khan", AMIRA),
    ("who is the social worker for Amira Khan?", AMIRA),
    ("who is in the team around Amira Khan", AMIRA),
    ("show me the circle of Amira Khan", AMIRA),
    ("team around Amira Khan", AMIRA),
    ("the circle for Amira Khan", AMIRA),
    ("Amira Khan's circle", AMIRA),
    ("show me Amira Khan’s circle", AMIRA),
    ("look up Amira Khan", AMIRA),
    ("find Amira Khan", AMIRA),
    ("search for Amira Khan", AMIRA),
    # manners
    ("Hi, who is working with Amira Khan?", AMIRA),
    ("hello teamaround, who is working with Amira Khan?", AMIRA),
    ("please tell me who is working with Amira Khan", AMIRA),
    ("can you tell me who is working with Amira Khan please?", AMIRA),
    ("Could you please tell me who's involved with Amira Khan, thanks", AMIRA),
    ("do we know who is working with Amira Khan?", AMIRA),
    ("do you know if anyone is working with Amira Khan?", AMIRA),
    ("I need to know who is working with Amira Khan", AMIRA),
    ("  WHO   IS working\u00a0with  Amira Khan ??? ", AMIRA),
    # a bare name, of any kind
    ("Amira Khan", AMIRA),
    ("amira khan", Who(Query(name="amira khan"))),
    ("Khan, Amira", Who(Query(name="Khan, Amira"))),
    ("Siân O'Neill-Davies", Who(Query(name="Siân O'Neill-Davies"))),
    ("Teo", Who(Query(name="Teo"))),
    ("Мария Иванова", Who(Query(name="Мария Иванова"))),
    ("محمد علي", Who(Query(name="محمد علي"))),
    # with a date of birth
    ("Amira Khan 02/03/2014", Who(Query(name="Amira Khan", born=BORN))),
    ("Amira Khan 2/3/14", Who(Query(name="Amira Khan", born=BORN))),
    ("Amira Khan, 2014-03-02", Who(Query(name="Amira Khan", born=BORN))),
    ("Amira Khan (2 March 2014)", Who(Query(name="Amira Khan", born=BORN))),
    ("Amira Khan born 2nd of March 2014", Who(Query(name="Amira Khan", born=BORN))),
    ("Amira Khan, March 2 2014", Who(Query(name="Amira Khan", born=BORN))),
    ("who is working with Amira Khan, dob 02.03.2014?", Who(Query(name="Amira Khan", born=BORN))),
    ("who is working with Amira Khan D.O.B. 02/03/2014", Who(Query(name="Amira Khan", born=BORN))),
    ("who's involved with Amira Khan born in March 2014", Who(Query(name="Amira Khan", born=Birth(2014, 3)))),
    ("who is working with Amira Khan, born 2014", Who(Query(name="Amira Khan", born=Birth(2014)))),
    # identifiers
    ("who is working with 999 123 4567", Who(Query(nhs_number="9991234567"))),
    ("999-123-4567", Who(Query(nhs_number="9991234567"))),
    ("UPN a123456789012", Who(Query(upn="A123456789012"))),
    ("Amira Khan A12345678901B", Who(Query(name="Amira Khan", upn="A12345678901B"))),
    ("who is working with Amira Khan in Northfield?", Who(Query(name="Amira Khan", area="Northfield"))),
    ("Amira Khan from Upper Lark", Who(Query(name="Amira Khan", area="Upper Lark"))),
    ("Amira Khan born 2014, in St John's Wood", Who(Query("Amira Khan", Birth(2014), area="St John's Wood"))),
    ("NHS number 9991234567", Who(Query(nhs_number="9991234567"))),
    ("Amira Khan NHS 9991234567", Who(Query(name="Amira Khan", nhs_number="9991234567"))),
    ("C-1042", Who(Query(reference="C-1042"))),
    ("who is working with c-1042?", Who(Query(reference="C-1042"))),
    ("who is on case lumo-tavi", Who(Query(reference="lumo-tavi"))),
    ("Lumo-Tavi", Who(Query(reference="lumo-tavi"))),
    # this child
    ("who is working with this child?", Who(Query(conversation_id=HERE))),
    ("who else is involved in this case?", Who(Query(conversation_id=HERE))),
    ("who's here with this baby", Who(Query(conversation_id=HERE))),
    ("who is working with them", Who(Query(conversation_id=HERE))),
    ("who is the lead for this child", Who(Query(conversation_id=HERE))),
    # help
    ("", Help()),
    ("help", Help()),
    ("Hello!", Help()),
    ("what can you do?", Help()),
    ("?", Help()),
    ("thanks", Help()),
    # none of these
    ("sounds good to me", NotUnderstood()),
    ("assign a task to Tom by Friday", NotUnderstood()),
    ("what is the weather like today", NotUnderstood()),
    ("12345", NotUnderstood()),
    ("<script>alert(1)</script>", NotUnderstood()),
]


@pytest.mark.parametrize(("text", "command"), ASKED, ids=[text or "(nothing)" for text, _ in ASKED])
def test_what_people_type_becomes_the_command_they_mean(text: str, command: Command):
    assert recognise(text, HERE) == command


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Amira Khan 31/02/2014", "has no day 31"),
        ("Amira Khan 02/13/2014", "no month 13"),
        ("born 2014", "add a name"),
        ("x" * 400, "longer than I can read"),
    ],
)
def test_what_cannot_be_right_is_answered_with_what_to_do(text: str, says: str):
    command = recognise(text, HERE)
    assert isinstance(command, NotUnderstood)
    assert says in command.hint


def test_this_child_in_private_asks_for_a_name():
    command = recognise("who is working with this child?", None)
    assert isinstance(command, NotUnderstood)
    assert "which child" in command.hint


@pytest.mark.parametrize(
    "text", ["a" * 200 + "1", "ab'" * 90 + "1", "who is working with " + "é" * 200 + "_"]
)
def test_a_long_word_that_is_no_name_is_read_at_once(text: str):
    assert isinstance(recognise(text, None), NotUnderstood)
