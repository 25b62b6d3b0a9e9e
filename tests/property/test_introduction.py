"""Being put in touch, whoever presses what in whatever order: no name too early, none lost, none doubled."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import msgspec
from hypothesis import event, given, settings
from hypothesis import strategies as st

from cases.commands import (
    AnswerIntroduction,
    AskIntroduction,
    Command,
    Disclose,
    IntroductionQueue,
    MyIntroductions,
    PassIntroduction,
    WithdrawIntroduction,
)
from cases.introduction import MOVES, Introduction, Reads, Stage, read_by_asker
from cases.model import ConversationId, DisclosureLevel, InvolvementId, Purpose, Reason
from cases.query import Query
from cases.records import Action, Notice
from cases.views import RequestView
from dialogs.dispatch import dispatch
from dialogs.introduction_reading import for_practitioner, waiting
from dialogs.rounds_introduction import introductions
from dialogs.tell import tell
from dialogs.turn import Desk, Room, Turn
from tests.builders import agreement, child, involvement, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.examples import examples
from tests.property.registers import AGENCIES, PEOPLE, identity, seed_of

WHO = {one.id: one for one in PEOPLE}
HIDDEN = {"doctor": (b"Doctor", b"doctor@", b"Clinic"), "helper": (b"helper@", b"Refuge")}
SEED = seed_of(
    (child("c1"),),
    (
        involvement(WHO["me"], "c1"),
        involvement(WHO["nurse"], "c1"),
        sensitive(WHO["doctor"], DisclosureLevel.EXISTENCE, child="c1"),
        sensitive(WHO["helper"], DisclosureLevel.EXISTENCE, child="c1"),
    ),
    (agreement(*AGENCIES),),
)
INVOLVEMENTS = {one: InvolvementId(f"{one}-c1") for one in HIDDEN}
C1 = Query(reference="C-c1")
STEPS = {Action.INTRODUCTION_ASK, Action.INTRODUCTION_PASS, Action.INTRODUCTION_ACCEPT,
         Action.INTRODUCTION_DECLINE, Action.INTRODUCTION_CONTACT, Action.INTRODUCTION_WITHDRAW,
         Action.INTRODUCTION_END}  # fmt: skip
ACTORS = ("me", "nurse", "officer", "manager", "broker", "doctor", "helper")
WHICH = st.sampled_from(["doctor-c1", "helper-c1", "doctor-c1,helper-c1", "", "nonsense"])
Press = tuple[str, str, int, str, str]
PRESSES = st.tuples(
    st.sampled_from(ACTORS),
    st.sampled_from(
        ["ask", "pass", "pass", "no", "accept", "decline", "contact", "withdraw", "queue", "mine", "hide"]
    ),
    st.integers(0, 3),
    WHICH,
    st.sampled_from(["consent", "because", ""]),
)
LIKELY = st.one_of(
    st.tuples(st.just("broker"), st.just("pass"), st.integers(0, 1), WHICH, st.just("")),
    *(
        st.tuples(
            st.just(who),
            st.sampled_from(["accept", "accept", "decline", "contact"]),
            st.integers(0, 1),
            st.just(f"{who}-c1"),
            st.just("consent"),
        )
        for who in HIDDEN
    ),
    st.tuples(st.sampled_from(["me", "nurse"]), st.just("ask"), st.just(0), st.just(""), st.just("")),
)
DAYS = st.integers(0, 3)


@dataclass
class Talk:
    """Everybody at once; what each of them got is checked as it comes."""

    fakes: FakeDesk
    told: list[Notice] = field(default_factory=list)
    numbers: count = field(default_factory=count)  # type: ignore[type-arg]

    @property
    def desk(self) -> Desk:
        return self.fakes.desk

    @property
    def requests(self) -> dict[str, Introduction]:
        return self.desk.introductions.rows  # type: ignore[attr-defined,no-any-return]

    async def press(self, press: Press) -> None:
        who, what, number, which, words = press
        ids = sorted(self.requests)
        one = ids[number % len(ids)] if ids else "nothing"
        command = _command(what, one, which, words)
        before, entries = dict(self.requests), len(self.fakes.ledger.audit)
        turn = Turn(
            identity(who), Room.PERSONAL, ConversationId("a:1"), str(next(self.numbers)),
            self.fakes.clock.now(),
        )  # fmt: skip
        for reply in await dispatch(turn, command, self.desk) or ():
            self.check(who, msgspec.json.encode((reply.card.summary, reply.card.content)))
        self.moved(before, entries)
        await self.hear()

    async def wait(self, days: int) -> None:
        self.fakes.clock.advance(timedelta(days=days))
        before, entries = dict(self.requests), len(self.fakes.ledger.audit)
        await introductions(self.desk, self.fakes.clock.now())
        self.moved(before, entries)
        await self.hear()

    async def hear(self) -> None:
        now = self.fakes.clock.now()
        for pending in await self.fakes.ledger.notices.due(now, 1000):
            self.told.append(pending.notice)
            card = await tell(pending.notice, self.desk, now)
            if card:
                self.check(pending.notice.to, msgspec.json.encode((card.summary, card.content)))
            await self.fakes.ledger.notices.done(pending.id)

    def check(self, who: str, got: bytes) -> None:
        """Only insiders, and those to whom the practitioner has chosen to give it, read a name."""
        hidden = {one: words for one, words in HIDDEN.items() if one != who and not self.chosen(one, who)}
        if who in ("broker", *HIDDEN):
            # Whoever asks says with it who they are, to the broker and to those who are asked.
            askers = {str(one.asker_id) for one in self.requests.values()}
            hidden = {one: words for one, words in hidden.items() if who != "broker" and one not in askers}
        for words in hidden.values():
            assert not [word for word in words if word in got], (who, got)

    def chosen(self, whose: str, by: str) -> bool:
        """Named to them by the practitioner who accepted, and not withdrawn since."""
        row = self.fakes.ledger.kept.rows[INVOLVEMENTS[whose]]
        accepted = any(
            one.asker_id == by and (there := one.approach(row.id)) and there.stage is Stage.ACCEPTED
            for one in self.requests.values()
        )
        return accepted and by in row.disclosure.named_to

    def moved(self, before: dict[str, Introduction], entries: int) -> None:
        """What moved moved as the table says, and is on the trail; nobody has two requests open."""
        assert before.keys() <= self.requests.keys(), "nothing is lost"
        for identifier, request in self.requests.items():
            old = before.get(identifier)
            pairs = zip(old.approaches, request.approaches, strict=True) if old else ()
            stages = {(was.stage, now.stage) for was, now in pairs if was.stage is not now.stage}
            allowed = {(start, end) for (start, _, _), end in MOVES.items()}
            assert stages <= allowed
            if stages or old is None:
                assert {entry.action for entry in self.fakes.ledger.audit[entries:]} & STEPS
        whose = Counter(request.asker_id for request in self.requests.values() if request.open)
        assert not whose or max(whose.values()) == 1

    async def nothing_is_lost(self) -> None:
        """Whoever waits stands before somebody, and whatever was decided has been told once."""
        now = self.fakes.clock.now()
        await introductions(self.desk, now)
        await self.hear()
        viewers = {who: await self.desk.register.viewer(identity(who), now) for who in ACTORS}
        assert viewers["broker"]
        queue: tuple[RequestView, ...] = await waiting(viewers["broker"], now, self.desk)
        for request in self.requests.values():
            for one in request.open:
                if one.stage is Stage.ASKED:
                    assert request.id in {view.introduction for view in queue}
                    continue
                viewer = viewers[one.practitioner_id]
                assert viewer
                assert await for_practitioner(viewer, request, one.involvement_id, now, self.desk)
        outcomes = Counter(notice.subject for notice in self.told if notice.kind == "introduction.outcome")
        assert not outcomes or max(outcomes.values()) == 1
        for request in self.requests.values():
            if read_by_asker(request) is Reads.DECLINED:
                assert outcomes[request.id] == 1
            for one in request.approaches:
                positive = one.stage in (Stage.ACCEPTED, Stage.CONTACT)
                assert outcomes[f"{request.id}/{one.involvement_id}"] == positive


def _command(what: str, one: str, which: str, words: str) -> Command:
    asked: dict[str, Command] = {
        "ask": AskIntroduction(C1, Reason(Purpose.CARE, words)),
        "pass": PassIntroduction(one, which=which),
        "no": PassIntroduction(one, no=True, why=words),
        "withdraw": WithdrawIntroduction(one),
        "queue": IntroductionQueue(one),
        "mine": MyIntroductions(),
        "hide": Disclose(C1, level="none" if words else "existence", basis="consent", sent=True),
    }
    return asked.get(what) or AnswerIntroduction(one, which, what, words, words)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.one_of(PRESSES, LIKELY, LIKELY, DAYS), min_size=4, max_size=25))
def test_no_name_too_early_nothing_lost_and_nothing_doubled(presses: list[Press | int]):
    async def run() -> Talk:
        talk = Talk(fake_desk(SEED))
        await talk.press(("me", "ask", 0, "", ""))
        for press in presses:
            await (talk.wait(press) if isinstance(press, int) else talk.press(press))
        await talk.nothing_is_lost()
        return talk

    talk = asyncio.run(run())
    for request in talk.requests.values():
        for one in request.approaches:
            event(str(one.stage))
