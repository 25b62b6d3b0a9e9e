"""What a leaver leaves behind: what of it is said to whom, and what a press does."""

from dataclasses import replace

import pytest

from cards.leaving import nobody_of_that_name
from cases.commands import Command, EndFor, HasLeft, NameLead, Sweep, TakeOver
from cases.model import (
    CaseId,
    ChildId,
    DisclosureLevel,
    Involvement,
    InvolvementId,
    PractitionerId,
    ServiceId,
)
from cases.records import Outcome, OutdatedError
from dialogs.departure import DIRECTORY, comeback, departure
from dialogs.dispatch import dispatch
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agency, case, child, involvement, practitioner, sensitive, service
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import words
from tests.property.registers import identity

MANAGES = frozenset({ServiceId("nursing"), ServiceId("clinic")})
GONE = practitioner("gone", "nursing", active=False)
NURSE = practitioner("nurse", "nursing")
BOSS = practitioner("boss", "nursing", manages=MANAGES)
DOCTOR = practitioner("doctor", "clinic")
CLERK = practitioner("clerk", "front door")
LEFT_CLINIC = practitioner("left", "clinic", active=False)


def register(*rows: Involvement, shielded: tuple[str, ...] = (), cases=(), people=()) -> RegisterSeed:
    return RegisterSeed(
        agencies=(agency("health"), agency("council")),
        services=(
            service("nursing", "health"),
            service("clinic", "health", sensitive=True),
            service("front door", "council"),
        ),
        practitioners=people or (GONE, NURSE, BOSS, DOCTOR, CLERK, LEFT_CLINIC),
        children=tuple(child(name, shielded=name in shielded) for name in ("c1", "c2", "c3")),
        involvements=rows,
        cases=cases,
    )


async def ask(fakes: FakeDesk, command: Command, who: str = "boss"):
    turn = Turn(identity(who), Room.PERSONAL, "a:1", f"{command}{len(fakes.ledger.audit)}", NOW)
    ((reply, *_),) = [await dispatch(turn, command, fakes.desk)]
    return reply.card


def of(name: str) -> Sweep:
    return Sweep(PractitionerId(name))


def over(name: str, *children: str, to: str = "nurse", basis: str = "") -> TakeOver:
    return TakeOver(PractitionerId(name), tuple(map(ChildId, children)), PractitionerId(to), basis)


async def test_the_uncovered_come_first_and_what_is_hidden_covers_nobody():
    fakes = fake_desk(
        register(
            involvement(GONE, "c1"), involvement(NURSE, "c1"),
            involvement(GONE, "c2"), involvement(CLERK, "c2"),
            involvement(GONE, "c3"),
        )
    )  # fmt: skip
    said = words((await ask(fakes, of("gone"))).content)
    # No agreement shares the clerk with the manager, so to them c2 is as uncovered as c3.
    assert said.count("Uncovered now") == 2
    assert said.index("C-c2") < said.index("C-c1")
    assert "Somebody else of the service" in said


async def test_a_shielded_child_is_said_by_reference_alone():
    fakes = fake_desk(register(involvement(GONE, "c1"), involvement(NURSE, "c1"), shielded=("c1",)))
    card = await ask(fakes, of("gone"))
    assert "C-c1" in str(card.content)
    assert "Robin" not in str(card.content)
    assert "Somebody else of the service" not in str(card.content)


async def test_whoever_may_settle_nothing_reads_what_is_read_of_somebody_unknown():
    fakes = fake_desk(register(involvement(GONE, "c1")))
    for who, command in (
        ("clerk", of("gone")),
        ("nurse", of("gone")),
        ("boss", of("nobody")),
        ("boss", of("nurse")),
        ("clerk", over("gone", "c1")),
        ("nurse", EndFor(PractitionerId("gone"), ChildId("c1"))),
        ("clerk", NameLead(PractitionerId("gone"), CaseId("case"), PractitionerId("clerk"))),
    ):
        assert await ask(fakes, command, who) == nobody_of_that_name()
    assert {entry.outcome for entry in fakes.ledger.audit} == {Outcome.REFUSED}
    assert not fakes.ledger.kept.events


async def test_an_involvement_stays_with_its_service():
    fakes = fake_desk(register(involvement(GONE, "c1")))
    for to in ("clerk", "doctor", "gone", "nobody"):
        card = await ask(fakes, over("gone", "c1", to=to))
        assert "has taken over" not in words(card.content)
    assert not fakes.ledger.kept.events


async def test_what_the_colleague_has_already_is_confirmed_and_not_doubled():
    fakes = fake_desk(register(involvement(GONE, "c1"), involvement(NURSE, "c1")))
    assert "has taken over" in words((await ask(fakes, over("gone", "c1"))).content)
    theirs = fakes.ledger.kept.held(NURSE.id, [ChildId("c1")])
    assert [(row.until, row.last_confirmed) for row in theirs] == [(None, TODAY)]
    assert [row.until for row in fakes.ledger.kept.held(GONE.id, [ChildId("c1")])] == [TODAY]
    assert "Nothing of theirs is left" in words((await ask(fakes, of("gone"))).content)


async def test_a_sensitive_service_says_on_what_ground_and_nothing_disclosed_goes_with_it():
    held = sensitive(LEFT_CLINIC, DisclosureLevel.NAMED, "clerk", child="c1")
    fakes = fake_desk(register(held))
    asked = await ask(fakes, over("left", "c1", to="doctor"))
    assert "on what ground" in words(asked.content)
    assert not fakes.ledger.kept.events
    assert "has taken over" in words(
        (await ask(fakes, over("left", "c1", to="doctor", basis="consent"))).content
    )
    (theirs,) = fakes.ledger.kept.held(DOCTOR.id, [ChildId("c1")])
    assert (theirs.visibility, theirs.disclosure.level) == (held.visibility, DisclosureLevel.NONE)


async def test_several_roles_go_over_together_and_what_is_to_come_too():
    rows = (
        involvement(GONE, "c1"),
        involvement(GONE, "c1", id=InvolvementId("second"), role="Mentor"),
        involvement(GONE, "c1", id=InvolvementId("third"), role="Tutor", since=TODAY.replace(day=30)),
    )
    fakes = fake_desk(register(*rows))
    await ask(fakes, over("gone", "c1"))
    theirs = fakes.ledger.kept.held(NURSE.id, [ChildId("c1")])
    assert sorted((row.role, row.since) for row in theirs) == [
        ("Helper", TODAY), ("Mentor", TODAY), ("Tutor", TODAY.replace(day=30)),
    ]  # fmt: skip
    assert "Nothing of theirs is left" in words((await ask(fakes, of("gone"))).content)


async def test_a_case_gets_a_new_lead_who_hears_of_it():
    fakes = fake_desk(register(cases=(case("c1", lead="gone"),)))
    assert "Still the lead" in words((await ask(fakes, of("gone"))).content)
    await ask(fakes, NameLead(PractitionerId("gone"), CaseId("case"), PractitionerId("nurse")))
    (event,) = fakes.ledger.cases.events
    assert (event.lead_id, event.previous_id, event.actor_id) == ("nurse", "gone", "boss")
    (told,) = await fakes.ledger.notices.due(NOW, 10)
    assert (told.notice.to, told.notice.kind) == ("nurse", "lead")


async def test_where_a_service_has_no_manager_those_of_its_agency_stand_in():
    other = replace(BOSS, manages=frozenset({ServiceId("clinic")}), service_id=ServiceId("clinic"))
    seed = register(involvement(GONE, "c1"), people=(GONE, NURSE, other, LEFT_CLINIC))
    card = await ask(fake_desk(seed), of("gone"))
    assert "C-c1" in str(card.content)
    assert "Robin" not in str(card.content), "they may not see the circle"


async def test_what_a_manager_says_of_whom_the_directory_said_it_stays():
    fakes = fake_desk(register(involvement(NURSE, "c1")))
    whose = await fakes.desk.register.colleague(NURSE.id)
    said = await departure(whose, fakes.desk.upkeep, NOW, identity("directory"), basis=DIRECTORY)
    await fakes.ledger.commit(said, None)
    told = len(await fakes.ledger.notices.due(NOW, 99))
    card = await ask(fakes, HasLeft("Nurse", NURSE.id))
    assert "had left already" in words(card.content)
    assert len(await fakes.ledger.notices.due(NOW, 99)) == told == 1
    gone = await fakes.desk.register.colleague(NURSE.id)
    with pytest.raises(OutdatedError):
        await fakes.ledger.commit(comeback(gone, NOW, identity("directory"), DIRECTORY), None)
    again = await ask(fakes, HasLeft("Nurse", NURSE.id))
    assert again == card
