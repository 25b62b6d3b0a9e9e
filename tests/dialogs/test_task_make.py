"""Giving a task: found, filled in, confirmed, written; and everything that is not taken."""

from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import count

import pytest

from cases.commands import Command, NewTask
from cases.model import (
    CaseId,
    CaseStatus,
    ConversationId,
    DisclosureLevel,
    Practitioner,
    PractitionerId,
    Priority,
    ServiceId,
    Task,
    TaskId,
)
from cases.query import Query
from cases.records import Action, Notice, Outcome
from cases.task import MOST_IN_A_CASE
from cases.task_templates import Template
from dialogs.dispatch import dispatch
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agreement, case, child, involvement, practitioner, sensitive
from tests.desk import FakeDesk, Present, fake_desk
from tests.local_teams import button, walk, words
from tests.property.registers import identity, seed_of


def person(key: str, of: str, name: str, **changes: object) -> Practitioner:
    return replace(practitioner(key, of), name=name, **changes)


LEAD = person("lead", "front door", "Leila Osei", role="Social worker")
NURSE = person("nurse", "nursing", "Gareth Pugh", role="School nurse")
MATE = person("mate", "nursing", "Ruth Pugh")
DOCTOR = person("doctor", "clinic", "Farah Siddiqui")
OUTSIDER = person("outsider", "custody", "Ben Holloway")
BOSS = person("boss", "front door", "Joanna Whitlock", manages=frozenset({ServiceId("front door")}))
PEOPLE = (LEAD, NURSE, MATE, DOCTOR, OUTSIDER, BOSS)
ROBIN, ASH = child("c1", reference="C-1001"), child("c2", reference="C-1002")
TOGETHER = agreement("council", "health")
THEIRS = (involvement(LEAD, "c1"), involvement(NURSE, "c1"), involvement(MATE, "c1"))
TEMPLATES = (
    Template("icpc", "Hold the conference", checklist=("Invite", "Report"), owner="lead", working_days=15,
             source="Working Together 2023", url="https://www.gov.uk/x"),
    Template("late", "Assess", working_days=45, from_opening=True),
)  # fmt: skip


def register(*rows, people=PEOPLE, cases=None, agreements=(TOGETHER,), children=None) -> RegisterSeed:
    made = seed_of(
        children or (ROBIN,),
        rows or THEIRS,
        agreements,
        (case("c1", lead="lead", channel="19:case"),) if cases is None else cases,
    )
    return replace(made, practitioners=people)


@dataclass
class Table:
    """People at one register, what they say, and the last card each turn gave."""

    fakes: FakeDesk
    numbers: "count[int]" = field(default_factory=count)
    card: dict = field(default_factory=dict)

    async def say(self, who: str, said: str | Command, room: str = "") -> str:
        asked = said if isinstance(said, str) else ""
        place = (Room.CHANNEL, room) if room else (Room.PERSONAL, "a:1")
        turn = Turn(identity(who), place[0], ConversationId(place[1]), str(next(self.numbers)), NOW, asked)
        desk = replace(self.fakes.desk, task_templates=TEMPLATES)
        first, *_ = await dispatch(turn, said, desk) or ()
        self.card = first.card.content
        return words(self.card)

    async def press(self, who: str, title: str, /, **inputs: str) -> str:
        """A press with the form as it stands, but for what is filled in otherwise."""
        from cards.buttons import decode  # noqa: PLC0415

        action = button(self.card, title)
        return await self.say(who, decode(action["verb"], {**action["data"], **self.filled, **inputs}))

    @property
    def filled(self) -> dict[str, str]:
        return {one["id"]: one.get("value", "") for one in walk(self.card) if "label" in one}

    @property
    def offered(self) -> list[str]:
        (owners,) = [one for one in walk(self.card) if one.get("id") == "owners"]
        return [one["value"] for one in owners["choices"]]

    @property
    def tasks(self) -> list[Task]:
        return list(self.fakes.ledger.tasks.rows.values())


def table(seed: RegisterSeed | None = None) -> Table:
    return Table(fake_desk(seed or register()))


ASK = "ask Gareth Pugh to ring the school by Friday about Robin Example"


async def test_said_in_one_sentence_it_takes_one_tap_to_confirm():
    one = table()
    said = await one.say("lead", ASK)
    assert said.startswith("New task\nRobin Example · case lumo-tavi")
    assert (one.filled["title"], one.filled["owners"], one.filled["due"]) == (
        "Ring the school",
        "nurse",
        "2026-11-20",
    )
    assert not one.tasks
    assert "Given\nRing the school\nFor Gareth Pugh. By Friday 20 November." in await one.press(
        "lead", "Give this task"
    )
    (task,) = one.tasks
    assert (task.owner_id, task.asked_by, task.case_id, task.due) == ("nurse", "lead", "case", TODAY)


async def test_all_that_is_written_is_written_at_once():
    one = table()
    await one.say("lead", ASK)
    await one.press("lead", "Give this task")
    (task,), ledger = one.tasks, one.fakes.ledger
    assert [(event.task_id, event.actor_id, event.step) for event in ledger.tasks.happened] == [
        (task.id, "lead", "given")
    ]
    assert [each.notice for each in await ledger.notices.due(NOW, 9)] == [
        Notice(PractitionerId("nurse"), "task.given", task.id)
    ]
    assert [(work.name, work.ids) for work in ledger.work.values()] == [("task.post", (task.id,))]
    assert [(entry.action, entry.outcome, entry.basis) for entry in ledger.audit] == [
        (Action.TASK_GIVE, Outcome.FORM_SHOWN, "involved"),
        (Action.TASK_GIVE, Outcome.CHANGED, "involved"),
    ]
    assert set(ledger.audit[0].shown) == {"lead-c1", "nurse-c1", "mate-c1"}


async def test_several_owners_have_a_task_each():
    one = table()
    await one.say("lead", "ask Gareth and Ruth to meet tomorrow at 9 about Robin Example")
    assert one.filled["owners"] == "nurse,mate"
    assert "For Gareth Pugh and Ruth Pugh. By Saturday 21 November at 09:00." in await one.press(
        "lead", "Give this task"
    )
    assert {task.owner_id for task in one.tasks} == {"nurse", "mate"}
    assert {task.due_at for task in one.tasks} == {time(9)}


async def test_two_presses_of_one_form_give_one_task():
    one = table()
    await one.say("lead", ASK)
    form = one.card
    await one.press("lead", "Give this task")
    one.card = form
    assert (await one.press("lead", "Give this task")).startswith("Given already")
    assert len(one.tasks) == 1
    assert len(one.fakes.ledger.tasks.happened) == 1


async def test_in_the_cases_channel_the_child_need_not_be_named():
    one = table()
    one.fakes = fake_desk(register(), Present(frozenset(map(identity, ("lead", "nurse", "mate")))))
    assert "case lumo-tavi" in await one.say("lead", "ask Gareth to ring the school", room="19:case")


async def test_the_form_reaches_whoever_asks_and_not_the_channel():
    one = table()
    turn = Turn(identity("lead"), Room.CHANNEL, ConversationId("19:case"), "1", NOW, "new task")
    private, room = await dispatch(turn, "new task", one.fakes.desk) or ()
    assert "New task" in words(private.card.content)
    assert "Robin" not in str(room.card)


async def test_without_a_child_it_is_asked_which_case():
    one = table()
    said = await one.say("lead", "ask Gareth to ring the school by Friday")
    assert said.startswith("Which case is the task for?\nTask: Ring the school")
    await one.press("lead", "Next", about="Robin Example")
    assert (one.filled["title"], one.filled["owners"], one.filled["due"]) == (
        "Ring the school",
        "nurse",
        "2026-11-20",
    )


async def test_a_child_is_chosen_from_those_one_works_with_or_found_by_typing():
    one = table()
    await one.say("lead", "new task")
    (field,) = [each for each in walk(one.card) if each.get("id") == "query.reference"]
    assert field["choices"] == [{"value": "C-1001", "title": "Robin Example, born 2014, Millbrook, C-1001"}]
    assert field["choices.data"] == {"type": "Data.Query", "dataset": "children"}
    inputs = {"query.reference": "C-1001", "about": "", "case_id": ""}
    assert "case lumo-tavi" in await one.press("lead", "Next", **inputs)


async def test_a_case_that_one_leads_is_chosen_from_a_list():
    one = table()
    await one.say("lead", "new task")
    assert "case lumo-tavi" in await one.press("lead", "Next", case_id="case")


@pytest.mark.parametrize(
    "about", ["Florence Nightjar", "C-9999", "kanu-rilo", "!!!", "x" * 99, "C-1001", "lumo-tavi"]
)
async def test_not_known_and_not_allowed_read_the_same(about: str):
    one, other = table(), table()
    assert await one.say("outsider", NewTask(about=about)) == await other.say(
        "outsider", NewTask(about="Nobody Atall")
    )
    assert "I know of no case" in words(one.card)
    assert one.fakes.ledger.audit[0].outcome in (Outcome.NOT_FOUND, Outcome.REFUSED)


async def test_a_reason_given_for_one_look_gives_no_tasks():
    from tests.builders import grant  # noqa: PLC0415

    fakes = fake_desk(register(), grants=[grant("outsider", "c1")])
    assert "I know of no case" in await Table(fakes).say("outsider", NewTask(Query(reference="C-1001")))


async def test_somebody_in_the_circle_takes_one_on_themself_only():
    one = table()
    said = await one.say("nurse", "task for me: ring the school for C-1001")
    assert "Only the lead of the case, and their manager" in said
    assert one.offered == ["nurse"]
    await one.press("nurse", "Give this task")
    assert [(task.owner_id, task.asked_by) for task in one.tasks] == [("nurse", "nurse")]
    assert not await one.fakes.ledger.notices.due(NOW, 9)


async def test_who_may_not_give_to_others_reads_who_may():
    one = table()
    assert "Only the lead of this case" in await one.say("nurse", "ask Ruth to ring the school for C-1001")
    said = await one.press("nurse", "Give this task", owners="mate")
    assert "Somebody you chose cannot be given a task of this case" in said
    assert not one.tasks


async def test_the_leads_manager_gives_to_whoever_is_in_the_circle_and_takes_none_on():
    one = table()
    await one.say("boss", "ask Gareth to ring the school for C-1001")
    assert one.offered == ["lead", "nurse", "mate"]
    await one.press("boss", "Give this task")
    assert [task.asked_by for task in one.tasks] == ["boss"]


async def test_a_manager_of_another_service_reads_that_it_is_not_theirs():
    chief = person("chief", "custody", "Chief", manages=frozenset({ServiceId("nursing")}))
    one = table(register(people=(*PEOPLE, chief)))
    said = await one.say("chief", "new task for C-1001: ring the school")
    assert "You are not in the circle of this case" in said
    assert "Ring the school" in said


async def test_a_hidden_involvement_is_no_owner_and_reads_like_nobody():
    hidden = sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")
    one, other = table(register(*THEIRS, hidden)), table()
    for each in (one, other):
        await each.say("lead", "ask Farah Siddiqui to call for C-1001")
    assert one.card == other.card
    assert "I know nobody called Farah Siddiqui" in words(one.card)
    forged = [await each.press("lead", "Give this task", owners="doctor") for each in (one, other)]
    assert forged[0] == forged[1]
    assert not one.tasks


async def test_somebody_named_to_the_lead_can_be_given_one():
    named = sensitive(DOCTOR, DisclosureLevel.NAMED, "lead", child="c1")
    one = table(register(*THEIRS, named))
    await one.say("lead", "ask Farah to call for C-1001")
    await one.press("lead", "Give this task")
    assert [task.owner_id for task in one.tasks] == ["doctor"]


async def test_of_two_who_are_called_so_it_is_asked_which():
    one = table()
    said = await one.say("lead", "ask Pugh to ring the school for C-1001")
    assert "More than one person fits Pugh: please choose." in said
    assert one.filled["owners"] == ""


GOOD = {"title": "Ring the school", "owners": "nurse", "due": "2026-11-27"}
BAD = [
    ({"title": ""}, "Please say what is to be done."),
    ({"title": " \u200b\u202e\n "}, "Please say what is to be done."),
    ({"title": "x" * 121}, "in at most 120 characters"),
    ({"due": "2026-11-19"}, "That day has passed"),
    ({"due": "2027-02-29"}, "Please give the day as a date"),
    ({"due": "2056-11-19"}, "years ahead"),
    ({"due": "", "due_at": "09:00"}, "Please choose a day as well"),
    ({"due": "2026-11-20", "due_at": "09:00"}, "That time has passed today"),
    ({"owners": ""}, "Please choose who is to do it"),
    ({"owners": "outsider"}, "Somebody you chose"),
    ({"owners": "nobody"}, "Somebody you chose"),
    ({"owners": "nurse,doctor"}, "Somebody you chose"),
    ({"checklist": "\n".join("abcdefghijklmnopqrstu")}, "keep the checklist to 20 lines"),
    ({"checklist": "x" * 121}, "each line of the checklist"),
]


@pytest.mark.parametrize(("inputs", "problem"), BAD)
async def test_what_cannot_be_taken_is_one_sentence_and_the_form_comes_back(
    inputs: dict[str, str], problem: str
):
    one = table()
    await one.say("lead", "new task for C-1001")
    said = await one.press("lead", "Give this task", **{**GOOD, "details": "As agreed", **inputs})
    assert problem in said
    assert not one.tasks
    kept = {**GOOD, "details": "As agreed", **inputs}
    assert {name: one.filled[name] for name in kept if name != "owners"} == {
        name: value for name, value in kept.items() if name != "owners"
    }


async def test_somebody_who_has_left_the_circle_or_their_work_meanwhile_is_no_owner():
    gone = replace(involvement(NURSE, "c1"), until=date(2026, 11, 19))
    away = register(
        involvement(LEAD, "c1"),
        gone,
        involvement(MATE, "c1"),
        people=(LEAD, NURSE, replace(MATE, active=False)),
    )
    one = table(away)
    await one.say("lead", "new task for C-1001")
    assert one.offered == ["lead"]
    for owner in ("nurse", "mate"):
        assert "Somebody you chose" in await one.press("lead", "Give this task", **{**GOOD, "owners": owner})


async def test_a_case_takes_so_many_tasks_and_no_more():
    one = table()
    await one.say("lead", "new task for C-1001")
    await one.press("lead", "Give this task", **GOOD)
    (task,), rows = one.tasks, one.fakes.ledger.tasks.rows
    rows |= {
        TaskId(str(number)): replace(task, id=TaskId(str(number))) for number in range(MOST_IN_A_CASE - 2)
    }
    await one.say("lead", "new task for C-1001")
    said = await one.press("lead", "Give this task", **{**GOOD, "owners": "nurse,mate"})
    assert "This case has 500 tasks, and takes no more." in said
    assert len(rows) == MOST_IN_A_CASE - 1
    assert one.filled["title"] == GOOD["title"]


async def test_a_case_that_was_closed_meanwhile_takes_none_and_says_so():
    closed = case("c1", lead="lead", status=CaseStatus.CLOSED)
    one = table(register(cases=(closed,)))
    said = await one.say(
        "lead", NewTask(Query(reference="C-1001"), case_id=CaseId("case"), sent=True, **GOOD)
    )
    assert "This case has been closed" in said
    assert "Ring the school" in said


async def test_where_there_is_no_case_it_is_said_how_to_open_one():
    one = table(register(cases=()))
    assert "Open one first" in await one.say("lead", "new task for C-1001: ring the school")


async def test_of_two_children_of_one_name_it_is_asked_which():
    twins = (ROBIN, ASH)
    rows = (*THEIRS, involvement(LEAD, "c2"))
    cases = (case("c1", lead="lead"), case("c2", lead="lead", id=CaseId("second"), reference="kanu-rilo"))
    one = table(register(*rows, children=twins, cases=cases))
    assert "Is it one of these?" in await one.say("lead", ASK)
    await one.press("lead", "Born 2014")
    assert one.filled["title"] == "Ring the school"


async def test_siblings_of_one_case_are_no_question():
    rows = (*THEIRS, involvement(LEAD, "c2"))
    one = table(register(*rows, children=(ROBIN, ASH), cases=(case("c1", "c2", lead="lead"),)))
    assert "case lumo-tavi" in await one.say("lead", "new task for lumo-tavi")


async def test_a_shielded_childs_case_is_its_leads_alone():
    one = table(register(children=(replace(ROBIN, shielded=True),)))
    await one.say("lead", "new task for C-1001")
    assert one.offered == ["lead"]
    assert "I know of no case" in await table(register(children=(replace(ROBIN, shielded=True),))).say(
        "nurse", "new task for C-1001"
    )


HOSTILE = "<at>All</at> [x](https://evil.example) **b** \u202eabc {{DATE(2020)}} \x00"


async def test_what_is_typed_is_kept_and_shown_as_words_and_nothing_else():
    one = table()
    await one.say("lead", "new task for C-1001")
    said = await one.press(
        "lead", "Give this task", **{**GOOD, "title": HOSTILE, "details": f"{HOSTILE}\nüñí 家"}
    )
    (task,) = one.tasks
    assert "\u202e" not in task.title + task.details
    assert "\x00" not in task.title + task.details
    assert task.details.endswith("\nüñí 家")
    assert "\\[x\\]" in said
    assert "<at>" not in said


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://teams.microsoft.com/l/message/19:abc@thread.tacv2/1700000000000?tenantId=a", True),
        ("https://evil.example/l/message/19:abc/17", False),
        ("javascript:alert(1)", False),
    ],
)
async def test_only_a_link_into_teams_is_kept(link: str, kept: bool):  # noqa: FBT001
    one = table()
    await one.say("lead", NewTask(Query(reference="C-1001"), source=link))
    await one.press("lead", "Give this task", **GOOD)
    assert one.tasks[0].source == (link if kept else "")


async def test_a_template_fills_in_what_is_empty():
    one = table()
    await one.say("lead", "new task for C-1001")
    said = await one.press("lead", "Fill in from the template", template="icpc", title="My own words")
    assert "Working Together 2023" in said
    assert one.filled["title"] == "My own words"
    assert one.filled["checklist"] == "Invite\nReport"
    assert (one.filled["owners"], one.filled["due"]) == ("lead", "2026-12-11")
    await one.press("lead", "Give this task")
    (task,) = one.tasks
    assert (task.template, [item.words for item in task.checklist]) == ("icpc", ["Invite", "Report"])
    assert task.details == "Working Together 2023\nhttps://www.gov.uk/x"


async def test_a_template_nobody_has_is_refused_and_never_kept():
    one = table()
    await one.say("lead", "new task for C-1001")
    assert "Please choose a template first." in await one.press(
        "lead", "Fill in from the template", template="x"
    )
    await one.press("lead", "Give this task", **GOOD, template="x")
    assert one.tasks[0].template == ""


async def test_a_day_on_which_nobody_works_is_allowed_and_said():
    one = table()
    assert "That is Boxing Day." in await one.say(
        "lead", "ask Gareth to call on 26 December about Robin Example"
    )
    assert "That is Boxing Day." in await one.press("lead", "Give this task", priority="urgent")
    assert one.tasks[0].priority is Priority.URGENT


async def test_a_day_that_cannot_be_is_said_and_the_rest_is_kept():
    one = table()
    said = await one.say("lead", "ask Gareth to call by 29 February about Robin Example")
    assert "2027 has no 29 February" in said
    assert (one.filled["title"], one.filled["owners"], one.filled["due"]) == ("Call", "nurse", "")
