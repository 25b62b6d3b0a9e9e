"""Takes on practitioners from the directory, and says on the command line what came of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.reading import COMMAND_LINE
from cases.enrolling import Newcomer, Plan, Stand, Wish, enrol
from cases.model import Identity
from cases.ports import Clock, Ledger
from cases.ports_directory import Directory, Entry
from cases.ports_entries import Entries
from cases.records import Action, AuditEntry, Effects, NewPractitioner, Outcome, OutdatedError

_AT_ONCE = 50

Asking = Callable[[Directory], Awaitable[Sequence[Entry]]]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One tenant's directory and the register it fills. ``user`` runs this on the command line."""

    tenant: str
    directory: Directory
    entries: Entries
    ledger: Ledger
    clock: Clock
    user: str

    async def from_group(self, group: str, wish: Wish) -> Plan:
        """What comes of the people of a group. Raises TenantError; NotThereError without such a group."""
        return await self._plan(await self.directory.members(group), wish)

    async def of_people(self, objects: Sequence[str], wish: Wish) -> Plan:
        """What comes of the people with these object ids. Raises TenantError."""
        asked = list(dict.fromkeys(Identity(self.tenant, one) for one in objects))
        found = await self.directory.entries(asked)
        plan = await self._plan(found, wish)
        there = {one.identity for one in found}
        plan.others += [(Stand.UNKNOWN, one, "", None) for one in asked if one not in there]
        plan.absent = []
        return plan

    async def write(self, plan: Plan, wish: Wish, source: str) -> int:
        """Take on whoever is new; how many. Whoever was taken on meanwhile by somebody else is left so."""
        count = 0
        for start in range(0, len(plan.new), _AT_ONCE):
            some = plan.new[start : start + _AT_ONCE]
            try:
                count += await self._commit(some, wish, source)
            except OutdatedError:
                count += sum([await self._alone(one, wish, source) for one in some])
        return count

    async def _plan(self, found: Sequence[Entry], wish: Wish) -> Plan:
        known = await self.entries.known([one.identity for one in found])
        at_service = await self.entries.of_service(wish.service_id, self.tenant)
        return enrol(found, known, at_service, wish, lambda: uuid4().hex)

    async def _alone(self, one: Newcomer, wish: Wish, source: str) -> int:
        try:
            return await self._commit([one], wish, source)
        except OutdatedError:
            return 0

    async def _commit(self, some: Sequence[Newcomer], wish: Wish, source: str) -> int:
        now, by = self.clock.now(), Identity(COMMAND_LINE, self.user)
        audit = tuple(
            AuditEntry(
                at=now,
                identity=by,
                practitioner_id=None,
                action=Action.PRACTITIONER_ADD,
                outcome=Outcome.CHANGED,
                asked=f"practitioner {one.practitioner.id} to service {wish.service_id} from {source}",
            )
            for one in some
        )
        rewrites = tuple(NewPractitioner(one.practitioner, one.heard) for one in some)
        await self.ledger.commit(Effects(audit=audit, rewrites=rewrites), None)
        return len(some)


def as_words(plan: Plan, service: str, *, written: bool) -> str:
    """The outcome for a person: a count, then a line for each."""
    taken = "taken on" if written else "would be taken on"
    lines = [f"{len(plan.new)} {taken} by {service}; {len(plan.others)} others were named."]
    lines += [
        f"{Stand.NEW:20} {one.practitioner.name}, {one.practitioner.role or 'no role'}" for one in plan.new
    ]
    lines += [
        f"{stand:20} {name or identity.object_id}{f' ({whose})' if whose else ''}"
        for stand, identity, name, whose in plan.others
    ]
    if plan.absent:
        lines.append(
            "In the service and not in the group (they stay; `teamaround practitioner left ID` ends it):"
        )
        lines += [f"{'':20} {name} ({whose})" for whose, name in plan.absent]
    return "\n".join(lines)


def as_json(plan: Plan, wish: Wish, *, written: bool) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "service": wish.service_id,
        "written": written,
        "new": [
            {
                "practitioner": one.practitioner.id if written else None,
                "objectId": one.practitioner.identity.object_id if one.practitioner.identity else None,
                "name": one.practitioner.name,
                "role": one.practitioner.role,
            }
            for one in plan.new
        ],
        "others": [
            {"stand": stand, "objectId": identity.object_id, "name": name, "practitioner": whose}
            for stand, identity, name, whose in plan.others
        ],
        "notInGroup": [{"practitioner": whose, "name": name} for whose, name in plan.absent],
    }
