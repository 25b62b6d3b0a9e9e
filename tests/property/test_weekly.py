"""A week and a month of access: two worlds that differ only in what the reader may not see read alike."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cards.card import Card
from cases.commands import AccessReview, Command
from cases.model import ChildId, ConversationId, DisclosureLevel, Identity, Practitioner, PractitionerId
from cases.records import Action, AuditEntry, Notice, Outcome
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, child, involvement, practitioner, sensitive
from tests.desk import fake_desk
from tests.examples import examples
from tests.property.registers import (
    CHILDREN,
    PEOPLE,
    Unseen,
    identity,
    registers,
    seed_of,
    unseen_histories,
    unseen_things,
    with_unseen,
)
from tests.property.tasks import events_of, tasks_of
from tests.property.test_no_trace import PLACES, VIEWERS, assert_unnoticed

WEEKS = st.sampled_from(
    ["my week", "week of lumo-tavi", "week of C-1001", "week of C-1002", "week of this case", "access review"]
)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@settings(max_examples=examples(60), deadline=None)
@given(
    registers(),
    st.one_of(unseen_things, unseen_histories),
    st.sampled_from(VIEWERS),
    st.sampled_from(PLACES),
    st.lists(st.tuples(st.just("myself"), WEEKS), min_size=1, max_size=3),
)
def test_nobody_can_tell_from_a_week_that_something_they_may_not_see_was_added(
    seed: RegisterSeed,
    thing: Unseen,
    viewer: str,
    place: tuple[str, Room],
    said: list[tuple[str, str | Command]],
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assume(not (viewer == "doctor" and thing.what == "second existence line"))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(60), deadline=None)
@given(registers(), st.one_of(unseen_things, unseen_histories), st.sampled_from(VIEWERS))
def test_nor_from_the_message_that_comes_on_monday(seed: RegisterSeed, thing: Unseen, viewer: str):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assume(not (viewer == "doctor" and thing.what == "second existence line"))

    async def told(register: RegisterSeed) -> Card | None:
        fakes = fake_desk(register)
        fakes.ledger.tasks.rows.update(tasks_of(register))
        fakes.ledger.tasks.happened.extend(events_of(register))
        fakes.clock.advance(MONDAY - NOW)
        return await tell(Notice(PractitionerId(viewer), "case.week", "2026-W48"), fakes.desk, MONDAY)

    before, after = asyncio.run(told(seed)), asyncio.run(told(with_unseen(seed, thing)))
    event("told" if before else "nothing to tell")
    assert before == after


HELEN = practitioner("helen", "front door", governance_lead=True)
OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)


@st.composite
def looks(draw: st.DrawFn, who: tuple[str, ...], children: tuple[str, ...] = CHILDREN) -> AuditEntry:
    name = draw(st.sampled_from(who))
    return AuditEntry(
        OCTOBER + timedelta(minutes=draw(st.integers(0, 44_639))),
        Identity("tenant", f"oid-{name}"),
        PractitionerId(name),
        draw(st.sampled_from([Action.CIRCLE_SEE, Action.TIMELINE_SEE, Action.TRAIL_READ])),
        draw(st.sampled_from([Outcome.SHOWN, Outcome.REFUSED, Outcome.NOT_FOUND])),
        ChildId(draw(st.sampled_from(children))),
        draw(st.sampled_from(["involved", "grant:care", "manager"])),
        draw(st.sampled_from(["", "care: because", "safeguarding"])),
    )


async def reviewed(seed: RegisterSeed, trail: list[AuditEntry], reader: Practitioner = HELEN) -> bytes:
    fakes = fake_desk(replace(seed, practitioners=(*seed.practitioners, reader)))
    fakes.ledger.audit.extend(sorted(trail, key=lambda one: one.at))
    turn = Turn(identity("helen"), Room.PERSONAL, ConversationId("a:1"), "1", NOW)
    replies: Any = await dispatch(turn, AccessReview("2026-10"), fakes.desk)
    return msgspec.json.encode([(one.card.summary, one.card.content) for one in replies])


@settings(max_examples=examples(60), deadline=None)
@given(
    registers(),
    st.lists(looks(("me", "broker", "nurse", "officer", "doctor")), max_size=12),
    st.lists(looks(("doctor", "helper")), min_size=1, max_size=6),
)
def test_looks_of_others_sensitive_services_leave_no_trace_in_a_month_of_access(
    seed: RegisterSeed, trail: list[AuditEntry], hidden: list[AuditEntry]
):
    assert asyncio.run(reviewed(seed, trail)) == asyncio.run(reviewed(seed, [*trail, *hidden]))


@settings(max_examples=examples(60), deadline=None)
@given(
    registers(),
    st.lists(looks(("me", "nurse", "officer", "manager", "doctor")), min_size=1, max_size=12),
    st.sampled_from(["doctor", "helper"]),
    st.sampled_from(CHILDREN),
)
def test_a_sensitive_involvement_leaves_no_trace_in_a_month_of_access(
    seed: RegisterSeed, trail: list[AuditEntry], who: str, whom: str
):
    whose = next(one for one in PEOPLE if one.id == who)
    hidden = replace(sensitive(whose, DisclosureLevel.NONE, child=whom), since=TODAY)
    more = replace(seed, involvements=(*seed.involvements, replace(hidden, id="the hidden one")))
    assert asyncio.run(reviewed(seed, trail)) == asyncio.run(reviewed(more, trail))


COUNSELLOR = practitioner("counsellor", "clinic")
OF_HEALTH = practitioner("helen", "nursing", governance_lead=True)
CLINIC = replace(
    seed_of(tuple(child(one) for one in CHILDREN), (involvement(COUNSELLOR, "c1"),)),
    practitioners=(COUNSELLOR,),
)
SWAPPED = dict(zip(CHILDREN, (*CHILDREN[1:], CHILDREN[0]), strict=True))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(looks(("counsellor",)), min_size=1, max_size=8))
def test_at_whom_ones_own_sensitive_service_looked_leaves_no_trace(trail: list[AuditEntry]):
    other = [replace(one, child_id=ChildId(SWAPPED[one.child_id or ""])) for one in trail]
    before = asyncio.run(reviewed(CLINIC, trail, OF_HEALTH))
    assert before == asyncio.run(reviewed(CLINIC, other, OF_HEALTH))
    event("told of" if b"Counsellor" in before else "not told of")
