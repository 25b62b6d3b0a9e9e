"""In-memory stand-ins for the ports. They pass the same contract tests as the real ones (tests/store)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.birth import fits
from cases.local import local_day
from cases.matching import (
    LEAST,
    Found,
    ask,
    child_keys,
    likelihood,
    probes,
    traits_of,
)
from cases.matching.nicknames import Forms
from cases.model import (
    Adult,
    Case,
    CaseStatus,
    Child,
    ChildFile,
    ChildId,
    Colleague,
    ConversationId,
    Grant,
    Identity,
    Involvement,
    InvolvementId,
    Member,
    Practitioner,
    PractitionerId,
    Relatives,
    Update,
    Viewer,
)
from cases.names import name_keys, normalise
from cases.policy import channel_members
from cases.ports_audit import Part, TrailEntry
from cases.ports_delivery import PersonalChat
from cases.query import Query
from cases.records import (
    AnyRewrite,
    AuditEntry,
    CaseEvent,
    CaseRewrite,
    Effects,
    Event,
    EventKind,
    GrantEnd,
    HandoverRewrite,
    NewApproach,
    NewReview,
    OutdatedError,
    ProfileRewrite,
    Rewrite,
    TaskRewrite,
    Work,
)
from cases.updates import updates_of, works_for
from store.seed import RegisterSeed
from tests.fakes_delivery import FakeNotices
from tests.fakes_handover import FakeHandovers
from tests.fakes_override import FakeApproaches, FakeGrantEnds, FakeReviews
from tests.fakes_profiles import FakeProfiles
from tests.fakes_tasks import FakeTasks


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


class FakeInvolvements:
    """The involvements of a seed and what a FakeLedger has made of them, shared by it and a FakeRegister."""

    def __init__(self, seed: RegisterSeed | None = None) -> None:
        self.rows: dict[InvolvementId, Involvement] = (
            {one.id: one for one in seed.involvements} if seed else {}
        )
        self.events: list[Event] = list(seed.events) if seed else []

    def held(self, practitioner: PractitionerId, children: Sequence[ChildId]) -> tuple[Involvement, ...]:
        return tuple(
            row
            for _, row in sorted(self.rows.items())
            if row.practitioner_id == practitioner and row.child_id in children
        )

    def is_current(self, change: Rewrite) -> bool:
        before = tuple(sorted(change.before, key=lambda row: row.id))
        return self.held(change.practitioner_id, [change.child_id]) == before

    def rewrite(self, change: Rewrite) -> None:
        self.rows.update({row.id: row for row in change.after})


class FakeCases:
    """The cases of a seed, as changed since."""

    def __init__(self, seed: RegisterSeed | None = None) -> None:
        self.rows = {case.id: case for case in seed.cases} if seed else {}
        self.events: list[CaseEvent] = list(seed.case_events) if seed else []

    def is_current(self, change: CaseRewrite) -> bool:
        now = self.rows.get(change.before.id)
        return (
            now is not None and changing(now) == changing(change.before) and not self.is_taken(change.after)
        )

    def rewrite(self, change: CaseRewrite) -> None:
        kept = self.rows[change.after.id].conversation_id
        self.rows[change.after.id] = replace(change.after, conversation_id=kept)

    def is_taken(self, case: Case) -> bool:
        return any(one.reference == case.reference and one.id != case.id for one in self.rows.values())


def changing(case: Case) -> tuple[object, ...]:
    """What turns may change of a case."""
    return (case.lead_id, case.status, case.kind, case.reference)


class FakeRegister:
    """A register that holds a seed, and the grants in a list that a FakeLedger may be adding to."""

    def __init__(
        self,
        seed: RegisterSeed,
        grants: Iterable[Grant] = (),
        kept: FakeInvolvements | None = None,
        cases: FakeCases | None = None,
        profiles: FakeProfiles | None = None,
    ) -> None:
        self._seed = seed
        self._profiles = profiles or FakeProfiles(seed)
        self._kept = kept or FakeInvolvements(seed)
        self._cases = cases or FakeCases(seed)
        self._grants = grants if isinstance(grants, list) else list(grants)
        self.people = {practitioner.id: practitioner for practitioner in seed.practitioners}
        self._services = {service.id: service for service in seed.services}
        self._agencies = {agency.id: agency for agency in seed.agencies}
        # Who turned out to be whom, and children as they were written since (tests/fakes_stewards.py).
        self.merged: dict[ChildId, ChildId] = {}
        self.rewritten: dict[ChildId, Child] = {}

    async def viewer(self, identity: Identity, now: datetime) -> Viewer | None:  # noqa: ARG002
        for practitioner in self.people.values():
            if practitioner.identity == identity and practitioner.active:
                return self._viewer(practitioner)
        return None

    async def files(
        self, children: Sequence[ChildId], viewer: PractitionerId, now: datetime
    ) -> Sequence[ChildFile]:
        known = {child.id: child for child in self._seed.children} | self.rewritten
        asked = dict.fromkeys(self.merged.get(child, child) for child in children)
        return tuple(self._file(known[child], viewer, now) for child in asked if child in known)

    async def colleague(self, practitioner: PractitionerId) -> Colleague | None:
        found = self.people.get(practitioner)
        if found is None:
            return None
        service = self._services[found.service_id]
        return Colleague(found, service, self._agencies[service.agency_id])

    async def grant(self, grant_id: str) -> Grant | None:
        return next((grant for grant in self._grants if grant.id == grant_id), None)

    async def same_look(self, grant_id: str) -> Sequence[Grant]:
        one = await self.grant(grant_id)
        if one is None:
            return ()
        look = (one.practitioner_id, one.given_at, one.reason)
        alike = (
            grant for grant in self._grants if (grant.practitioner_id, grant.given_at, grant.reason) == look
        )
        return tuple(sorted(alike, key=lambda grant: grant.id))

    async def relatives(self, children: Sequence[ChildId]) -> Relatives:
        asked, known = set(children), {child.id for child in self._seed.children}
        persons = {person.id: person for person in self._seed.persons}
        # As the store keeps them apart: an id that is a person's means the person.
        adults = [
            Adult(one.child_id, persons[one.other], one.kind)
            for one in self._seed.relationships
            if one.other in persons
        ]
        between = tuple(
            one
            for one in self._seed.relationships
            if one.other in known - persons.keys() and {one.child_id, one.other} & asked
        )
        homes = tuple(home for home in self._seed.households if home.children & asked)
        mine = {adult.person for adult in adults if adult.child_id in asked}
        around = asked | {child for home in homes for child in home.children}
        around |= {child for one in between for child in (one.child_id, ChildId(one.other))}
        around |= {adult.child_id for adult in adults if adult.person in mine}
        return Relatives(between, tuple(adult for adult in adults if adult.child_id in around), homes)

    async def held(self, practitioner: PractitionerId, children: Sequence[ChildId]) -> Sequence[Involvement]:
        return self._kept.held(practitioner, children)

    async def colleagues(self, name: str) -> Sequence[Colleague]:
        named = (one for one in self.people.values() if one.active and normalise(one.name))
        found = sorted(one.id for one in named if normalise(one.name) == normalise(name))
        return [colleague for one in found if (colleague := await self.colleague(one))]

    async def event(self, event_id: str) -> Event | None:
        return next((event for event in self._kept.events if event.id == event_id), None)

    def _viewer(self, practitioner: Practitioner) -> Viewer:
        agency = self._services[practitioner.service_id].agency_id
        party = (agreement for agreement in self._seed.agreements if agency in agreement.agencies)
        return Viewer(practitioner, agency, tuple(sorted(party, key=lambda agreement: agreement.id)))

    def _file(self, child: Child, viewer: PractitionerId, now: datetime) -> ChildFile:
        on = local_day(now)
        about = [
            case
            for case in self._cases.rows.values()
            if child.id in case.children and case.status is CaseStatus.OPEN
        ]
        live = (
            grant
            for grant in self._grants
            if (grant.practitioner_id, grant.child_id) == (viewer, child.id)
            and grant.given_at <= now < grant.expires_at
        )
        return ChildFile(
            child=child,
            circle=tuple(self.circle(child.id, on)),
            cases=tuple(sorted(about, key=lambda case: case.id)),
            channel=frozenset(member for case in about for member in self._channel(case, on)),
            grants=tuple(sorted(live, key=lambda grant: grant.id)),
        )

    def left_on(self, children: Sequence[ChildId], on: date) -> Iterable[InvolvementId]:
        """The involvements with them that were ended on that day, with that day."""
        for one in self._kept.events:
            ended = (one.kind, one.on, local_day(one.at)) == (EventKind.LEFT, on, on)
            if ended and one.child_id in children:
                yield one.involvement_id

    def circle(self, child: ChildId, on: date) -> Iterable[Member]:
        for _, involvement in sorted(self._kept.rows.items()):
            if involvement.child_id == child and involvement.current(on):
                service = self._services[involvement.service_id]
                practitioner = self.people[involvement.practitioner_id]
                agency, absence = self._agencies[service.agency_id], self._profiles.absence(practitioner.id)
                yield Member(involvement, practitioner, service, agency, absence)

    def _channel(self, case: Case, on: date) -> frozenset[PractitionerId]:
        involved = (i for i in self._kept.rows.values() if i.child_id in case.children)
        return channel_members(case, involved, on)


class FakeChildSearch:
    """Looks through every child of a seed."""

    _prior = 17.0

    def __init__(self, seed: RegisterSeed) -> None:
        self._seed = seed

    async def exactly(self, query: Query) -> Sequence[ChildId]:
        if not (query.name or query.nhs_number or query.upn or query.reference or query.conversation_id):
            return ()
        return tuple(child.id for child in self._seed.children if self._fits(child, query))

    async def find(self, query: Query) -> Sequence[Found]:
        exact, asked = await self.exactly(query), ask(query, Forms())
        if query.reference or query.conversation_id or asked.empty:
            return [*map(Found, exact)]
        looked_for = probes(asked).keys()
        near = (
            Found(child.id, exact=False, probability=likelihood(asked, traits, self._prior))
            for child in self._seed.children
            if child.id not in exact and looked_for & child_keys(traits := traits_of(child))
        )
        close = sorted((one for one in near if one.probability >= LEAST), key=lambda one: -one.probability)
        return [*map(Found, exact), *close]

    def _fits(self, child: Child, query: Query) -> bool:
        about = [case for case in self._seed.cases if child.id in case.children]
        channels = {case.conversation_id for case in about if case.status is CaseStatus.OPEN}
        return (
            (not query.name or _called(child, normalise(query.name)))
            and fits(child.birth, query.born)
            and (not query.nhs_number or child.nhs_number == query.nhs_number)
            and (not query.upn or child.upn == query.upn)
            and (not query.reference or query.reference in {child.reference, *(c.reference for c in about)})
            and (query.conversation_id is None or query.conversation_id in channels)
        )


def _called(child: Child, asked: str) -> bool:
    keys = {key for name in child.names for key in name_keys(name)}
    return asked in keys or (len(asked) > 1 and any(key.startswith(asked) for key in keys))


class FakeLedger:
    """Keeps what is committed in lists that tests may read."""

    def __init__(
        self,
        clock: FakeClock | None = None,
        notices: FakeNotices | None = None,
        kept: FakeInvolvements | None = None,
        cases: FakeCases | None = None,
        handovers: FakeHandovers | None = None,
        profiles: FakeProfiles | None = None,
        approaches: FakeApproaches | None = None,
        tasks: FakeTasks | None = None,
    ) -> None:
        self.tasks = tasks or FakeTasks()
        self.kept = kept or FakeInvolvements()
        self.cases = cases or FakeCases()
        self.handovers = handovers or FakeHandovers()
        self.profiles = profiles or FakeProfiles()
        self.approaches = approaches or FakeApproaches()
        self.audit: list[AuditEntry] = []
        self.grants: list[Grant] = []
        self.updates: list[Update] = []
        self.work: dict[str, Work] = {}
        self.keepers: dict[type[AnyRewrite], Any] = {
            Rewrite: self.kept,
            CaseRewrite: self.cases,
            HandoverRewrite: self.handovers,
            ProfileRewrite: self.profiles,
            GrantEnd: FakeGrantEnds(self.grants),
            NewApproach: self.approaches,
            NewReview: FakeReviews(self.approaches),
            TaskRewrite: self.tasks,
        }
        self.notices = notices or FakeNotices()
        self._clock = clock or FakeClock()
        self._seen: set[str] = set()

    async def commit(self, effects: Effects, once: str | None) -> bool:
        if once is not None and once in self._seen:
            return False
        if not all(self.keepers[type(change)].is_current(change) for change in effects.rewrites):
            raise OutdatedError
        for change in effects.rewrites:
            self.keepers[type(change)].rewrite(change)
        if once is not None:
            self._seen.add(once)
        self.kept.events.extend(effects.events)
        self.cases.events.extend(effects.case_events)
        self.tasks.happened.extend(effects.task_events)
        self.audit.extend(effects.audit)
        self.grants.extend(effects.grants)
        news = updates_of(effects)
        self.updates.extend(news)
        for work in (*effects.work, *works_for(news)):
            self.work.setdefault(work.key, work)
        for notice in effects.notices:
            now = self._clock.now()
            self.notices.add(notice, max(now, notice.not_before or now), now)
        return True

    async def release(self, once: str) -> None:
        self._seen.discard(once)


class FakeContacts:
    """Remembers chats in a dictionary."""

    def __init__(self, seed: RegisterSeed) -> None:
        self._identities = {practitioner.id: practitioner.identity for practitioner in seed.practitioners}
        self.chats: dict[Identity, PersonalChat] = {}

    async def remember(self, identity: Identity, conversation_id: ConversationId, service_url: str) -> None:
        self.chats[identity] = PersonalChat(identity, conversation_id, service_url)

    async def of(self, practitioner_id: PractitionerId) -> PersonalChat | None:
        identity = self._identities.get(practitioner_id)
        if identity is None:
            return None
        return self.chats.get(identity, PersonalChat(identity, ConversationId(""), ""))

    async def chat(self, identity: Identity) -> PersonalChat | None:
        return self.chats.get(identity)

    async def unreachable(self, identity: Identity, at: datetime) -> None:  # noqa: ARG002
        known = self.chats.get(identity, PersonalChat(identity, ConversationId(""), ""))
        self.chats[identity] = PersonalChat(
            identity, known.conversation_id, known.service_url, unreachable=True
        )


class FakeTrail:
    """Reads what a FakeLedger has written."""

    def __init__(self, seed: RegisterSeed, entries: list[AuditEntry]) -> None:
        self._seed = seed
        self._entries = entries

    async def about(self, child: ChildId, part: Part, most: int) -> Sequence[TrailEntry]:
        return self._newest(part, most, lambda entry: entry.child_id == child)

    async def by(self, practitioner: PractitionerId, part: Part, most: int) -> Sequence[TrailEntry]:
        return self._newest(part, most, lambda entry: entry.practitioner_id == practitioner)

    async def practitioners(self, called: str) -> Sequence[PractitionerId]:
        known = self._seed.practitioners
        exact = [one.id for one in known if one.id == called]
        name = normalise(called)
        return exact or sorted(one.id for one in known if name and normalise(one.name) == name)

    def _newest(self, part: Part, most: int, belongs: Callable[[AuditEntry], bool]) -> Sequence[TrailEntry]:
        found = [
            TrailEntry(
                number=number,
                at=entry.at,
                identity=entry.identity,
                practitioner_id=entry.practitioner_id,
                action=str(entry.action),
                outcome=str(entry.outcome),
                child_id=entry.child_id,
                basis=entry.basis,
                reason=entry.reason,
                asked=entry.asked,
                shown=entry.shown,
            )
            for number, entry in enumerate(self._entries, 1)
            if belongs(entry)
            and (part.below is None or number < part.below)
            and (part.since is None or entry.at >= part.since)
            and (part.before is None or entry.at < part.before)
            and part.outcome in ("", entry.outcome)
        ]
        return found[::-1][:most]
