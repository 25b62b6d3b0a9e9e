"""Digests, and what they rest on, in memory. They pass the real ones' contract tests (tests/store)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.digest import Kind
from cases.digest_facts import CaseFact, Facts, Held, OverrideFact, TaskFact, UnseenFact, WaitingFact
from cases.introduction import OPEN
from cases.model import (
    ApproachKind,
    Case,
    CaseStatus,
    ChildId,
    DisclosureLevel,
    Involvement,
    PractitionerId,
    SeatStage,
    ServiceId,
    TaskId,
    Visibility,
)
from cases.ports_digests import Manager
from cases.profile import Profile
from cases.records import CaseEventKind, DigestRow, DigestsMade
from cases.task import LIVE
from cases.updates_seen import TO_BE_SEEN
from store.seed import RegisterSeed
from tests.fakes import FakeLedger, FakeRegister
from tests.fakes_casework import FakeCasework
from tests.fakes_introductions import FakeIntroductions
from tests.fakes_updates import FakeChoices

Key = tuple[PractitionerId, str, str]


class FakeDigestRows:
    """The keeper that a FakeLedger writes to."""

    def __init__(self) -> None:
        self.kept: dict[Key, DigestRow] = {}

    def is_current(self, change: DigestsMade) -> bool:
        return not any(_key(row) in self.kept for row in change.rows)

    def rewrite(self, change: DigestsMade) -> None:
        self.kept |= {_key(row): row for row in change.rows}


def _key(row: DigestRow) -> Key:
    return row.practitioner_id, row.kind, row.period


@dataclass
class FakeDigests:
    """Reads what a FakeLedger keeps. ``unseen`` is who has not acknowledged which update."""

    seed: RegisterSeed
    ledger: FakeLedger
    register: FakeRegister
    casework: FakeCasework
    introductions: FakeIntroductions
    choices: FakeChoices
    rows: FakeDigestRows = field(default_factory=FakeDigestRows)
    unseen: set[tuple[str, PractitionerId]] = field(default_factory=set)

    async def zones(self) -> Sequence[str]:
        return sorted({(await self.choices.of(one)).zone for one in self._managers()})

    async def managers(self, zone: str, after: str, most: int) -> Sequence[Manager]:
        made = []
        for one in self._managers():
            choice, who = await self.choices.of(one), self.register.people[one]
            viewer = (
                await self.register.viewer(who.identity, self.ledger._clock.now()) if who.identity else None
            )
            if choice.zone == zone and one > after and viewer:
                profile = self.ledger.profiles.rows.get(one, Profile(one))
                made.append(Manager(viewer, choice, profile))
        return made[:most]

    async def facts(self, services: Collection[ServiceId], today: date, since: datetime) -> Facts:
        asked = set(services)
        if not asked:
            return Facts()
        return Facts(
            held=tuple(self._held(asked, today)),
            cases=tuple(self._cases(asked, today, since)),
            tasks=tuple(self._tasks(asked, today)),
            unseen=tuple(self._unseen(asked)),
            waiting=tuple(self._waiting(asked, today)),
            overrides=tuple(
                OverrideFact(one.id, one.practitioner_id, self._service(one.practitioner_id), one.at)
                for one in self.ledger.approaches.rows.values()
                if one.kind is ApproachKind.OVERRIDE
                and one.at > since
                and self._service(one.practitioner_id) in asked
            ),
            brokers=any(one.broker and one.active for one in self.register.people.values()),
        )

    async def latest(
        self, whose: Collection[PractitionerId], kind: Kind, before: str = ""
    ) -> Mapping[PractitionerId, DigestRow]:
        found: dict[PractitionerId, DigestRow] = {}
        for (who, of, period), row in sorted(self.rows.kept.items()):
            if who in whose and of == kind and (not before or period < before):
                found[who] = row
        return found

    async def one(self, whose: PractitionerId, kind: Kind, period: str) -> DigestRow | None:
        return self.rows.kept.get((whose, str(kind), period))

    def _managers(self) -> list[PractitionerId]:
        people = sorted(self.register.people.items())
        return [who for who, one in people if one.active and one.identity and one.manages]

    def _service(self, who: PractitionerId) -> ServiceId:
        return self.register.people[who].service_id

    def _protected(self, *children: ChildId) -> bool:
        return any(one.shielded for one in self.seed.children if one.id in children)

    def _current(self, today: date) -> Iterator[Involvement]:
        return (one for _, one in sorted(self.ledger.kept.rows.items()) if one.current(today))

    def _held(self, services: set[ServiceId], today: date) -> Iterator[Held]:
        agencies = {one.id: one for one in self.seed.agencies}
        allowed = {one.id: agencies[one.agency_id].confirm_after_days for one in self.seed.services}
        for one in self._current(today):
            if one.service_id in services and not self._protected(one.child_id):
                yield Held(
                    one.child_id,
                    one.practitioner_id,
                    one.service_id,
                    one.since,
                    one.until,
                    one.last_contact,
                    one.last_confirmed,
                    self.register.people[one.practitioner_id].active,
                    allowed[one.service_id],
                )

    def _cases(self, services: set[ServiceId], today: date, since: datetime) -> Iterator[CaseFact]:
        for case in self.ledger.cases.rows.values():
            at = {
                event.kind: event.at
                for event in sorted(self.ledger.cases.events, key=lambda event: event.at)
                if event.case_id == case.id and event.at > since
            }
            closed = case.status is CaseStatus.CLOSED
            if closed and CaseEventKind.CLOSED not in at:
                continue
            around = frozenset(self._around(case, today)) & services
            lead = self.register.people[case.lead_id] if case.lead_id else None
            if self._protected(*case.children) or not (around or (lead and lead.service_id in services)):
                continue
            yield CaseFact(
                case.id,
                around,
                case.lead_id,
                lead.service_id if lead else None,
                lead_gone=lead is not None and not lead.active,
                channel=case.conversation_id is not None,
                stranger=any(
                    seat.case_id == case.id and seat.stage is SeatStage.STRANGER
                    for seat in self.casework.seats.values()
                ),
                opened=at.get(CaseEventKind.OPENED),
                closed=at.get(CaseEventKind.CLOSED) if closed else None,
            )

    def _around(self, case: Case, today: date) -> set[ServiceId]:
        return {one.service_id for one in self._current(today) if one.child_id in case.children}

    def _tasks(self, services: set[ServiceId], today: date) -> Iterator[TaskFact]:
        of = {one.id: one.agency_id for one in self.seed.services}
        for one in self.ledger.tasks.rows.values():
            owner, asker = self._service(one.owner_id), self._service(one.asked_by)
            if owner not in services or one.state not in LIVE or one.due is None or one.due >= today:
                continue
            case = self.ledger.cases.rows[one.case_id]
            openly = {
                of[row.service_id]
                for row in self._current(today)
                if row.child_id in case.children
                and row.practitioner_id == one.asked_by
                and row.visibility is Visibility.OPEN
                and asker != owner
            }
            yield TaskFact(
                TaskId(one.id), case.id, one.owner_id, owner, one.asked_by, asker, one.due, frozenset(openly)
            )

    def _unseen(self, services: set[ServiceId]) -> Iterator[UnseenFact]:
        known = {one.id: one for one in self.ledger.updates}
        for update, who in sorted(self.unseen):
            one = known[update]
            if one.kind in TO_BE_SEEN and self._service(who) in services and self.register.people[who].active:
                about = self._service(one.about_id) if one.about_id else None
                yield UnseenFact(one.id, who, self._service(who), one.at, one.child_id, one.case_id, about)

    def _waiting(self, services: set[ServiceId], today: date) -> Iterator[WaitingFact]:
        for request in self.introductions.rows.values():
            for one in request.approaches:
                row = self.ledger.kept.rows.get(one.involvement_id)
                if one.stage not in OPEN or one.service_id not in services or row is None:
                    continue
                if row.current(today) and row.disclosure.level is not DisclosureLevel.NONE:
                    yield WaitingFact(
                        request.id, one.practitioner_id, one.service_id, row.child_id, one.stage, one.since
                    )
