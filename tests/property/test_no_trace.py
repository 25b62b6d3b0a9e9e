"""What may not be seen leaves no trace: every byte of every answer in a conversation stays the same."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cards.buttons import decode
from cases.channel_plan import wanted
from cases.commands import Command, JudgeLink, SeenUpdates, SetAway, ShowProfile, WhoHasSeen
from cases.model import (
    Absence,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Level,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.policy import channel_members
from cases.profile import USUAL, Profile
from dialogs.case_cards import channel_card, summary_card
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Audience, Reply, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.desk import Present, fake_desk, with_channels
from tests.examples import examples
from tests.fakes_casework import FakeCasework
from tests.local_teams import walk
from tests.property.registers import (
    FAMILY,
    GIVEN,
    MISSPELT,
    Unseen,
    identity,
    registers,
    unseen_histories,
    unseen_relatives,
    unseen_things,
    with_unseen,
)
from tests.property.tasks import events_of, tasks_of

VIEWERS = ("me", "nurse", "doctor", "officer", "manager", "somebody else")
PLACES = (("a:1", Room.PERSONAL), ("19:case", Room.CHANNEL), ("19:chat", Room.GROUP))


def belonging(seed: RegisterSeed) -> Present:
    """Those who belong in the case's channel."""
    case = seed.cases[0]
    return Present(frozenset(identity(one) for one in channel_members(case, seed.involvements, TODAY)))


class Conversation:
    """One person talks, presses every button they are offered, and everything they can get is kept."""

    def __init__(self, seed: RegisterSeed, viewer: str, place: tuple[str, Room], present: Present) -> None:
        fakes = with_channels(fake_desk(seed, present))
        self._ledger, self._desk = fakes.ledger, fakes.desk
        self._case = seed.cases[0]
        self._ledger.tasks.rows.update(tasks_of(seed))
        self._ledger.tasks.happened.extend(events_of(seed))
        self._numbers = count()
        self._viewer = viewer
        self._place, self._room = ConversationId(place[0]), place[1]
        self.got: list[bytes] = []

    async def ready(self) -> None:
        """The channel of the case is ready, and everybody is in it who is to be there."""
        case, work = self._case, self._desk.casework
        if case.conversation_id is None or case.lead_id is None or not isinstance(work, FakeCasework):
            return
        work.orders[case.id] = ChannelOrder(case.id, ChannelForm.PRIVATE, case.lead_id, NOW)
        work.records[case.id] = ChannelRecord(
            case.id, ChannelStage.OPEN, "team", case.conversation_id, case.reference, NOW
        )
        file = await work.case_file(case.id, TODAY)
        for one, who in wanted(file, TODAY).people.items() if file else ():
            work.seats[case.id, one] = Seat(case.id, one, SeatStage.IN, NOW, who)

    async def say(self, said: str | Command, presses: int) -> None:
        for reply in await self._dispatch(self._viewer, said):
            self.got.append(msgspec.json.encode((str(reply.to), reply.card.summary, reply.card.content)))
            filled = {
                one["id"]: (one["type"] != "Input.Toggle" and one.get("value")) or _typed(one)
                for one in walk(reply.card.content)
                if "label" in one
            }
            for action in walk(reply.card.content):
                if presses and action.get("type") == "Action.Execute" and action.get("verb") != "help":
                    inputs = {} if action.get("associatedInputs") == "none" else filled
                    await self.say(decode(action["verb"], {**action["data"], **inputs}), presses - 1)

    async def overhear(self, speaker: str, said: str) -> None:
        """Somebody else asks in the room; only what the room gets is kept."""
        for reply in await self._dispatch(speaker, said):
            if reply.to is Audience.ROOM and self._room is not Room.PERSONAL:
                self.got.append(msgspec.json.encode((reply.card.summary, reply.card.content)))

    async def hear(self) -> None:
        """What this person is told in the background of what everybody did."""
        for notice in await self._ledger.notices.due(NOW, 1000):
            if notice.notice.to == self._viewer:
                card = await tell(notice.notice, self._desk, NOW)
                self.got.append(msgspec.json.encode((card.summary, card.content)) if card else b"")
        file = await self._desk.casework.case_file(self._case.id, TODAY)
        if file and any(seat.identity == identity(self._viewer) for seat in file.seats):
            for made in (channel_card, summary_card):
                posted = await made(self._case.id, self._desk, NOW)
                self.got.append(msgspec.json.encode((posted.summary, posted.content)) if posted else b"")
        self.got = [one for one in self.got if one]

    async def _dispatch(self, speaker: str, said: str | Command) -> tuple[Reply, ...]:
        asked = said if isinstance(said, str) else ""
        turn = Turn(identity(speaker), self._room, self._place, str(next(self._numbers)), NOW, asked)
        # In the service an id tells nothing; here it is not to tell how many were made in the turns before.
        numbers = count()
        desk = replace(self._desk, fresh_id=lambda: f"fresh-{turn.once}.{next(numbers)}-")
        return await dispatch(turn, said, desk) or ()


def _typed(field: Mapping[str, Any]) -> str:
    """What somebody puts into an input that holds nothing yet."""
    choices = field.get("choices")
    if field["type"] == "Input.Toggle":
        return "true"
    if choices:
        return str(choices[0]["value"])
    return "" if field["type"] == "Input.Date" else "Somebody new"


def _unnumbered(got: list[bytes]) -> list[bytes]:
    """The same, each fresh id by its place among those seen: in the service an id tells no more."""
    seen: dict[bytes, bytes] = {}

    def number(found: re.Match[bytes]) -> bytes:
        return seen.setdefault(found[0], b"id %d" % len(seen))

    return [_FRESH.sub(number, one) for one in got]


_FRESH = re.compile(rb"fresh-\d+\.\d+-")
CHANGES = (
    "I've started working with {}",
    "I've started working with {} on 1 October as key worker",
    "I've stopped working with {}",
    "I've stopped working with {} on 1 October",
    "I'm now the key worker for {}",
    "I saw {} yesterday",
    "I saw {}",
    "I'm still working with {}",
    "add nurse to {}",
    "add stranger to {}",
    "add doctor to {} as counsellor",
    "hand over {} to manager",
    "hand over {} to stranger from tomorrow",
    "hand over {} from nurse to manager",
    "hand over {} from doctor to stranger",
    "hand over {}",
    "tell nurse nobody that I work with {}",
    "tell stranger hidden that I work with {}",
    "disclose that we are involved with {}",
    "withdraw what I disclosed about {}",
    "ask to be put in touch about {}",
    "close the case for {}",
    "re-open the case for {}",
    "give {} a new reference",
    "who is in the channel of {}",
    "mute the case for {}",
    "open a case for {}",
    "open a case for {} and her siblings",
    "open a channel for {}",
    "ask Nurse to call tomorrow for {}",
    "ask Stranger to call for {}",
    "task for me about {}",
    "new task for {}: call in 10 working days",
)
UPKEEP = ("what is due?", "Nurse has left", "Doctor has left", "Stranger has left")
SAID_OF = st.sampled_from(
    [
        *GIVEN,
        *MISSPELT,
        "Robin Example",
        "Ash Examplewood",
        "C-1001",
        "C-1002",
        "lumo-tavi",
        "reso-kima",
        "this child",
    ]
)
TEXTS = st.one_of(
    st.builds(str.format, st.sampled_from(CHANGES), SAID_OF),
    st.builds("Who is working with {} {}?".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.builds("{} {} born 2014".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.builds("{} born {}".format, st.sampled_from(MISSPELT), st.sampled_from(["2014", "2 March 2014"])),
    st.builds("{} in {}".format, st.sampled_from(MISSPELT), st.sampled_from(["Millbrook", "Elsewhere"])),
    st.sampled_from([*GIVEN, "Example", "C-1001", "C-1002", "lumo-tavi"]),
    st.just("who is working with this child?"),
    st.builds("show me {}'s network as a picture".format, SAID_OF),
    st.builds("timeline of {} as a chart".format, SAID_OF),
    st.builds("who has looked at {}?".format, st.sampled_from(["this child", "C-1001", "C-1002", *GIVEN])),
    st.sampled_from(UPKEEP),
    st.sampled_from(["my requests", "queue"]),
    st.builds("what has {} looked at?".format, st.sampled_from(["me", "Doctor", "Nurse"])),
    st.builds("decisions not to share about {}".format, st.sampled_from(["C-1001", "lumo-tavi", *GIVEN])),
    st.just("overrides"),
    st.sampled_from(
        ["my cases", "close the case", "re-open reso-kima", "close lumo-tavi", "re-open sira-pomo"]
    ),
    st.sampled_from(["calendar link", "revoke my calendar link"]),
    st.sampled_from(["my week", "week of lumo-tavi", "access review"]),
    st.sampled_from(["my updates", "mute lumo-tavi", "unmute reso-kima", "mute this case", "what is muted?"]),
    st.builds(SeenUpdates, st.sampled_from(["batch", "nothing"])),
    st.builds(WhoHasSeen, st.sampled_from(["update", "nothing"])),
    st.just("my digest"),
    st.sampled_from(["my duplicates", "merges"]),
    st.builds(JudgeLink, st.just("link"), st.sampled_from(["same", "different"])),
)
OF_PEOPLE = st.one_of(
    st.builds(
        "profile of {}".format, st.sampled_from(["Nurse", "Doctor", "Officer", "Stranger", "Nobody", "Me"])
    ),
    st.builds("how do I reach {}?".format, st.sampled_from(["Helper", "Manager", "Stranger"])),
    st.builds(
        SetAway,
        st.sampled_from(["", "Nurse", "Stranger", "Nobody", "Doctor"]),
        away_until=st.sampled_from(["", "2026-12-24", "2026-11-01"]),
    ),
    st.builds(ShowProfile, practitioner_id=st.sampled_from(["nurse", "stranger", "double-nurse", "nobody"])),
    st.sampled_from(["my profile", "edit my profile", "I don't work Fridays", "I'm back", "I speak Polish"]),
    TEXTS,
)
FAMILIES = st.one_of(
    st.builds(
        "Who is working with {} {} and her siblings?".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)
    ),
    st.sampled_from(
        ["the family of C-1001", "C-1002's siblings", "the Example family", "family of lumo-tavi"]
    ),
    st.just("who is working with this family?"),
)
TIMELINES = st.one_of(
    st.builds("timeline of {}".format, SAID_OF),
    st.builds("what has happened with {} since {}?".format, SAID_OF, st.sampled_from(["June", "30 October"])),
    st.builds("timeline of {} as a chart".format, SAID_OF),
    st.builds("timeline of {} since {} as a chart".format, SAID_OF, st.sampled_from(["June", "yesterday"])),
    st.builds("history of {} until {}".format, SAID_OF, st.sampled_from(["yesterday", "today"])),
    st.just("this child's timeline"),
)


SPEAKERS = st.sampled_from(["myself", "doctor", "broker", "nurse"])
Said = list[tuple[str, str | Command]]


def talks(texts: st.SearchStrategy[Any]) -> st.SearchStrategy[Said]:
    return st.lists(st.tuples(SPEAKERS, texts), min_size=1, max_size=4)


def assert_unnoticed(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
) -> None:
    async def everything_got(register: RegisterSeed) -> list[bytes]:
        talk = Conversation(register, viewer, place, belonging(seed))
        await talk.ready()
        for speaker, text in said:
            if speaker in ("myself", viewer):
                await talk.say(text, presses=2)
            else:
                await talk.overhear(speaker, text)
        await talk.hear()
        return _unnumbered(talk.got)

    async def both() -> tuple[list[bytes], list[bytes]]:
        return await everything_got(seed), await everything_got(with_unseen(seed, thing))

    before, after = asyncio.run(both())
    event(thing.what)
    event("a circle was shown" if any(b"Since " in one for one in before) else "none was shown")
    largest = max((one.count(b'"size":"Medium"') for one in before), default=0)
    event("a timeline was shown" if any(b"What has happened" in one for one in before) else "no timeline")
    event(
        "a case was opened" if any(b"Making the channel" in one for one in before) else "no case was opened"
    )
    event(f"a family of {largest} was shown" if largest else "no family was shown")
    assert before == after


@settings(max_examples=examples(400), deadline=None)
@given(
    registers(),
    unseen_things,
    st.sampled_from(VIEWERS),
    st.sampled_from(PLACES),
    talks(st.one_of(TEXTS, FAMILIES, TIMELINES)),
)
def test_nobody_can_tell_that_something_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    # The nurse works with that child and may know so by reference; the manager may once she has left.
    theirs = viewer in ("nurse", "manager") and "shielded" in thing.what
    assume(not (theirs and any(text in UPKEEP for _, text in said)))
    # The clinic's own line is no line to the doctor, so that a second one would be the first.
    assume(not (viewer == "doctor" and thing.what == "second existence line"))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(200), deadline=None)
@given(registers(), unseen_relatives, st.sampled_from(VIEWERS), st.sampled_from(PLACES), talks(FAMILIES))
def test_nobody_can_tell_that_a_relative_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(200), deadline=None)
@given(registers(), unseen_histories, st.sampled_from(VIEWERS), st.sampled_from(PLACES), talks(TIMELINES))
def test_nobody_can_tell_that_something_has_happened_that_they_may_not_see(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(300), deadline=None)
@given(
    registers(),
    unseen_things,
    st.sampled_from(VIEWERS),
    st.sampled_from(PLACES),
    talks(OF_PEOPLE),
)
def test_nobody_can_tell_from_a_profile_that_something_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(100), deadline=None)
@given(registers(), st.sampled_from(["me", "nurse", "doctor", "manager"]), talks(OF_PEOPLE))
def test_where_existence_is_shared_nobody_can_tell_when_somebody_works(
    seed: RegisterSeed, viewer: str, said: Said
):
    """The officer shares no agency with these viewers, and no open involvement is ever named further."""
    shared = tuple(replace(one, level=Level.EXISTENCE) for one in seed.agreements)
    silent = tuple(one for one in seed.profiles if one.practitioner_id != "officer")
    away = Profile(PractitionerId("officer"), USUAL, ("Polish",), Absence(TODAY))

    async def got(profiles: tuple[Profile, ...]) -> list[bytes]:
        register = replace(seed, agreements=shared, profiles=profiles)
        talk = Conversation(register, viewer, PLACES[0], belonging(seed))
        for _, text in [*said, ("", "profile of officer")]:
            await talk.say(text, presses=1)
        return talk.got

    assert asyncio.run(got(silent)) == asyncio.run(got((*silent, away)))
