"""A form's field that searches: fifteen at most, of its own list, for whoever is shown that list."""

from dataclasses import replace

import pytest

from cases.commands import NewTask
from cases.model import ConversationId, DisclosureLevel
from cases.query import Query
from cases.records import Action, Outcome
from dialogs.dispatch import dispatch
from dialogs.search_people import search_people
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, agreement, case, child, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import walk
from tests.property.registers import identity, seed_of

LEAD = practitioner("lead", "front door")
MANY = tuple(
    replace(practitioner(f"n{number}", "nursing"), name=f"Zoë Number{number}", role="School nurse")
    for number in range(20)
)
DOCTOR = replace(practitioner("doctor", "clinic"), name="Zoë Hidden")
OUTSIDER = practitioner("outsider", "custody")
PEOPLE = (LEAD, DOCTOR, OUTSIDER, *MANY)


def register(*more: object, shielded: bool = False) -> RegisterSeed:
    rows = (involvement(LEAD, "c1"), *(involvement(one, "c1") for one in MANY), *more)
    of = child("c1", reference="C-1001", shielded=shielded)
    seed = seed_of((of,), rows, (agreement("council", "health"),), (case("c1", lead="lead"),))
    return replace(seed, practitioners=PEOPLE)


def turn(who: str, typed: str, once: str = "1") -> Turn:
    return Turn(identity(who), Room.PERSONAL, ConversationId("a:1"), once, NOW, typed)


async def found(fakes: FakeDesk, who: str, typed: str, dataset: str = "task.owners/case") -> list[str]:
    return [words for _, words in await search_people(turn(who, typed), dataset, typed, fakes.desk)]


async def test_a_long_list_shows_fifteen_and_says_where_typing_finds_more():
    fakes = fake_desk(register())
    (reply,) = (
        await dispatch(turn("lead", ""), NewTask(Query(reference="C-1001"), names="Number19"), fakes.desk)
        or ()
    )
    (owners,) = [one for one in walk(reply.card.content) if one.get("id") == "owners"]
    assert len(owners["choices"]) == 15
    assert owners["choices"][0]["value"] == owners["value"] == "n19"
    assert owners["choices.data"] == {"type": "Data.Query", "dataset": "task.owners/case"}


@pytest.mark.parametrize("typed", ["zoe number7", "NUMBER7", "zoë school num number7"])
async def test_what_is_typed_fits_the_beginnings_of_words(typed: str):
    assert await found(fake_desk(register()), "lead", typed) == ["Zoë Number7, School nurse, Health"]


async def test_no_more_than_fifteen_come_back():
    assert len(await found(fake_desk(register()), "lead", "zoe")) == 15
    assert len(await found(fake_desk(register()), "lead", "")) == 15


async def test_a_hidden_practitioner_is_not_found():
    fakes = fake_desk(register(sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")))
    assert await found(fakes, "lead", "hidden") == []


@pytest.mark.parametrize("who", ["outsider", "nobody"])
async def test_nobody_else_finds_anybody(who: str):
    assert await found(fake_desk(register()), who, "") == []


@pytest.mark.parametrize("dataset", ["", "case", "users", "task.owners/", "task.owners/other"])
async def test_another_list_holds_nobody(dataset: str):
    assert await found(fake_desk(register()), "lead", "", dataset) == []


async def test_who_may_take_one_on_themself_only_finds_themself():
    assert await found(fake_desk(register()), "n3", "") == ["Zoë Number3, School nurse, Health"]


async def test_of_a_shielded_childs_case_nobody_is_found():
    assert await found(fake_desk(register(shielded=True)), "n3", "") == []


async def test_each_search_is_on_the_trail_with_whom_it_showed():
    fakes = fake_desk(register())
    await found(fakes, "lead", "number7")
    (entry,) = fakes.ledger.audit
    assert (entry.action, entry.outcome, entry.asked) == (Action.TASK_GIVE, Outcome.FORM_SHOWN, "number7")
    assert entry.shown == ("n7-c1",)
