"""Being put in touch where there is no broker, and where things end before an answer."""

from dataclasses import replace
from datetime import date, timedelta

from cases.commands import AskIntroduction, Command, Disclose, Join, MyIntroductions, PassIntroduction
from cases.introduction import Stage
from cases.model import (
    ConversationId,
    Disclosure,
    DisclosureLevel,
    PractitionerId,
    Purpose,
    Reason,
    ServiceId,
)
from cases.query import Query
from cases.records import EventKind
from dialogs.dispatch import dispatch
from dialogs.rounds_introduction import introductions
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import TODAY, agreement, child, involvement, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import words
from tests.property.registers import AGENCIES, PEOPLE, identity, seed_of

WHO = {one.id: one for one in PEOPLE}
C1 = Query(reference="C-c1")
ASK = AskIntroduction(C1, Reason(Purpose.CARE, "together"))
DOCTOR = sensitive(WHO["doctor"], DisclosureLevel.EXISTENCE, child="c1")
SEED = seed_of((child("c1"),), (involvement(WHO["me"], "c1"), DOCTOR), (agreement(*AGENCIES),))


def without_broker(*, manager: bool) -> RegisterSeed:
    manages = frozenset({ServiceId("clinic")}) if manager else frozenset()
    people = (replace(one, broker=False) for one in SEED.practitioners)
    return replace(
        SEED,
        practitioners=tuple(replace(one, manages=manages) if one.id == "manager" else one for one in people),
    )


async def say(fakes: FakeDesk, who: str, said: Command | str, numbers: list[int]) -> str:
    numbers.append(1)
    turn = Turn(
        identity(who), Room.PERSONAL, ConversationId("a:1"), f"t{len(numbers)}", fakes.clock.now(),
        said if isinstance(said, str) else "",
    )  # fmt: skip
    replies = await dispatch(turn, said, fakes.desk)
    assert replies
    return words(replies[0].card.content)


async def told(fakes: FakeDesk) -> dict[str, str]:
    """The latest that each has been told."""
    heard = {}
    for pending in await fakes.ledger.notices.due(fakes.clock.now(), 100):
        if card := await tell(pending.notice, fakes.desk, fakes.clock.now()):
            heard[str(pending.notice.to)] = words(card.content)
        await fakes.ledger.notices.done(pending.id)
    return heard


async def test_without_a_broker_the_manager_of_the_service_passes_it_on_and_the_asker_reads_the_same():
    answers = []
    for seed in (SEED, without_broker(manager=True), without_broker(manager=False)):
        fakes = fake_desk(seed)
        answers.append(await say(fakes, "me", ASK, []))
        answers.append(await say(fakes, "me", MyIntroductions(), [1]))
    assert answers[:2] == answers[2:4] == answers[4:]

    managed, numbers = fake_desk(without_broker(manager=True)), [1]
    await say(managed, "me", ASK, numbers)
    assert (await told(managed)).keys() == {"manager"}
    (request,) = await managed.desk.introductions.awaited()
    await say(managed, "manager", PassIntroduction(request.id, which=DOCTOR.id), numbers)
    assert "Somebody asks to be put in touch" in (await told(managed))["doctor"]

    nobody = fake_desk(without_broker(manager=False))
    await say(nobody, "me", ASK, [])
    assert (await told(nobody)).keys() == {"doctor"}


async def test_what_ends_before_an_answer_reads_like_a_decline():
    fakes, numbers = fake_desk(SEED), [1]
    await say(fakes, "me", ASK, numbers)
    await told(fakes)
    fakes.ledger.kept.rows[DOCTOR.id] = replace(DOCTOR, until=TODAY - timedelta(days=1))
    await introductions(fakes.desk, fakes.clock.now())
    await introductions(fakes.desk, fakes.clock.now())
    assert (await told(fakes))["me"].endswith("They would rather not be put in touch now.")
    assert await told(fakes) == {}
    (request,) = await fakes.desk.introductions.of(PractitionerId("me"))
    assert [one.stage for one in request.approaches] == [Stage.ENDED]


async def test_somebody_who_works_for_another_sensitive_service_reads_like_a_name_nobody_has():
    answers = [
        await say(fake_desk(SEED), "doctor", f"tell {name} that I work with C-c1", [])
        for name in ("helper nobody", "nobody nobody")
    ]
    assert answers[0] == answers[1]
    helper = replace(WHO["helper"], name="Hilda Helper")
    known = replace(
        SEED, practitioners=tuple(helper if one.id == "helper" else one for one in SEED.practitioners)
    )
    there = await say(fake_desk(known), "doctor", "tell Hilda Helper that I work with C-c1", [])
    gone = await say(fake_desk(SEED), "doctor", "tell Hilda Helper that I work with C-c1", [])
    assert there == gone


async def test_to_begin_again_asks_for_the_ground_and_discloses_nothing():
    held = Disclosure(DisclosureLevel.EXISTENCE, "consent")
    over = replace(DOCTOR, since=date(2026, 10, 1), until=TODAY - timedelta(days=1), disclosure=held)
    mine = replace(SEED, involvements=(involvement(WHO["nurse"], "c1"), over))
    fakes, numbers = fake_desk(mine), [1]
    reason = Reason(Purpose.CARE)
    form = await say(fakes, "doctor", Join(C1, reason=reason), numbers)
    assert "Working with this child" in form
    again = Join(C1, reason=reason, since=str(TODAY), role="Worker", sent=True)
    assert "on what ground" in await say(fakes, "doctor", replace(again, role="Helper"), numbers)
    done = await say(fakes, "doctor", replace(again, role="Helper", basis="significant_harm"), numbers)
    assert "Sensitive: others see nothing of this. Recorded on this ground: reasonable cause" in done
    (row,) = [one for one in fakes.ledger.kept.rows.values() if one.practitioner_id == "doctor"]
    assert (row.until, row.disclosure, row.recording_basis) == (None, Disclosure(), "significant_harm")
    (event,) = fakes.ledger.kept.events
    assert (event.kind, event.basis) == (EventKind.JOINED, "significant_harm")


async def test_a_manager_says_what_others_see_and_the_history_keeps_what_it_was():
    seed = without_broker(manager=True)
    fakes, numbers = fake_desk(seed), [1]
    form = await say(fakes, "manager", Disclose(C1), numbers)
    assert "For Doctor" in form
    done = await say(
        fakes, "manager", Disclose(C1, level="named", basis="legal_duty", named="me", sent=True), numbers
    )
    assert "1 person sees who you are" in done
    (event,) = fakes.ledger.kept.events
    assert (event.kind, event.detail, event.previous) == (EventKind.DISCLOSED, "named: me", "existence")
    assert "Somebody lets you know" in (await told(fakes))["me"]
    await say(fakes, "manager", Disclose(C1, level="none", sent=True), numbers)
    assert fakes.ledger.kept.events[-1].kind is EventKind.DISCLOSURE_WITHDRAWN
