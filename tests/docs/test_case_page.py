"""docs/policy.md says who decides about a case, and what is posted in its channel."""

from dataclasses import replace

from cases.model import SeatStage
from dialogs.case_cards import channel_card
from tests.builders import NOW, child
from tests.cases import test_case_ends as rules
from tests.desk import FakeDesk
from tests.dialogs.case_talk import CASE, channelled, register, sit
from tests.docs.tables import table
from tests.local_teams import words

PAGE = "docs/policy.md"


def test_who_decides_about_a_case_is_what_the_page_says():
    decided = {label: rules.answer(who, of, about) for label, who, of, about, *_ in rules.DECIDING}
    assert {label: rest for label, *rest in table(PAGE, "deciding")} == decided


def with_seat(stage: SeatStage, *, known: bool) -> FakeDesk:
    fakes = channelled(register(), "me")
    sit(fakes, "nurse" if known else "stranger", stage, known=known)
    return fakes


async def posted(fakes: FakeDesk) -> str:
    card = await channel_card(CASE, fakes.desk, NOW)
    if card is None:
        return "nothing"
    return "the card" if "Robin" in words(card.content) else "a card that shows nothing"


async def test_what_is_posted_is_what_the_page_says():
    shielded = register(children=(replace(child("c1"), shielded=True),))
    decided = {
        "people who belong there": await posted(channelled(register(), "me", "nurse")),
        # Where nothing is made, what was posted before is left as it is.
        "somebody who belongs there no more, and is not out yet": "what was there stays"
        if await posted(with_seat(SeatStage.LEAVING, known=True)) == "nothing"
        else "",
        "somebody who never belonged there": await posted(with_seat(SeatStage.STRANGER, known=False)),
        "nobody yet": await posted(channelled(register())),
        "a shielded child's": await posted(channelled(shielded, "me")),
    }
    assert dict(table(PAGE, "posted")) == decided
