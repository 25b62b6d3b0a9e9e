"""What is done next for a channel: the table in docs/architecture.md, and that it always ends well."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from cases.channel_plan import moves, wanted
from cases.model import (
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    Colleague,
    ConversationId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseFile
from cases.tending import is_due, next_step
from cases.tending_steps import (
    ALL_SEEN,
    Act,
    AddBot,
    AddMember,
    AddTab,
    Archive,
    Confirm,
    Did,
    Done,
    FindTeam,
    Forget,
    MakeChannel,
    PostCard,
    PostSummary,
    Remove,
    Rename,
    Rest,
    Seen,
    Unarchive,
    Verify,
    key_of,
)
from tests import builders as make
from tests.docs.tables import table

NOW, TODAY = make.NOW, make.TODAY
PEOPLE = {name: make.practitioner(name, "help") for name in ("anna", "ben", "cy", "dee")}
CASE = make.case(lead="anna")
ORDER = ChannelOrder(CASE.id, ChannelForm.PRIVATE, PEOPLE["anna"].id, NOW)
CHANNEL = ConversationId("19:channel")
RECORD = ChannelRecord(CASE.id, ChannelStage.OPEN, "team", CHANNEL, "lumo-tavi", NOW)
LEAD = Colleague(PEOPLE["anna"], make.service("help", "council"), make.agency("council"))


def seat(name: str, stage: SeatStage = SeatStage.IN, **changes) -> Seat:
    return replace(Seat(CASE.id, PEOPLE[name].identity, stage, NOW, PEOPLE[name].id), **changes)


def case_file(*involved: str, seats: tuple[Seat, ...] = (), **changes) -> CaseFile:
    circle = tuple(make.member(PEOPLE[name], "council") for name in involved)
    return replace(CaseFile(CASE, circle, LEAD, order=ORDER, record=RECORD, seats=seats), **changes)


ANNA = (seat("anna"),)
OPENING = replace(RECORD, stage=ChannelStage.OPENING)
CLOSED = replace(CASE, status=CaseStatus.CLOSED)
BOT = Seen(frozenset({Did.BOT, Did.TAB}))
STATES: dict[str, tuple[CaseFile, Seen]] = {
    "nobody asked for a channel": (case_file(order=None), Seen()),
    "no team yet": (case_file(record=None), Seen()),
    "a team, no channel": (case_file(record=replace(OPENING, channel_id=None)), Seen()),
    "a channel, the bot not seen in it": (case_file(record=OPENING), Seen()),
    "the bot in it": (case_file(record=OPENING), Seen(frozenset({Did.BOT}))),
    "somebody is missing": (case_file(record=OPENING), BOT),
    "everybody in it": (case_file(record=OPENING, seats=ANNA), BOT),
    "somebody has to wait, everybody else is in it": (
        case_file("ben", record=OPENING, seats=ANNA),
        BOT.later("oid-ben", NOW + timedelta(minutes=1)),
    ),
    "a stranger is leaving": (
        case_file(record=OPENING, seats=(*ANNA, seat("dee", SeatStage.LEAVING))),
        BOT.later("oid-dee", NOW + timedelta(minutes=1)),
    ),
    "open, the card not looked at": (case_file(seats=ANNA), Seen()),
    "open, somebody new": (case_file("ben", seats=ANNA), Seen()),
    "open, somebody who does not belong any more": (case_file(seats=(*ANNA, seat("ben"))), Seen()),
    "open, somebody was taken out": (
        case_file(seats=(*ANNA, seat("ben", SeatStage.LEAVING))),
        Seen(),
    ),
    "open, somebody not let in today": (
        case_file("ben", seats=(*ANNA, seat("ben", SeatStage.REFUSED))),
        ALL_SEEN,
    ),
    "open, somebody not let in on an earlier day": (
        case_file("ben", seats=(*ANNA, seat("ben", SeatStage.REFUSED, at=NOW - timedelta(days=1)))),
        ALL_SEEN,
    ),
    "open, somebody not let in who does not belong any more": (
        case_file(seats=(*ANNA, seat("ben", SeatStage.REFUSED))),
        ALL_SEEN,
    ),
    "open, another reference": (
        case_file(seats=ANNA, case=replace(CASE, reference="bado-kilu")),
        ALL_SEEN,
    ),
    "open, everything as it should be": (case_file(seats=ANNA), ALL_SEEN),
    "the case closed, the card not looked at": (case_file(seats=ANNA, case=CLOSED), Seen()),
    "the case closed, no summary yet": (case_file(seats=ANNA, case=CLOSED), Seen(frozenset({Did.CARD}))),
    "the case closed, all said": (case_file(seats=ANNA, case=CLOSED), ALL_SEEN),
    "the case closed before its channel was open": (
        case_file(seats=ANNA, case=CLOSED, record=OPENING),
        Seen(),
    ),
    "the case closed before it had a channel": (case_file(case=CLOSED, record=None), Seen()),
    "the case closed while its channel was being made": (
        case_file(case=CLOSED, record=replace(OPENING, channel_id=None)),
        Seen(),
    ),
    "closed while somebody was being let in who does not belong any more": (
        case_file(seats=ANNA, case=CLOSED),
        ALL_SEEN.expecting([(PEOPLE["ben"].identity, PEOPLE["ben"].id)]),
    ),
    "open, somebody was being let in who does not belong any more": (
        case_file(seats=ANNA),
        ALL_SEEN.expecting([(PEOPLE["ben"].identity, PEOPLE["ben"].id)]),
    ),
    "archived": (
        case_file(seats=ANNA, case=CLOSED, record=replace(RECORD, stage=ChannelStage.ARCHIVED)),
        Seen(),
    ),
    "archived, somebody does not belong any more": (
        case_file(
            seats=(*ANNA, seat("ben")), case=CLOSED, record=replace(RECORD, stage=ChannelStage.ARCHIVED)
        ),
        Seen(),
    ),
    "archived, the case open again": (
        case_file(seats=ANNA, record=replace(RECORD, stage=ChannelStage.ARCHIVED)),
        Seen(),
    ),
    "open again while it was being archived": (
        case_file(seats=ANNA),
        ALL_SEEN.noting("archive", "intended"),
    ),
    "closed again while it was being brought back": (
        case_file(seats=ANNA, case=CLOSED, record=replace(RECORD, stage=ChannelStage.ARCHIVED)),
        ALL_SEEN.noting("unarchive", "operation"),
    ),
    "the channel lost": (case_file(record=replace(RECORD, stage=ChannelStage.LOST)), Seen()),
}
NAMES = {
    FindTeam: "find or make a team",
    MakeChannel: "make the channel, or find it",
    AddBot: "add the bot",
    AddTab: "add the tab",
    AddMember: "add them",
    Remove: "remove them",
    Confirm: "ask whether they still have access",
    Forget: "forget them",
    Verify: "look who is in it; if nobody else, it is open",
    PostCard: "bring the case card up to date",
    Rename: "rename it",
    PostSummary: "post the summary",
    Archive: "archive it",
    Unarchive: "bring it back, as one that is opening",
    Rest: "wait",
    Done: "nothing",
}


def test_the_page_says_what_is_done_next_in_each_state():
    written = {row[0]: row[1] for row in table("docs/architecture.md", "tending")}
    assert written == {
        state: NAMES[type(next_step(file, TODAY, NOW, seen))] for state, (file, seen) in STATES.items()
    }


def test_pauses_double_up_to_half_a_minute():
    seen, pauses = Seen(), []
    for _ in range(7):
        seen = seen.again("it", NOW)
        pauses.append((seen.until["it"] - NOW).total_seconds())
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_a_day_makes_due_what_dates_have_changed():
    settled = case_file("ben", seats=(*ANNA, seat("ben")))
    assert not is_due(settled, TODAY, NOW)
    ended = make.member(PEOPLE["ben"], "council", make.involvement(PEOPLE["ben"], until=TODAY))
    on = TODAY + timedelta(days=1)
    assert is_due(replace(settled, circle=(ended,)), on, NOW)


class Ideal:
    """A tenant in which everything is done at once."""

    def __init__(self) -> None:
        self.channels = 0
        self.inside: set = set()

    def do(self, step: Act, file: CaseFile, seen: Seen) -> tuple[CaseFile, Seen]:  # noqa: C901, PLR0911, PLR0912
        record = file.record or ChannelRecord(CASE.id)
        match step:
            case FindTeam():
                return replace(file, record=replace(record, team_id="team")), seen
            case MakeChannel():
                self.channels += 1
                return replace(
                    file, record=replace(record, channel_id=CHANNEL, name=file.case.reference)
                ), seen
            case AddBot():
                return file, seen.having(Did.BOT)
            case AddTab():
                return file, seen.having(Did.TAB)
            case AddMember(person, who):
                self.inside.add(person)
                return _seated(file, Seat(CASE.id, person, SeatStage.IN, NOW, who)), seen
            case Remove(one):
                self.inside.discard(one.identity)
                return _seated(file, replace(one, stage=SeatStage.LEAVING)), seen
            case Confirm(one) | Forget(one):
                assert one.identity not in self.inside
                return _seated(file, replace(one, stage=SeatStage.OUT)), seen
            case Verify():
                meant = set(wanted(file, TODAY).people)
                assert self.inside <= meant, "a stranger would be seen, and be given a seat"
                return replace(file, record=replace(record, stage=ChannelStage.OPEN)), seen
            case Rename():
                return replace(file, record=replace(record, name=file.case.reference)), seen
            case PostCard():
                assert record.stage is ChannelStage.OPEN, "never a card before it was seen who is in it"
                assert not moves(file, TODAY).remove
                return file, seen.having(Did.CARD)
            case PostSummary():
                return file, seen.having(Did.SUMMARY)
            case Archive():
                return replace(file, record=replace(record, stage=ChannelStage.ARCHIVED)), seen
            case Unarchive():
                return replace(file, record=replace(record, stage=ChannelStage.OPENING)), seen


def _seated(file: CaseFile, one: Seat) -> CaseFile:
    rest = tuple(other for other in file.seats if other.identity != one.identity)
    return replace(file, seats=(*rest, one))


NAMED = some.frozensets(some.sampled_from(sorted(PEOPLE)))
LIVES = some.lists(some.tuples(NAMED, some.booleans(), NAMED, some.booleans()), min_size=1, max_size=4)


@given(lives=LIVES)
def test_whatever_happens_it_ends_with_exactly_the_right_people_in_one_channel(lives):
    tenant, file = Ideal(), case_file(record=None)
    for involved, is_open, left_out, shielded in lives:
        file = replace(
            file,
            case=replace(CASE, status=CaseStatus.OPEN if is_open else CaseStatus.CLOSED),
            circle=tuple(make.member(PEOPLE[name], "council") for name in sorted(involved)),
            order=replace(ORDER, left_out=frozenset(PEOPLE[name].id for name in left_out)),
            shielded=shielded,
        )
        file = _tended(tenant, file)
        assert tenant.channels <= 1
        if file.record is not None:
            assert tenant.inside == set(wanted(file, TODAY).people)
            wished = ChannelStage.OPEN if is_open else ChannelStage.ARCHIVED
            assert file.record.stage is wished


def _tended(tenant: Ideal, file: CaseFile) -> CaseFile:
    seen = Seen()
    for _ in range(60):
        step = next_step(file, TODAY, NOW, seen)
        if isinstance(step, Done):
            return file
        assert not isinstance(step, Rest)
        assert key_of(step)
        file, seen = tenant.do(step, file, seen)
    raise AssertionError("it does not end")
