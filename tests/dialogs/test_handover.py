"""Handing over, told to whom and not to whom; and given by the manager without asking."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from cases.commands import AcceptHandover, Command, HandOver, Leave
from cases.handover import HandoverState
from cases.model import ConversationId, DisclosureLevel, PractitionerId, ServiceId
from cases.query import Query
from cases.records import Action, Notice
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agreement, case, child, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import words
from tests.property.registers import identity, seed_of

NURSE, MATE = practitioner("nurse", "nursing", role="Nurse"), practitioner("mate", "nursing", role="Nurse")
DOCTOR, SECOND = practitioner("doctor", "clinic"), practitioner("second", "clinic")
CLINICAL = practitioner("clinical", "front door", manages=frozenset({ServiceId("clinic")}))
BOSS = practitioner("boss", "nursing", manages=frozenset({ServiceId("nursing")}))
LEAD = practitioner("lead", "front door")
PEOPLE = (NURSE, MATE, DOCTOR, SECOND, CLINICAL, BOSS, LEAD)
TOGETHER = agreement("council", "health")
ROBIN = Query(reference="C-c1")


def register(*rows, agreements=(TOGETHER,), lead: str = "lead") -> RegisterSeed:
    made = seed_of((child("c1"),), rows, agreements, (case("c1", lead=lead),))
    return replace(made, practitioners=PEOPLE)


@dataclass
class Table:
    """People at one register, and what they get."""

    fakes: FakeDesk
    numbers: "count[int]" = field(default_factory=count)

    def turn(self, who: str, text: str = "") -> Turn:
        return Turn(identity(who), Room.PERSONAL, ConversationId("a:1"), str(next(self.numbers)), NOW, text)

    async def say(self, who: str, said: str | Command) -> str:
        asked = said if isinstance(said, str) else ""
        (reply,) = await dispatch(self.turn(who, asked), said, self.fakes.desk) or ()
        return words(reply.card.content)

    async def told(self, who: str) -> list[str]:
        """What they hear of it: the cards' words, those to whom nothing is to be told left out."""
        due = await self.fakes.ledger.notices.due(NOW, 99)
        cards = [await tell(one.notice, self.fakes.desk, NOW) for one in due if one.notice.to == who]
        return [words(card.content) + str(card.content) for card in cards if card]

    @property
    def handover(self) -> str:
        return list(self.fakes.ledger.handovers.rows)[-1]


def table(seed: RegisterSeed) -> Table:
    return Table(fake_desk(seed))


HERS = involvement(NURSE, "c1", role="Nurse")


async def test_in_words_and_beyond_doubt_they_are_asked_at_once():
    one = table(register(HERS))
    assert "Mate has been asked" in await one.say("nurse", "hand over Robin Example to Mate")
    (card,) = await one.told("mate")
    assert "Take over C-c1?" in card
    assert "Robin" not in card
    assert [entry.action for entry in one.fakes.ledger.audit] == [Action.HANDOVER]


async def test_what_begins_today_is_asked_at_once_and_what_begins_later_can_wait():
    for words_of_day, kind in (("", "handover.today"), (" from tomorrow", "handover")):
        one = table(register(HERS))
        await one.say("nurse", f"hand over Robin Example to Mate{words_of_day}")
        (asked,) = [
            due.notice for due in await one.fakes.ledger.notices.due(NOW, 9) if due.notice.to == "mate"
        ]
        assert asked.kind == kind
        (card,) = await one.told("mate")
        assert "Take over C-c1?" in card


async def test_who_leads_a_case_is_asked_about_the_lead_first():
    one = table(register(HERS, lead="nurse"))
    assert "Hand over your work" in await one.say("nurse", "hand over Robin Example to Mate")
    assert not one.fakes.ledger.handovers.rows


async def test_of_a_child_i_do_not_work_with_nothing_is_said():
    one = table(register(HERS))
    known = await one.say("lead", "hand over Robin Example to Mate")
    assert known == await one.say("lead", "hand over Carla Nobody to Mate")
    assert "You are not recorded as working with that child" in known


async def test_a_colleague_nobody_knows_brings_the_form():
    one = table(register(HERS))
    for name in ("Zebedee Nonesuch", "Lead", "Doctor"):
        said = await one.say("nurse", f"hand over Robin Example to {name}")
        assert "I know nobody of that name" in said


async def test_a_first_day_that_is_over_is_refused_and_the_form_kept():
    one = table(register(HERS))
    said = await one.say("nurse", HandOver(ROBIN, to="mate", first_day="2026-11-01", sent=True))
    assert "cannot be in the past" in said
    late = await one.say("nurse", HandOver(ROBIN, to="mate", first_day="", sent=True))
    assert "Please give the day" in late


async def test_it_is_asked_of_one_at_a_time():
    one = table(register(HERS))
    await one.say("nurse", "hand over Robin Example to Mate")
    assert "Mate has been asked" in await one.say("nurse", "hand over Robin Example to Boss")
    assert len(one.fakes.ledger.handovers.rows) == 1


async def test_what_has_ended_meanwhile_cannot_be_taken_over_and_may_be_asked_anew_later():
    one = table(register(HERS))
    await one.say("nurse", "hand over Robin Example to Mate")
    first = one.handover
    await one.say("nurse", Leave(ROBIN, until=(TODAY - timedelta(days=1)).isoformat()))
    assert await one.told("mate") == []
    assert "nothing left to hand over" in await one.say("mate", AcceptHandover(first))
    assert one.fakes.ledger.handovers.rows[first].state is HandoverState.LAPSED


async def test_what_the_lead_may_not_see_the_lead_does_not_hear_of():
    secret = sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")
    for seed, giver, receiver, heard in (
        (register(HERS), "nurse", "Mate", 2),
        (register(HERS, agreements=()), "nurse", "Mate", 0),
        (register(secret), "doctor", "Second", 0),
    ):
        one = table(seed)
        await one.say(giver, f"hand over Robin Example to {receiver}")
        await one.say(receiver.lower(), AcceptHandover(one.handover))
        assert len(await one.told("lead")) == heard
        assert len(await one.told(giver)) == 1


async def test_a_sensitive_service_keeps_what_it_does():
    one = table(register(sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")))
    assert "I know nobody of that name" in await one.say("doctor", "hand over Robin Example to Mate")
    form = await one.say("doctor", HandOver(ROBIN, to="mate", first_day=TODAY.isoformat(), sent=True))
    assert "Please choose a colleague" in form


async def test_whoever_has_no_part_in_it_is_told_nothing():
    one = table(register(HERS))
    await one.say("nurse", "hand over Robin Example to Mate")
    for kind in ("handover", "handover.answer", "handover.reminder"):
        notice = Notice(PractitionerId("boss"), kind, one.handover)
        assert await tell(notice, one.fakes.desk, NOW) is None
    gone = Notice(PractitionerId("mate"), "handover", "made-up")
    assert await tell(gone, one.fakes.desk, NOW) is None
