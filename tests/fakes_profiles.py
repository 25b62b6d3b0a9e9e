"""An in-memory stand-in for profiles. It passes the same contract tests as the real one (tests/store)."""

from collections.abc import Mapping, Sequence
from datetime import date

from cases.model import Absence, ChildId, Involvement, InvolvementId, PractitionerId
from cases.profile import Profile
from cases.records import ProfileRewrite
from store.seed import RegisterSeed


class FakeProfiles:
    """The profiles of a seed, as changed since, and involvements that a FakeLedger may be changing."""

    def __init__(
        self, seed: RegisterSeed | None = None, held: Mapping[InvolvementId, Involvement] | None = None
    ) -> None:
        self.rows = {one.practitioner_id: one for one in seed.profiles} if seed else {}
        self.managers: dict[PractitionerId, PractitionerId] = {}
        self._held = {} if held is None else held

    async def of(self, practitioner: PractitionerId) -> Profile:
        return self._of(practitioner)

    async def manager(self, practitioner: PractitionerId) -> PractitionerId | None:
        return self.managers.get(practitioner)

    async def works_with(self, practitioner: PractitionerId, on: date) -> Sequence[ChildId]:
        mine = (row for row in self._held.values() if row.practitioner_id == practitioner)
        return sorted({row.child_id for row in mine if row.current(on)})

    def absence(self, practitioner: PractitionerId) -> Absence | None:
        return self._of(practitioner).absence

    def is_current(self, change: ProfileRewrite) -> bool:
        return self._of(change.before.id) == change.before

    def rewrite(self, change: ProfileRewrite) -> None:
        self.rows[change.after.id] = change.after

    def _of(self, practitioner: PractitionerId) -> Profile:
        return self.rows.get(practitioner) or Profile(practitioner)
