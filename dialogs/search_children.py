"""Finds children while somebody types: those whom they may see as it is, best first, fifteen at most."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from cases.look import sees
from cases.model import Child, ChildFile, ChildId, Viewer
from cases.policy import right_to_see
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.typeahead import Typed, best_first, typed_in
from dialogs.entries import entry_by
from dialogs.looks import find_exactly
from dialogs.turn import Desk, Turn

CHILDREN = "children"
"""The dataset in which a form's field finds children."""

MOST = 15
"""How many are offered at once."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A child who is offered. Of a shielded one nothing but the reference is told."""

    reference: str
    name: str = ""
    about: str = ""
    shielded: bool = False

    @property
    def words(self) -> str:
        """One line by which namesakes are told apart."""
        return ", ".join(filter(None, (self.name, self.about, self.reference)))


async def search_children(turn: Turn, typed: str, desk: Desk) -> tuple[Offered, ...] | None:
    """Those who fit what has been typed so far; None for somebody whom the register does not know.

    Of less than two letters, those whom one works with oneself. Only whom the viewer may see now, without a
    reason: it asks for none, and makes no grant.
    """
    viewer = await desk.register.viewer(turn.identity, turn.now)
    if viewer is None:
        return None
    offered, entries = await offered_to(turn, viewer, typed, desk)
    await _record(turn, entries, desk)
    return offered


async def offered_to(
    turn: Turn, viewer: Viewer, typed: str, desk: Desk
) -> tuple[tuple[Offered, ...], tuple[AuditEntry, ...]]:
    """The same for somebody who is known, and what the trail has to say of it: an entry for each child."""
    said = typed_in(typed, desk.forms)
    shown: list[ChildFile] = []
    async for file in _best(turn, viewer, said, desk):
        if sees(viewer, file, turn.now, turn.today):
            shown.append(file)
            if len(shown) == MOST:
                break
    return tuple(_offered(one.child) for one in shown), tuple(_entry(turn, viewer, one) for one in shown)


async def _best(turn: Turn, viewer: Viewer, said: Typed, desk: Desk) -> AsyncIterator[ChildFile]:
    """The files of all who fit, the best first, those who may not be seen too; read as far as need be."""
    known: set[ChildId] = set()
    if said.reference:
        files = await find_exactly(turn, viewer, Query(reference=said.reference), desk)
        for file in sorted(files, key=lambda one: one.child.reference):
            known.add(file.child.id)
            yield file
    around = await desk.own_children.around(viewer.practitioner, said, turn.now)
    able = [one for one in around if one.mine or not said.short]
    best = [one for one in best_first(said, able) if one not in known]
    for start in range(0, len(best), MOST):
        for file in await desk.register.files(best[start : start + MOST], viewer.id, turn.now):
            yield file


async def _record(turn: Turn, entries: Sequence[AuditEntry], desk: Desk) -> None:
    """Each child that was offered, once in some minutes: not at every letter anew."""
    facts = {(str(one.practitioner_id), str(one.child_id), one.basis): one for one in entries}
    fresh = desk.recently.unheard(facts, turn.now)
    if fresh:
        written = tuple(entry for fact, entry in facts.items() if fact in fresh)
        await desk.ledger.commit(Effects(audit=written), turn.once)
        desk.recently.keep(fresh, turn.now)


def _entry(turn: Turn, viewer: Viewer, file: ChildFile) -> AuditEntry:
    standing = right_to_see(viewer, file, turn.now, turn.today)
    basis = standing.basis if standing else ""
    return entry_by(turn, viewer, Action.CHILD_FIND, Outcome.LISTED, child_id=file.child.id, basis=basis)


def _offered(child: Child) -> Offered:
    if child.shielded:
        return Offered(child.reference, shielded=True)
    born = f"born {child.birth.year}" if child.birth and not child.birth.expected else ""
    expected = f"expected {child.birth.year}" if child.birth and child.birth.expected else ""
    about = ", ".join(filter(None, (born or expected, child.area)))
    return Offered(child.reference, str(child.names[0]) if child.names else "", about)
