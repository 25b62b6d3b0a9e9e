"""How people want to hear of updates, in memory."""

from dataclasses import dataclass, field

from cases.choices import Choice
from cases.model import PractitionerId
from cases.records import ChoiceRewrite


@dataclass
class FakeChoices:
    """Choices in a dictionary."""

    kept: dict[PractitionerId, Choice] = field(default_factory=dict)

    async def of(self, practitioner: PractitionerId) -> Choice:
        return self.kept.get(practitioner, Choice(practitioner))

    def is_current(self, change: ChoiceRewrite) -> bool:
        return self.kept.get(change.before.id, Choice(change.before.id)) == change.before

    def rewrite(self, change: ChoiceRewrite) -> None:
        self.kept[change.after.id] = change.after
