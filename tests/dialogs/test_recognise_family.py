"""The table of ways to ask about a whole family. A new way starts as a row here."""

import pytest

from cases.commands import Command, Family, NotUnderstood, Who
from cases.model import Birth, ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case@thread.tacv2")
AMIRA = Family(Query(name="Amira Khan"))
THIS = Family(Query(conversation_id=HERE))
BORN = Birth(2014, 3, 2)

ASKED: list[tuple[str, Command]] = [
    # the family of somebody
    ("who is working with the siblings of Amira Khan?", AMIRA),
    ("who is working with the brothers and sisters of Amira Khan", AMIRA),
    ("who is working with the family of Amira Khan?", AMIRA),
    ("Who's working with the whole family of Amira Khan?", AMIRA),
    ("who is working with the household of Amira Khan", AMIRA),
    ("who works with Amira Khan's siblings?", AMIRA),
    ("who is working with Amira Khan’s brothers and sisters", AMIRA),
    ("who is working with Amira Khan's brother?", AMIRA),
    ("who is involved with Amira Khan's family right now?", AMIRA),
    ("who is working with everyone in Amira Khan's household", AMIRA),
    ("is anyone else working with Amira Khan's sisters?", AMIRA),
    ("which agencies are involved with Amira Khan's family?", AMIRA),
    ("who is supporting the family of Amira Khan please", AMIRA),
    ("the circle around Amira Khan's siblings", AMIRA),
    ("who is the social worker for Amira Khan's siblings", AMIRA),
    ("Amira Khan's siblings", AMIRA),
    ("siblings of Amira Khan", AMIRA),
    ("show me Amira Khan's family", AMIRA),
    ("show me the family of Amira Khan", AMIRA),
    ("find Amira Khan's half-brothers", AMIRA),
    ("who are Amira Khan's siblings?", AMIRA),
    ("who else is in Amira Khan's family?", AMIRA),
    ("does Amira Khan have any brothers or sisters?", AMIRA),
    ("has Amira Khan got siblings?", AMIRA),
    ("Amira Khan's siblings' team", AMIRA),
    # with the child
    ("who is working with Amira Khan and her siblings?", AMIRA),
    ("who is working with Amira Khan and his brothers and sisters", AMIRA),
    ("who is working with Amira Khan and the rest of her family?", AMIRA),
    ("who is working with Amira Khan and family?", AMIRA),
    ("Amira Khan and her brother", AMIRA),
    ("anyone working with Amira Khan & her household?", AMIRA),
    # by a family name
    ("who is working with the Khan family?", Family(Query(name="Khan"))),
    ("who is working with the Khan children?", Family(Query(name="Khan"))),
    ("the Okonkwo-Reed siblings", Family(Query(name="Okonkwo-Reed"))),
    # with what tells children apart
    ("who is working with the siblings of Amira Khan, born 2 March 2014?", Family(Query("Amira Khan", BORN))),
    ("who is working with Amira Khan's siblings (2/3/2014)", Family(Query("Amira Khan", BORN))),
    (
        "who is working with Amira Khan, born 2 March 2014, and her siblings",
        Family(Query("Amira Khan", BORN)),
    ),
    ("who is working with Amira Khan and her siblings, dob 2/3/2014", Family(Query("Amira Khan", BORN))),
    ("siblings of 999 123 4567", Family(Query(nhs_number="9991234567"))),
    ("who is working with the family of C-1042", Family(Query(reference="C-1042"))),
    ("C-1042's siblings", Family(Query(reference="C-1042"))),
    ("who is working with the family of case lumo-tavi?", Family(Query(reference="lumo-tavi"))),
    # this family
    ("who is working with this family?", THIS),
    ("who is working with the family", THIS),
    ("who's here with this family", THIS),
    ("who is working with the whole family?", THIS),
    ("who is working with the siblings?", THIS),
    ("who is working with the brothers and sisters", THIS),
    ("who is working with this household?", THIS),
    ("who is working with her siblings", THIS),
    ("who is working with his brother?", THIS),
    ("who is working with this child's siblings", THIS),
    ("who is working with this child and her siblings?", THIS),
    ("who is working with the siblings of this child", THIS),
    ("who is working with them and their family?", THIS),
    ("this family", THIS),
    ("siblings", THIS),
    # no family
    ("who is working with Amira Sister-Khan", Who(Query(name="Amira Sister-Khan"))),
    ("who is working with this child?", Who(Query(conversation_id=HERE))),
    ("family meeting tomorrow at ten", NotUnderstood()),
]


@pytest.mark.parametrize(("text", "command"), ASKED, ids=[text for text, _ in ASKED])
def test_what_people_type_becomes_the_family_they_mean(text: str, command: Command):
    assert recognise(text, HERE) == command


@pytest.mark.parametrize("text", ["who is working with this family?", "siblings", "her brothers"])
def test_this_family_in_private_asks_for_a_name(text: str):
    command = recognise(text, None)
    assert isinstance(command, NotUnderstood)
    assert "which child" in command.hint


def test_a_long_text_about_families_is_read_at_once():
    assert recognise("the family of the family's siblings and the " * 7, HERE) is not None
