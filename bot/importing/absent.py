"""What a full file does not have any more: found by ids alone, and ended in chunks."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from bot.importing.passes import CHUNK, Plan
from cases.importing.kinds import Kind
from cases.importing.pass_over import Pass
from cases.records import Effects
from store.imports.scope import Known

_LISTED = 50


@dataclass(slots=True)
class Absent:
    """How many rows are absent, and the ids of the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)


async def find_absent(plan: Plan, over: Pass) -> Absent:
    """What the source has given and this file does not have."""
    found = Absent()
    async for page in _absent(plan, over):
        found.count += len(page)
        found.first += [one.source_id for one in page[: _LISTED - len(found.first)]]
    return found


async def end_absent(plan: Plan, over: Pass) -> int:
    """End them; how many."""
    ended, still = 0, frozenset[str]()
    if plan.file.kind is Kind.INVOLVEMENTS:
        still = await plan.imports.given_still(plan.scope, over.present)
    async for page in _absent(plan, over):
        moved: Sequence[Effects] = ()
        if plan.file.kind is Kind.PRACTITIONERS:
            moved = await plan.leaving.effects(await plan.imports.leavers(plan.scope, page), plan.scope)
        ended += await plan.imports.end(plan.scope, page, moved, still)
    return ended


async def _absent(plan: Plan, over: Pass) -> AsyncIterator[list[Known]]:
    after = ""
    while page := await plan.imports.live(plan.scope, after, CHUNK):
        after = page[-1].source_id
        if gone := [one for one in page if one.source_id not in over.present]:
            yield gone
