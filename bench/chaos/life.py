"""What people do to cases meanwhile: opened, joined, left, closed and opened again, as turns do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from bench.chaos.zygote import CHAOS
from bot.demo_seed import to_register
from cases.local import local_day
from cases.model import (
    Case,
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChildId,
    Involvement,
    InvolvementId,
    Practitioner,
    PractitionerId,
    Visibility,
)
from cases.ports import Clock, Ledger
from cases.records import (
    AnyRewrite,
    CaseEvent,
    CaseEventKind,
    CaseOpening,
    CaseRewrite,
    ChannelRewrite,
    Effects,
    Notice,
    Rewrite,
)
from store.seed import RegisterSeed

_LONG_AGO = timedelta(days=30)


def register(world: Mapping[str, Any]) -> RegisterSeed:
    """The borough, and no case in it."""
    return replace(to_register(world), cases=(), case_events=())


@dataclass
class Life:
    """One child's case, and what becomes of it. Each change leaves a notice for its lead."""

    ledger: Ledger
    clock: Clock
    child: ChildId
    lead: Practitioner
    form: ChannelForm
    others: tuple[Practitioner, ...]
    numbers: Iterator[int]
    held: dict[PractitionerId, tuple[Involvement, ...]] = field(default_factory=dict)
    case: Case | None = None
    told: list[str] = field(default_factory=list)
    closings: int = 0
    _own: Iterator[int] = field(default_factory=count)

    @property
    def id(self) -> CaseId:
        """The case's id."""
        return CaseId(f"case-{self.child}")

    async def open(self) -> None:
        """The case is opened, and a channel asked for."""
        case = Case(self.id, f"chaos-{self.child}", (self.child,), self.lead.id)
        order = ChannelOrder(self.id, self.form, self.lead.id, self.clock.now())
        await self._commit(CaseOpening(None, case), ChannelRewrite(None, order), kind=CaseEventKind.OPENED)
        self.case = case

    async def close(self) -> None:
        """The case is closed."""
        await self._turned(CaseStatus.CLOSED, CaseEventKind.CLOSED)
        self.closings += 1

    async def reopen(self) -> None:
        """The case is opened again."""
        await self._turned(CaseStatus.OPEN, CaseEventKind.REOPENED)

    async def join(self, who: Practitioner) -> None:
        """Somebody works with the child from some time ago."""
        since = self._today() - _LONG_AGO
        one = InvolvementId(f"{self.child}-{who.id}-{next(self._own)}")
        made = Involvement(one, self.child, who.id, who.service_id, "Social worker", since)
        before = self.held.get(who.id, ())
        await self._commit(Rewrite(self.child, who.id, before, (made,)))
        self.held[who.id] = (*before, made)

    async def leave(self, who: Practitioner) -> None:
        """Somebody has worked with the child until yesterday."""
        before, end = self.held[who.id], self._today() - timedelta(days=1)
        changed = {one.id: replace(one, until=end) for one in before if one.current(self._today())}
        await self._commit(Rewrite(self.child, who.id, before, tuple(changed.values())))
        self.held[who.id] = tuple(changed.get(one.id, one) for one in before)

    async def hear(self) -> None:
        """The lead is told something, and nothing changes."""
        await self._commit()

    def works(self, who: Practitioner) -> bool:
        """Whether somebody works with the child today."""
        return any(one.current(self._today()) for one in self.held.get(who.id, ()))

    def _today(self) -> date:
        return local_day(self.clock.now())

    async def _turned(self, status: CaseStatus, kind: CaseEventKind) -> None:
        assert self.case is not None
        after = replace(self.case, status=status)
        opens = status is CaseStatus.OPEN
        await self._commit(
            CaseOpening(self.case, after) if opens else CaseRewrite(self.case, after), kind=kind
        )
        self.case = after

    async def _commit(self, *changes: AnyRewrite, kind: CaseEventKind | None = None) -> None:
        number, now = str(next(self.numbers)), self.clock.now()
        events = () if kind is None else (_event(f"chaos-{number}", now, kind, self.id, self.lead.id),)
        notice = Notice(self.lead.id, CHAOS, number)
        await self.ledger.commit(Effects(notices=(notice,), rewrites=changes, case_events=events), None)
        self.told.append(number)


def _event(one: str, at: datetime, kind: CaseEventKind, case: CaseId, lead: PractitionerId) -> CaseEvent:
    return CaseEvent(one, at, kind, case, lead, local_day(at), lead_id=lead)


def lives(seed: RegisterSeed, ledger: Ledger, clock: Clock, most: int, *forms: ChannelForm) -> list[Life]:
    """So many cases, of children about whom nothing is hidden; their leads and others are the council's."""
    council = [
        one
        for one in seed.practitioners
        if next(service for service in seed.services if service.id == one.service_id).agency_id == "council"
        and not (one.broker or one.governance_lead or one.administrator)
    ]
    hidden = {one.child_id for one in seed.involvements if one.visibility is not Visibility.OPEN}
    plain = [child.id for child in seed.children if not child.shielded and child.id not in hidden]
    numbers, made = count(1), []
    for place, child in enumerate(plain[:most]):
        lead, *others = council[place % len(council) :] + council[: place % len(council)]
        life = Life(ledger, clock, child, lead, forms[place % len(forms)], tuple(others[:4]), numbers)
        for one in seed.involvements:
            if one.child_id == child:
                life.held[one.practitioner_id] = (*life.held.get(one.practitioner_id, ()), one)
        made.append(life)
    return made
