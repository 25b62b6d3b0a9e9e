"""A case with a channel in Teams, a checker that looks at it, and hands to do things in Teams."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.channels.check import Checker
from cases.channel_plan import moves, wanted
from cases.local import local_day
from cases.model import (
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseTeam
from cases.ports_channels import Channels, MemberPage, Membership, Role, TeamId
from cases.ports_tenant import Why
from cases.records import AuditEntry, Work
from dialogs.turn import Channelling
from store.seed import RegisterSeed
from tests import builders as make
from tests.bot.work.conftest import (
    engine_url,
    postgres_with_engine,
    url,
)
from tests.builders import NOW
from tests.desk import FakeDesk, fake_desk
from tests.fakes_casework import FakeCasework, FakeChannelBook
from tests.fakes_channels import FakeChannel, FakeChannels, FakeTeam, refused

FROM_THE_ENGINE = (engine_url, postgres_with_engine, url)
HOME, TEAM = "tenant", TeamId("team")
CASE = CaseId("case")
LONG_AGO = NOW - timedelta(days=3)
LAG = timedelta(minutes=15)
OWNER = Identity(HOME, "oid-owner")
LEAD, ME = make.practitioner("lead", "social"), make.practitioner("me", "nursing")
STRANGER, UNKNOWN = make.practitioner("stranger", "social"), Identity(HOME, "oid-unknown")
GOVERNANCE = make.practitioner("governance", "social", governance_lead=True)
SEED = RegisterSeed(
    agencies=(make.agency("council"), make.agency("health")),
    services=(make.service("social", "council"), make.service("nursing", "health")),
    practitioners=(LEAD, ME, STRANGER, GOVERNANCE),
    children=(make.child(),),
    cases=(make.case("child", lead="lead", channel="19:channel-1@thread.tacv2"),),
    involvements=(make.involvement(LEAD), make.involvement(ME)),
    agreements=(make.agreement("council", "health"),),
)


class Teams(FakeChannels):
    """Teams whose listings may show more than there is, or less; and that may not say who has access."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.also_listed: list[Membership] = []
        self.unlisted: set[Identity] = set()
        self.unpermitted = False

    async def members(self, team: TeamId, channel: ConversationId | None, page: str = "") -> MemberPage:
        shown = await super().members(team, channel, page)
        there = {one.identity for one in shown.members}
        more = (one for one in self.also_listed if one.identity not in there)
        rows = (one for one in (*shown.members, *more) if one.identity not in self.unlisted)
        return replace(shown, members=tuple(rows))

    async def has_access(self, team: TeamId, channel: ConversationId, person: Identity) -> bool:
        if self.unpermitted:
            raise refused(Why.NOT_PERMITTED)
        return await super().has_access(team, channel, person)


@dataclass
class Town:
    """Everything about one case's channel."""

    fake: FakeDesk
    book: FakeChannelBook
    casework: FakeCasework
    teams: Teams
    checker: Checker
    here: Channelling

    @property
    def channel(self) -> FakeChannel:
        return next(iter(self.teams.teams[TEAM].channels.values()))

    @property
    def record(self) -> ChannelRecord:
        return self.casework.records[CASE]

    def now(self):
        return self.fake.clock.now()

    def seat(self, who: Identity) -> Seat | None:
        return self.casework.seats.get((CASE, who))

    def told(self) -> list[tuple[str, str, str]]:
        return [
            (one.notice.to, one.notice.kind, one.notice.subject)
            for _, one in self.fake.ledger.notices.pending
        ]

    def audited(self) -> list[AuditEntry]:
        return list(self.fake.ledger.audit)

    def works(self, name: str) -> list[Work]:
        return [one for one in self.fake.ledger.work.values() if one.name == name]

    def close(self) -> None:
        """The case is closed."""
        rows = self.fake.ledger.cases.rows
        rows[CASE] = replace(rows[CASE], status=CaseStatus.CLOSED)

    async def check(self, **how: bool) -> None:
        await self.checker.check(CASE, self.now(), **how)

    async def check_twice(self) -> None:
        """The first look, and the second."""
        await self.check()
        await self.check(again=True)

    async def tend(self, channels: Channels | None = None) -> None:
        """What the work "tend" does about people, in short."""
        teams, now = channels or self.teams, self.now()
        file = await self.casework.case_file(CASE, local_day(now))
        todo, people = moves(file, local_day(now)), wanted(file, local_day(now)).people
        place = (TeamId(file.record.team_id), file.record.channel_id)
        for seat in todo.remove:
            await teams.remove_member(*place, seat.identity, seat.membership)
            await self.book.seat(replace(seat, stage=SeatStage.OUT, at=now))
        for who in todo.add:
            made = await teams.add_member(*place, who, Role.MEMBER)
            await self.book.seat(Seat(CASE, who, SeatStage.IN, now, people[who], made.id))


def town(*, alert_only: bool = False, form: ChannelForm = ChannelForm.PRIVATE) -> Town:
    """The case's channel three days after it was made, all as it should be."""
    fake = fake_desk(SEED)
    casework = fake.desk.casework
    assert isinstance(casework, FakeCasework)
    everybody = [OWNER, UNKNOWN, *(one.identity for one in SEED.practitioners)]
    teams = Teams(HOME, dict.fromkeys(everybody, False))
    place = FakeTeam(TEAM, "Cases", dict.fromkeys(everybody, Role.MEMBER) | {OWNER: Role.OWNER}, bot=True)
    teams.teams[TEAM] = place
    here = Channelling(HOME, OWNER, alert_only=alert_only)
    book = FakeChannelBook(casework, fake.ledger.cases)
    desk = replace(fake.desk, channels=here)
    made = Town(replace(fake, desk=desk), book, casework, teams, _checker(desk, here, book, teams), here)
    _open(made, form)
    return made


def _checker(desk, here, book, teams) -> Checker:
    async def channels() -> Channels:
        return teams

    return Checker(desk, here, book, channels)


def _open(made: Town, form: ChannelForm) -> None:
    people = {OWNER: Role.OWNER, LEAD.identity: Role.MEMBER, ME.identity: Role.MEMBER}
    kind = {"private": "private", "shared": "shared", "own_team": "standard"}[form]
    channel = FakeChannel("19:channel-1@thread.tacv2", "lumo-tavi", kind, people, bot=True)
    if form is ChannelForm.OWN_TEAM:
        made.teams.teams[TEAM].people = channel.people
    made.teams.teams[TEAM].channels[channel.id] = channel
    made.casework.orders[CASE] = ChannelOrder(CASE, form, LEAD.id, LONG_AGO)
    made.casework.records[CASE] = ChannelRecord(
        CASE, ChannelStage.OPEN, TEAM, channel.id, "lumo-tavi", LONG_AGO
    )
    made.book.kept = [CaseTeam(TEAM, "Cases", LONG_AGO, ready=True)]
    for one in (LEAD, ME):
        seat = Seat(CASE, one.identity, SeatStage.IN, LONG_AGO, one.id, f"{channel.id}|{one.id}")
        made.casework.seats[CASE, one.identity] = seat


@pytest.fixture
def here() -> Town:
    return town()
