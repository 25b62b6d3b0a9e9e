"""Brings practitioners in step with the directory from the command line, and says what that changes."""

from dataclasses import dataclass, field
from typing import Any

from bot.clock import SystemClock
from bot.entries import Change, Refresh
from bot.progress import Progress
from bot.reading import COMMAND_LINE
from bot.settings import Settings
from bot.tenant import LateTenant
from cases.entries import Listed, changes
from cases.model import Identity
from store.database import Database
from store.entries import SqlEntries
from store.ledger import SqlLedger
from store.roll import SqlRoll


@dataclass(slots=True)
class Refreshed:
    """What came of it."""

    dry_run: bool
    looked: int = 0
    changed: list[Change] = field(default_factory=list)
    missing: list[Listed] = field(default_factory=list)

    @property
    def message(self) -> str:
        """In words: counts, then a line for each field."""
        verb = "would change" if self.dry_run else "changed"
        counts = f"{len(self.changed)} {verb}, {len(self.missing)} not there"
        lines = [f"{self.looked} people compared with the directory, {counts}."]
        lines += [
            f"{before.practitioner_id}: {one}: {getattr(before, one) or 'nothing'} -> {getattr(after, one)}"
            for before, after in self.changed
            for one in changes(before, after)
        ]
        lines += [f"{one.practitioner_id}: {one.name}: not in the directory" for one in self.missing]
        return "\n".join(lines)

    @property
    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        return {
            "dryRun": self.dry_run,
            "looked": self.looked,
            "changed": [
                {
                    "practitioner": before.practitioner_id,
                    "field": one,
                    "before": getattr(before, one),
                    "after": getattr(after, one),
                }
                for before, after in self.changed
                for one in changes(before, after)
            ],
            "notInDirectory": [one.practitioner_id for one in self.missing],
        }


async def refreshed(
    database: Database, settings: Settings, tenant: LateTenant, user: str, *, dry_run: bool
) -> Refreshed:
    """Look at everybody of the home tenant; write what is new unless it is a dry run. Raises TenantError."""
    clock = SystemClock()
    refresh = Refresh(
        settings.graph_tenant,
        tenant.directory,
        SqlEntries(database),
        SqlLedger(database, clock),
        clock,
    )
    found, by = Refreshed(dry_run), Identity(COMMAND_LINE, user)
    total = await SqlRoll(database).count(settings.graph_tenant)
    after = ""
    with Progress(total, "people compared") as progress:
        while True:
            page = await refresh.page(after, unheard=False)
            found.looked += page.count
            found.changed += [(one, then) for one, then in page.changed if changes(one, then)]
            found.missing += page.missing
            if not dry_run:
                await refresh.write(page.changed, by)
            progress.add(page.count)
            after = page.after
            if not after:
                return found
