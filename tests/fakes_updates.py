"""Updates, and how people want to hear of them, in memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cases.choices import Choice
from cases.model import CaseId, PractitionerId, Update, UpdateKind
from cases.ports_updates import Around, Item, Judged, Span
from cases.records import ChoiceRewrite, Notice
from tests.fakes import FakeLedger

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class FakeChoices:
    """Choices in a dictionary."""

    kept: dict[PractitionerId, Choice] = field(default_factory=dict)
    chosen: set[PractitionerId] = field(default_factory=set)
    again: Callable[[PractitionerId], None] = lambda _: None
    """Hears who has chosen otherwise."""

    async def of(self, practitioner: PractitionerId) -> Choice:
        return self.kept.get(practitioner, Choice(practitioner))

    async def made(self, practitioner: PractitionerId) -> Choice | None:
        return self.kept.get(practitioner) if practitioner in self.chosen else None

    def is_current(self, change: ChoiceRewrite) -> bool:
        return self.kept.get(change.before.id, Choice(change.before.id)) == change.before

    def rewrite(self, change: ChoiceRewrite) -> None:
        self.kept[change.after.id] = change.after
        if not change.muting:
            self.chosen.add(change.after.id)
            self.again(change.after.id)


class FakeUpdates:
    """The updates of a FakeLedger, and who is to be told of them."""

    def __init__(self, ledger: FakeLedger, choices: FakeChoices) -> None:
        self._ledger, self._choices = ledger, choices
        self.items: dict[tuple[str, PractitionerId], Item] = {}
        self.batches: dict[tuple[str, PractitionerId], str] = {}
        self.made: list[tuple[str, PractitionerId, datetime]] = []
        choices.again = self.again

    def again(self, practitioner: PractitionerId) -> None:
        """All that waits for somebody is due."""
        for key, one in self.items.items():
            if one.practitioner_id == practitioner and key not in self.batches:
                self.items[key] = replace(one, due_at=_LONG_AGO)

    async def of(self, ids: Sequence[str]) -> Sequence[Update]:
        return self._ordered(one for one in self._ledger.updates if one.id in ids)

    async def plan(self, items: Sequence[Item]) -> None:
        for item in items:
            self.items.setdefault((item.update_id, item.practitioner_id), item)

    async def due(self, now: datetime, most: int) -> Sequence[PractitionerId]:
        return sorted({one.practitioner_id for one in self._waiting(now)})[:most]

    async def waiting(self, practitioner: PractitionerId, now: datetime) -> Sequence[Update]:
        due = {one.update_id for one in self._waiting(now) if one.practitioner_id == practitioner}
        return self._ordered(one for one in self._ledger.updates if one.id in due)

    async def gather(self, practitioner: PractitionerId, now: datetime, batch: str, judged: Judged) -> int:
        if await self._choices.of(practitioner) != judged.choice:
            return 0
        free = {one for one, whose in self.items if whose == practitioner} - {
            one for one, whose in self.batches if whose == practitioner
        }
        for one in free & judged.later.keys():
            self.items[one, practitioner] = Item(one, practitioner, judged.later[one])
        for one in free.intersection(judged.dropped):
            del self.items[one, practitioner]
        mine = free.intersection(judged.told)
        if mine:
            self.batches.update({(one, practitioner): batch for one in mine})
            self.made.append((batch, practitioner, now))
            self._ledger.notices.add(Notice(practitioner, "updates", batch), now)
        return len(mine)

    async def in_batch(self, batch: str) -> Sequence[Update]:
        ids = {update for (update, _), into in self.batches.items() if into == batch}
        return self._ordered(one for one in self._ledger.updates if one.id in ids)

    async def in_case(self, case: CaseId, span: Span, circle: Around) -> Sequence[Update]:
        def belongs(one: Update) -> bool:
            away = one.kind is UpdateKind.AWAY and one.about_id in circle.people
            return one.case_id == case or one.child_id in circle.children or away

        held = (one for one in self._ledger.updates if span.begins <= one.at < span.ends)
        return self._ordered(one for one in held if belongs(one))

    async def gathered(self, practitioner: PractitionerId, since: datetime) -> int:
        return sum(whose == practitioner and at >= since for _, whose, at in self.made)

    def _waiting(self, now: datetime) -> Iterable[Item]:
        return (one for key, one in self.items.items() if key not in self.batches and one.due_at <= now)

    def _ordered(self, found: Iterable[Update]) -> Sequence[Update]:
        return sorted(found, key=lambda one: (one.at, one.id))
