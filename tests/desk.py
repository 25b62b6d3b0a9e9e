"""A desk for dialogs, with a fake behind every port."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from bot.bank_holidays import holiday_name, is_bank_holiday
from cases.model import ConversationId, Grant, Identity
from cases.records import (
    CaseOpening,
    ChannelRewrite,
    ChoiceRewrite,
    DigestsMade,
    IntroductionRewrite,
    SeenAgain,
    SeenBatch,
)
from dialogs.turn import Calendaring, Channelling, Desk
from store.seed import RegisterSeed
from tests.builders import NOW
from tests.fakes import (
    FakeCases,
    FakeChildSearch,
    FakeClock,
    FakeContacts,
    FakeInvolvements,
    FakeLedger,
    FakeRegister,
    FakeTrail,
)
from tests.fakes_casework import FakeCasework, FakeOpenings
from tests.fakes_digests import FakeDigests
from tests.fakes_handover import FakeHandovers
from tests.fakes_history import FakeHistories
from tests.fakes_introductions import FakeIntroductions
from tests.fakes_override import FakeApproaches
from tests.fakes_pictures import FakePictures
from tests.fakes_profiles import FakeProfiles
from tests.fakes_reach import FakeReach
from tests.fakes_reminders import fake_reminders
from tests.fakes_reviews import FakeReviews
from tests.fakes_seen import FakeSeens
from tests.fakes_stewards import FakeStewarding
from tests.fakes_typeahead import FakeOwnChildren
from tests.fakes_updates import FakeChoices, FakeUpdates
from tests.fakes_upkeep import fake_upkeep

CHANNELS = Channelling(home="tenant", owner=Identity("tenant", "oid-owner"))
"""Channels are made, in the tenant of tests.builders.practitioner."""


@dataclass
class Present:
    """A roster: who is in every conversation."""

    people: frozenset[Identity] = frozenset()

    async def members(self, conversation: ConversationId) -> frozenset[Identity]:  # noqa: ARG002
        return self.people


@dataclass(frozen=True)
class FakeDesk:
    """The desk, and what tests look into."""

    desk: Desk
    ledger: FakeLedger
    clock: FakeClock


def fake_desk(seed: RegisterSeed, roster: Present | None = None, grants: Iterable[Grant] = ()) -> FakeDesk:
    """Everything over one register, at tests.builders.NOW until the clock is moved."""
    kept, cases, clock = FakeInvolvements(seed), FakeCases(seed), FakeClock(NOW)
    handovers, profiles = FakeHandovers(seed), FakeProfiles(seed, kept.rows)
    approaches = FakeApproaches(seed)
    ledger = FakeLedger(
        clock, kept=kept, cases=cases, handovers=handovers, profiles=profiles, approaches=approaches
    )
    ledger.grants.extend(grants)
    introductions = FakeIntroductions(seed)
    ledger.keepers[IntroductionRewrite] = introductions
    numbers, tokens = count(), count()
    register = FakeRegister(seed, ledger.grants, kept, cases, profiles)
    casework = FakeCasework(seed, register, cases)
    choices = FakeChoices()
    ledger.keepers[ChoiceRewrite] = choices
    seens = FakeSeens()
    ledger.keepers |= {SeenBatch: seens.batches, SeenAgain: seens}
    ledger.keepers |= {CaseOpening: FakeOpenings(cases), ChannelRewrite: casework}
    reminders, calendars = fake_reminders(ledger, register)
    digests = FakeDigests(seed, ledger, register, casework, introductions, choices)
    ledger.keepers[DigestsMade] = digests.rows
    desk = Desk(
        register=register,
        search=FakeChildSearch(seed),
        ledger=ledger,
        roster=roster or Present(),
        grant_for=timedelta(hours=24),
        fresh_id=lambda: f"fresh-{next(numbers)}",
        trail=FakeTrail(seed, ledger.audit),
        upkeep=fake_upkeep(seed, ledger, register.people),
        handovers=handovers,
        histories=FakeHistories(seed, kept, cases),
        profiles=profiles,
        introductions=introductions,
        is_holiday=is_bank_holiday,
        holiday_name=holiday_name,
        approaches=approaches,
        overrides_a_day=3,
        casework=casework,
        tasks=ledger.tasks,
        reminders=reminders,
        calendars=calendars,
        choices=choices,
        reviews=FakeReviews(seed, ledger, choices, clock),
        updates=FakeUpdates(ledger, choices),
        seens=seens,
        digests=digests,
        reach=FakeReach(seed, FakeContacts(seed)),
        stewarding=FakeStewarding(seed, ledger, register, cases),
        own_children=FakeOwnChildren(seed, kept, cases, ledger.grants),
        calendaring=Calendaring(
            lambda: f"token-{next(tokens)}", lambda token: f"https://bot.example/calendar/{token}.ics"
        ),
        pictures=FakePictures(),
    )
    return FakeDesk(desk, ledger, clock)


def with_channels(fakes: FakeDesk, channels: Channelling = CHANNELS) -> FakeDesk:
    """The same, where cases get channels."""
    return replace(fakes, desk=replace(fakes.desk, channels=channels))
