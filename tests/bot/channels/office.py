"""The work on channels with a database, a Teams in memory and a clock that tests move; no engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from bot.channels.at import At
from bot.channels.cards import CaseCards
from bot.channels.posts import Look
from bot.channels.tend import Tending
from bot.channels.wiring import Office, tending
from bot.connector import AboutTo, GoneError
from bot.private import PrivateChats
from bot.settings import Settings
from bot.work.errors import AgainError
from bot.work.steps import Retry
from cards.card import Card
from cases.model import CaseId, CaseStatus, ChannelForm, ChannelOrder, Identity
from cases.records import CaseEvent, CaseEventKind, CaseRewrite, ChannelRewrite, Effects, Rewrite
from dialogs.turn import Channelling, Desk
from store.approaches import SqlApproaches
from store.casework_files import SqlCasework
from store.channel_book import SqlChannelBook
from store.contacts import SqlContacts
from store.database import Database
from store.ledger import SqlLedger
from store.posts import SqlPosts
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from tests import builders as make
from tests.bot.channels.slow import SlowChannels
from tests.desk import fake_desk
from tests.fakes import FakeClock

HOME = "tenant"
OWNER = Identity(HOME, "oid-owner")
CASE = CaseId("case")
NAMES = ("anna", "ben", "cy", "dee")
PEOPLE = {name: make.practitioner(name, "family-support") for name in (*NAMES, "eve")}
POLICE = make.practitioner("pol", "response", identity=Identity("elsewhere", "oid-pol"))
FAR = make.practitioner("far", "response", identity=Identity("far away", "oid-far"))
LONGEST = timedelta(hours=3)


def who(name: str) -> Identity:
    return Identity(HOME, f"oid-{name}")


def register(*involved: str) -> RegisterSeed:
    """A case of one child whose lead is Anna; these people work with the child."""
    everybody = {**PEOPLE, "pol": POLICE, "far": FAR}
    return RegisterSeed(
        agencies=(make.agency("council"), make.agency("police")),
        services=(make.service("family-support", "council"), make.service("response", "police")),
        practitioners=tuple(everybody.values()),
        children=(make.child("child"),),
        cases=(make.case(lead="anna"),),
        involvements=tuple(make.involvement(everybody[name]) for name in involved),
        agreements=(make.agreement("council", "police"),),
    )


@dataclass
class FakeConnector:
    """Messages by conversation, each with its versions."""

    sent: dict[tuple[str, str], list[Mapping[str, Any]]] = field(default_factory=dict)
    failing: list[Exception] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: count(1))

    def _call(self) -> None:
        if self.failing:
            raise self.failing.pop(0)

    async def send(
        self,
        url: str,  # noqa: ARG002
        conversation: str,
        activity: Mapping[str, Any],
        *,
        tenant: str = "",  # noqa: ARG002
        about_to: AboutTo | None = None,
    ) -> str:
        if about_to is not None:
            await about_to()
        self._call()
        made = f"message-{next(self._ids)}"
        self.sent[conversation, made] = [activity]
        return made

    async def update(
        self,
        url: str,  # noqa: ARG002
        conversation: str,
        activity_id: str,
        activity: Mapping[str, Any],
    ) -> None:
        self._call()
        if (conversation, activity_id) not in self.sent:
            raise GoneError("gone")
        self.sent[conversation, activity_id].append(activity)

    async def delete(self, url: str, conversation: str, activity_id: str) -> None:  # noqa: ARG002
        del self.sent[conversation, activity_id]

    async def create_personal(self, url: str, tenant: str, user: str, bot: str) -> str:  # noqa: ARG002
        return f"chat-{user}"

    def cards(self, marker: str) -> list[tuple[str, list[Mapping[str, Any]]]]:
        """Each message that is there with such a card: where, and all its versions."""
        return [(place, held) for (place, _), held in self.sent.items() if _marker(held[0]) == marker]

    def found(self, conversation: str, marker: str) -> str | None:
        return next(
            (
                made
                for (place, made), held in self.sent.items()
                if (place, _marker(held[0])) == (conversation, marker)
            ),
            None,
        )


def _marker(activity: Mapping[str, Any]) -> str:
    return activity["attachments"][0]["content"]["body"][0]["id"]


def card(marker: str, text: str) -> Card:
    return Card({"type": "AdaptiveCard", "body": [{"type": "TextBlock", "id": marker, "text": text}]}, "News")


async def channel_card(case: CaseId, desk: Desk, now) -> Card | None:
    file = await desk.casework.case_file(case, now.date())
    assert file.case.conversation_id, "nothing is posted before it has been seen who is in the channel"
    return card("case-card", f"{file.case.status} {sorted(seat.identity.object_id for seat in file.seats)}")


async def summary_card(case: CaseId, desk: Desk, now) -> Card | None:  # noqa: ARG001
    return card("summary-card", "closed")


async def progress_card(case: CaseId, desk: Desk, now) -> Card | None:
    file = await desk.casework.case_file(case, now.date())
    stage = file.record.stage if file.record else ""
    why = file.record.trouble if file.record else ""
    return card("progress-card", f"{stage} {len(file.seats)} {why}")


@dataclass
class Shop:
    """An office at work, and hands to change what it works on."""

    database: Database
    clock: FakeClock
    teams: SlowChannels
    connector: FakeConnector
    desk: Desk
    tending: Tending
    book: SqlChannelBook
    ledger: SqlLedger
    settings: Settings

    async def order(self, form: ChannelForm = ChannelForm.PRIVATE, **changes: Any) -> None:
        order = ChannelOrder(CASE, form, PEOPLE["anna"].id, self.clock.now(), **changes)
        await self.ledger.commit(Effects(rewrites=(ChannelRewrite(None, order),)), None)

    async def join(self, name: str) -> None:
        person = {**PEOPLE, "pol": POLICE, "far": FAR}[name]
        await self.ledger.commit(
            Effects(rewrites=(Rewrite(_CHILD, person.id, (), (make.involvement(person),)),)), None
        )

    async def leave(self, name: str, on: date) -> None:
        person = PEOPLE[name]
        before = make.involvement(person)
        after = replace(before, until=on)
        await self.ledger.commit(Effects(rewrites=(Rewrite(_CHILD, person.id, (before,), (after,)),)), None)

    async def change(self, **changes: Any) -> None:
        file = await self.file()
        events = ()
        if changes.get("status") is CaseStatus.CLOSED:
            closed = CaseEventKind.CLOSED
            events = (CaseEvent(uuid4().hex, self.clock.now(), closed, CASE, None, self.clock.now().date()),)
        rewrite = CaseRewrite(file.case, replace(file.case, **changes))
        await self.ledger.commit(Effects(rewrites=(rewrite,), case_events=events), None)

    async def file(self):
        return await self.desk.casework.case_file(CASE, self.clock.now().date())

    async def tend(self, work: str = "", memory: dict[str, Any] | None = None) -> int:
        """Do a whole piece of work, moving the clock where it waits; how many steps it took."""
        work, memory = work or uuid4().hex, memory or {}
        end = self.clock.now() + LONGEST
        for steps in count(1):
            came = await self.step(work, memory)
            if came["done"]:
                return steps
            memory = came["seen"]
            assert self.clock.now() < end, came
        raise AssertionError

    async def step(self, work: str, memory: dict[str, Any], *, case: CaseId = CASE) -> dict[str, Any]:
        """One step, tried again as the engine would."""
        for attempt in range(22):
            try:
                came = await self.tending.step(case, work, memory)
            except AgainError as again:
                self.clock.advance(timedelta(seconds=max(again.after, Retry().pause(attempt + 1))))
                continue
            self.wait(came)
            return came
        raise AssertionError

    def wait(self, came: dict[str, Any]) -> None:
        if came["until"]:
            self.clock.advance(max(timedelta(), _moment(came["until"]) - self.clock.now()))

    def channels(self) -> list[Any]:
        return [one for team in self.teams.teams.values() for one in team.channels.values()]

    def inside(self) -> set[str]:
        """The object ids of the members of the one channel."""
        (only,) = self.channels()
        return {one.object_id.removeprefix("oid-") for one in only.people} - {"owner"}


_CHILD = make.child().id


def _moment(written: str):
    return datetime.fromisoformat(written)


async def open_shop(
    database: Database, clock: FakeClock, *involved: str, teams: SlowChannels | None = None, **settings: Any
) -> Shop:
    """An office over a register in which these people work with the child."""
    await seed(database, register(*involved))
    return shop(database, clock, teams, **settings)


def shop(
    database: Database,
    clock: FakeClock,
    teams: SlowChannels | None = None,
    connector: FakeConnector | None = None,
    **settings: Any,
) -> Shop:
    """A process at work on that database: what it keeps in memory is new."""
    people = {who(name): False for name in (*NAMES, "eve", "owner")} | {POLICE.identity: False}
    teams = teams or SlowChannels(HOME, people, clock.now)
    connector = connector or FakeConnector()
    ledger, book = SqlLedger(database, clock), SqlChannelBook(database)
    desk = replace(
        fake_desk(register()).desk,
        casework=SqlCasework(database),
        ledger=ledger,
        register=SqlRegister(database),
        approaches=SqlApproaches(database),
    )

    async def channels() -> SlowChannels:
        return teams

    def look(at: At) -> Look:
        async def find(marker: str) -> str | None:
            return connector.found(at.channel, marker)

        return find

    own = Settings(_env_file=None, public_host="teamaround.example", **settings)
    office = Office(
        desk=desk,
        clock=clock,
        book=book,
        posts=SqlPosts(database),
        connector=connector,
        chats=PrivateChats(connector, SqlContacts(database), "28:bot", "https://home.example/"),
        service_url=lambda _: "https://home.example/",
        channels=channels,
        cards=CaseCards(channel_card, summary_card, progress_card),
        look=look,
    )
    work = tending(office, own, Channelling(HOME, OWNER))
    return Shop(database, clock, teams, connector, desk, work, book, ledger, own)
