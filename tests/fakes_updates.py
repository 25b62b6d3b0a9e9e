"""How people want to hear of updates, in memory."""

from dataclasses import dataclass, field

from cases.choices import Choice
from cases.model import PractitionerId
from cases.records import ChoiceRewrite


@dataclass
class FakeChoices:
    """Choices in a dictionary."""

    kept: dict[PractitionerId, Choice] = field(default_factory=dict)
    chosen: set[PractitionerId] = field(default_factory=set)

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
