"""The table of ways to ask what is due, and to say that a colleague has left."""

import pytest

from cases.commands import Command, HasLeft, Leave, NotUnderstood, WhatIsDue, Who
from cases.query import Query
from dialogs.recognise import recognise

SAID: list[tuple[str, Command]] = [
    ("what is due?", WhatIsDue()),
    ("What's due", WhatIsDue()),
    ("who have I not confirmed?", WhatIsDue()),
    ("Who haven’t I confirmed?", WhatIsDue()),
    ("which children have I not confirmed", WhatIsDue()),
    ("what do I need to confirm?", WhatIsDue()),
    ("confirm my children", WhatIsDue()),
    ("please, what is due?", WhatIsDue()),
    ("Ewan Price has left", HasLeft("Ewan Price")),
    ("Ewan Price has now left us.", HasLeft("Ewan Price")),
    ("ewan price has left the team", HasLeft("ewan price")),
    ("Siân O'Neill-Rees has just left our service", HasLeft("Siân O'Neill-Rees")),
    ("Ewan Price no longer works here", HasLeft("Ewan Price")),
    ("Ewan Price doesn’t work for us any more", HasLeft("Ewan Price")),
    ("Ewan Price works here no longer", HasLeft("Ewan Price")),
]
OTHERS: list[tuple[str, type[Command]]] = [
    ("I've left Amira Khan's circle", Leave),
    ("I've stopped working with Amira Khan", Leave),
    ("who has left?", NotUnderstood),
    ("I have left", NotUnderstood),
    ("somebody has left", NotUnderstood),
    ("Amira Khan", Who),
    ("who is working with Amira Khan?", Who),
]


@pytest.mark.parametrize(("text", "command"), SAID)
def test_what_keeps_the_register_true_is_understood(text: str, command: Command):
    assert recognise(text) == command


@pytest.mark.parametrize(("text", "kind"), OTHERS)
def test_what_others_mean_is_left_to_them(text: str, kind: type[Command]):
    assert isinstance(recognise(text), kind)


def test_a_name_that_goes_on_and_on_is_read_in_a_moment():
    assert recognise(("Ewan " * 60).strip() + " has left") is not None
    assert recognise("Who is working with Amira Khan?") == Who(Query(name="Amira Khan"))
