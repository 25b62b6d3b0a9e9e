"""The fence, not only the gate: every command has a route, and no route lets a stranger past."""

from typing import get_args

import pytest

from cards.buttons import VERBS
from cards.not_registered import not_registered
from cases.commands import (
    AcceptHandover,
    AccessReview,
    AnswerIntroduction,
    AskChannelAgain,
    AskIntroduction,
    AskLead,
    AskToConfirm,
    BringIn,
    CalendarLink,
    CaseMembers,
    CaseTasks,
    ChangeRole,
    CloseCase,
    Command,
    Confirm,
    DeclineHandover,
    DigestLine,
    Disclose,
    Duplicates,
    EditProfile,
    EditUpdates,
    EndAccess,
    EndFor,
    Family,
    FamilyExactly,
    HandOver,
    HasLeft,
    Help,
    IntroductionQueue,
    Join,
    JudgeLink,
    Leave,
    LeaveOut,
    LogContact,
    LookedAt,
    Merges,
    MergeThem,
    MoveTask,
    MuteCase,
    Muted,
    MyCases,
    MyDigest,
    MyIntroductions,
    MyTasks,
    NameLead,
    NewTask,
    NoReason,
    NotSharing,
    NotUnderstood,
    OpenCase,
    OpenTasks,
    Override,
    Overrides,
    PassIntroduction,
    People,
    Picture,
    RefreshTask,
    RenameCase,
    ReopenCase,
    ReviewOverride,
    RevokeCalendar,
    SeenUpdates,
    SetAway,
    SetLanguages,
    SettleTasks,
    SetUpdates,
    SetWorkingDays,
    ShowProfile,
    ShowTask,
    StillWith,
    StoppedWith,
    Sweep,
    TakeOver,
    TaskFile,
    TeamTasks,
    Timeline,
    UndoMerge,
    WeekOf,
    WhatIsDue,
    Who,
    WhoExactly,
    WhoHasSeen,
    WhoLooked,
    WithdrawHandover,
    WithdrawIntroduction,
)
from cases.digest import Line
from cases.model import CaseId, ChildId, ConversationId, Identity, PractitionerId, Purpose, Reason, TaskId
from cases.query import Query
from cases.records import Outcome
from cases.task import Step
from dialogs.dispatch import dispatch
from dialogs.routes import ROUTES
from dialogs.turn import Room, Turn
from tests.builders import NOW, child, involvement
from tests.desk import fake_desk
from tests.property.registers import PEOPLE, seed_of

WHY = Reason(Purpose.SAFEGUARDING)
ONE_OF_EACH: list[Command] = [
    Who(Query(name="Robin Example"), WHY),
    WhoExactly(ChildId("c1"), WHY),
    Help(),
    NotUnderstood(),
    Family(Query(name="Robin Example"), WHY),
    FamilyExactly(ChildId("c1"), WHY),
    WhoLooked(Query(reference="C-c1")),
    LookedAt("me"),
    Join(Query(name="Robin Example"), reason=WHY),
    Leave(Query(name="Robin Example"), until="2026-11-20"),
    ChangeRole(Query(name="Robin Example"), role="Key worker"),
    LogContact(Query(name="Robin Example"), on="2026-11-20"),
    Confirm(Query(name="Robin Example")),
    WhatIsDue(),
    MyDigest(),
    DigestLine(Line.NO_CONTACT),
    AskToConfirm(PractitionerId("nurse")),
    StillWith((ChildId("c1"),)),
    StoppedWith(ChildId("c1")),
    HasLeft("Nurse"),
    Sweep(PractitionerId("nurse")),
    TakeOver(PractitionerId("nurse"), (ChildId("c1"),)),
    EndFor(PractitionerId("nurse"), ChildId("c1")),
    NameLead(PractitionerId("nurse"), CaseId("case")),
    HandOver(Query(name="Robin Example"), name="Manager"),
    AcceptHandover("1"),
    DeclineHandover("1", why="no_room"),
    WithdrawHandover("1"),
    Timeline(Query(name="Robin Example"), reason=WHY),
    ShowProfile("Nurse"),
    People(Query(name="Robin Example")),
    EditProfile(languages="Polish", sent=True),
    SetAway(away_until="2026-12-24"),
    SetWorkingDays("fri", "not"),
    SetLanguages("Polish"),
    Disclose(Query(name="Robin Example"), level="existence", basis="consent", sent=True),
    AskIntroduction(Query(name="Robin Example"), WHY),
    IntroductionQueue("one"),
    PassIntroduction("one", which="i"),
    AnswerIntroduction("one", "i", "accept", "consent"),
    MyIntroductions(),
    WithdrawIntroduction("one"),
    AskLead("C-c1", WHY),
    Override("C-c1", WHY, "true", "form", sent=True),
    Overrides(),
    ReviewOverride("approach", "looks right"),
    EndAccess("grant", "Because", sent=True),
    NoReason(),
    NotSharing(Query(reference="C-c1")),
    Picture(Query(name="Robin Example"), reason=WHY),
    MyCases(),
    CloseCase(Query(reference="lumo-tavi"), why="needs_met", on="2026-11-20", sent=True),
    ReopenCase(Query(reference="lumo-tavi"), sent=True),
    RenameCase(Query(reference="lumo-tavi"), offer="one", sent=True),
    CaseMembers(Query(reference="lumo-tavi")),
    LeaveOut(CaseId("case"), PractitionerId("nurse")),
    BringIn(CaseId("case"), PractitionerId("nurse")),
    AskChannelAgain(CaseId("case")),
    OpenCase(Query(name="Robin Example"), reason=WHY),
    ShowTask(TaskId("task")),
    EditUpdates(how="30", sent=True),
    SetUpdates(how="daily"),
    MuteCase(Query(reference="lumo-tavi")),
    Muted(),
    SeenUpdates("batch"),
    WhoHasSeen("update"),
    RefreshTask(TaskId("task")),
    MoveTask(TaskId("task"), 1, Step.ACCEPT),
    MyTasks(),
    CaseTasks(Query(name="Robin Example")),
    TeamTasks(),
    CalendarLink(),
    RevokeCalendar(),
    TaskFile(TaskId("t1")),
    OpenTasks(CaseId("case")),
    SettleTasks(CaseId("case"), None, {"t1/1": "done"}),
    NewTask(Query(name="Robin Example"), title="Ring", owners="me", sent=True),
    WeekOf(Query(reference="lumo-tavi")),
    AccessReview("2026-10"),
    Duplicates(),
    JudgeLink("link", "different"),
    MergeThem("link"),
    Merges(),
    UndoMerge("merge", "Twins", sent=True),
]
SEED = seed_of((child("c1"),), (involvement(PEOPLE[1], "c1"),))


def test_every_command_has_a_route_and_every_button_leads_to_one():
    assert set(ROUTES) == set(get_args(Command))
    assert {type(command) for command in ONE_OF_EACH} == set(ROUTES)
    assert set(VERBS.values()) <= set(ROUTES)


@pytest.mark.parametrize("command", ONE_OF_EACH, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize(
    "identity", [Identity("tenant", "nobody"), Identity("other tenant", "oid-me"), Identity("", "")]
)
async def test_nobody_unregistered_gets_anything_from_any_route(command: Command, identity: Identity):
    fakes = fake_desk(SEED)
    desk, ledger = fakes.desk, fakes.ledger
    turn = Turn(identity, Room.PERSONAL, ConversationId("a:1"), "1", NOW)
    replies = await dispatch(turn, command, desk)
    assert replies is not None
    assert replies[0].card == not_registered()
    assert len(replies) == 1
    assert [entry.outcome for entry in ledger.audit] == [Outcome.NOT_REGISTERED]
    assert not ledger.grants
    assert not ledger.kept.events
    assert not ledger.approaches.rows
