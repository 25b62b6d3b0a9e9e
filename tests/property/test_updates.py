"""Updates leave no trace of what may not be seen: not in a card, nor in who hears, nor in when."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cases.channel_plan import wanted
from cases.choices import Choice, Pace
from cases.model import (
    Absence,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    InvolvementId,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.records import (
    Action,
    AuditEntry,
    CaseEvent,
    CaseEventKind,
    Effects,
    Event,
    EventKind,
    Outcome,
    ProfileRewrite,
)
from cases.updates import overdue
from dialogs.rounds_updates import gather_updates
from dialogs.tell import tell
from dialogs.updates_channel import channel_updates
from dialogs.updates_plan import plan_updates
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.desk import FakeDesk, fake_desk, with_channels
from tests.examples import examples
from tests.fakes_casework import FakeCasework
from tests.fakes_updates import FakeChoices, FakeUpdates
from tests.property.registers import (
    PEOPLE,
    STRANGER,
    Unseen,
    identity,
    registers,
    unseen_histories,
    unseen_things,
    with_unseen,
)
from tests.property.tasks import tasks_of

VIEWERS = ("me", "nurse", "doctor", "officer", "manager")
KINDS = (EventKind.JOINED, EventKind.LEFT, EventKind.CONFIRMED, EventKind.CONTACT)
LATER = NOW + timedelta(hours=2)
Acts = list[tuple[EventKind, int]]


class Borough:
    """A register in which the same things happen, and more where there are more people."""

    def __init__(self, seed: RegisterSeed, viewer: str, pace: Pace) -> None:
        self.fakes: FakeDesk = with_channels(fake_desk(seed))
        self.seed, self.viewer, self.desk = seed, PractitionerId(viewer), self.fakes.desk
        self.fakes.ledger.tasks.rows.update(tasks_of(seed))
        if isinstance(self.desk.choices, FakeChoices):
            self.desk.choices.kept[self.viewer] = Choice(self.viewer, pace, budget=2)

    async def ready(self) -> None:
        """The channel of the case is open, and everybody is in it who is to be there."""
        case, work = self.seed.cases[0], self.desk.casework
        if case.conversation_id is None or case.lead_id is None or not isinstance(work, FakeCasework):
            return
        work.orders[case.id] = ChannelOrder(case.id, ChannelForm.PRIVATE, case.lead_id, NOW)
        work.records[case.id] = ChannelRecord(case.id, ChannelStage.OPEN, "team", case.conversation_id)
        file = await work.case_file(case.id, TODAY)
        for one, who in wanted(file, TODAY).people.items() if file else ():
            work.seats[case.id, one] = Seat(case.id, one, SeatStage.IN, NOW, who)

    async def live(self, acts: Acts, known: frozenset[InvolvementId]) -> None:
        """Those who are in every such register do as they are told; whoever is added does everything."""
        mine = [one for one in self.seed.involvements if one.id in known]
        others = [one for one in self.seed.involvements if one.id not in known]
        told = [
            (kind, mine[number % len(mine)], PractitionerId("nurse") if number % 3 == 0 else None)
            for kind, number in acts
        ]
        told[1:1] = [(kind, one, None) for one in others for kind in KINDS]
        for number, (kind, row, actor) in enumerate(told):
            happened = Event(
                f"{kind}-{number}", NOW, kind, row.child_id, row.id, row.practitioner_id,
                actor or row.practitioner_id, TODAY,
            )  # fmt: skip
            await self._commit(Effects(events=(happened,)))
        for who in PEOPLE + ((STRANGER,) if STRANGER in self.seed.practitioners else ()):
            before = await self.desk.profiles.of(who.id)
            after = replace(before, absence=Absence(TODAY + timedelta(days=1)))
            said = AuditEntry(NOW, identity(who.id), who.id, Action.PRACTITIONER_CHANGE, Outcome.CHANGED)
            await self._commit(Effects(audit=(said,), rewrites=(ProfileRewrite(before, after),)))
        for case in self.seed.cases:
            changed = CaseEvent(
                f"lead-{case.id}", NOW, CaseEventKind.LEAD_CHANGED, case.id, None, TODAY, case.lead_id
            )
            await self._commit(Effects(case_events=(changed,)))
        late = tuple(overdue(one, NOW) for one in self.fakes.ledger.tasks.rows.values())
        await self._commit(Effects(updates=late))

    async def _commit(self, effects: Effects) -> None:
        await self.desk.ledger.commit(effects, None)

    async def got(self) -> list[bytes]:
        """When the viewer is to hear of something, every card, and what their channel shows."""
        await plan_updates([one.id for one in self.fakes.ledger.updates], self.desk, NOW)
        assert isinstance(self.desk.updates, FakeUpdates)
        planned = sorted(
            (one.due_at, one.update_id)
            for one in self.desk.updates.items.values()
            if one.practitioner_id == self.viewer
        )
        found = [repr([due for due, _ in planned]).encode()]
        await gather_updates(self.desk, LATER)
        for pending in await self.fakes.ledger.notices.due(LATER, 1000):
            if pending.notice.to == self.viewer and pending.notice.kind == "updates":
                card = await tell(pending.notice, self.desk, LATER)
                found.append(msgspec.json.encode((card.summary, card.content)) if card else b"")
        file = await self.desk.casework.case_file(self.seed.cases[0].id, TODAY)
        if file and any(seat.identity == identity(self.viewer) for seat in file.seats):
            posted = (await channel_updates(file.case.id, NOW, self.desk, LATER)).card
            found.append(msgspec.json.encode((posted.summary, posted.content)) if posted else b"")
        return found


@settings(max_examples=examples(150), deadline=None)
@given(
    registers(),
    st.one_of(unseen_things, unseen_histories),
    st.sampled_from(VIEWERS),
    st.sampled_from(Pace),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), max_size=8),
)
def test_nobody_can_tell_from_updates_that_something_they_may_not_see_is_there(
    seed: RegisterSeed, thing: Unseen, viewer: str, pace: Pace, acts: Acts
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assume(not (viewer == "nurse" and "shielded" in thing.what))
    known = frozenset(one.id for one in seed.involvements)

    async def everything_got(register: RegisterSeed) -> list[bytes]:
        borough = Borough(register, viewer, pace)
        await borough.ready()
        await borough.live(acts, known)
        return await borough.got()

    async def both() -> tuple[list[bytes], list[bytes]]:
        return await everything_got(seed), await everything_got(with_unseen(seed, thing))

    before, after = asyncio.run(both())
    event("something was told" if any(b"What is new" in one for one in before) else "nothing was told")
    event("a channel was told" if any(b"What is new in" in one for one in before) else "no channel")
    assert before == after
