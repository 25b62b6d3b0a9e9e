"""The stewards' queue in memory, and merges as far as a desk shows them: involvements, cases, grants."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cases.merging import parted
from cases.model import CaseStatus, Child, ChildId, Link, LinkState, PractitionerId, Visibility
from cases.ports_stewards import Known, Outlook, Pair
from cases.records import ChildMerge, ChildUnmerge, LinkRewrite, NewLinks
from store.seed import RegisterSeed
from tests.fakes import FakeCases, FakeInvolvements, FakeLedger, FakeRegister


class FakeStewarding:
    """Pairs, merges and what they moved."""

    def __init__(
        self, seed: RegisterSeed, ledger: FakeLedger, register: FakeRegister, cases: FakeCases
    ) -> None:
        self._seed = seed
        self._kept: FakeInvolvements = ledger.kept
        self._cases = cases
        self._register = register
        self.links: dict[str, Link] = {}
        self.changes: dict[str, ChildMerge] = {}
        self._moved: dict[str, list[str]] = {}
        ledger.keepers |= {NewLinks: _New(self), LinkRewrite: _Links(self)}
        ledger.keepers |= {ChildMerge: _Merge(self), ChildUnmerge: _Unmerge(self)}

    def child(self, child: ChildId) -> Child:
        now = self._register.merged.get(child, child)
        seeded = {one.id: one for one in self._seed.children}
        return self._register.rewritten.get(now, seeded[now])

    async def waiting(self, most: int) -> Sequence[Pair]:
        found = (link for link in self.links.values() if link.state is LinkState.OPEN)
        pairs = [self._pair(link) for link in sorted(found, key=lambda link: (link.at, link.id))[:most]]
        return [pair for pair in pairs if pair.one.id != pair.other.id]

    async def pair(self, link_id: str) -> Pair | None:
        link = self.links.get(link_id)
        if link is None:
            return None
        pair = self._pair(link)
        return pair if pair.one.id != pair.other.id or link.state is not LinkState.OPEN else None

    def _pair(self, link: Link) -> Pair:
        one, other = self.child(link.one), self.child(link.other)
        cases = (case for case in self._cases.rows.values() if case.status is CaseStatus.OPEN)
        about = {child for case in cases for child in case.children}
        return Pair(link, one, other, frozenset(about & {one.id, other.id}), {one.id: (), other.id: ()})

    async def outlook(self, kept: ChildId, gone: ChildId, on: date) -> Outlook:  # noqa: ARG002
        held = self._kept.rows.values()
        mine = (one for one in held if one.child_id == gone and one.current(on))
        return Outlook(sum(one.visibility is Visibility.OPEN for one in mine), 0)

    async def merges(self, most: int) -> Sequence[Known]:
        found = [self._known(change) for change in self.changes.values()]
        return sorted(found, key=lambda one: one.merge.at, reverse=True)[:most]

    async def merge(self, merge_id: str) -> Known | None:
        change = self.changes.get(merge_id)
        return self._known(change) if change else None

    def _known(self, change: ChildMerge) -> Known:
        return Known(change.merge, self.child(change.kept.id), change.gone)

    async def link_of(self, one: ChildId, other: ChildId) -> Link | None:
        return next((link for link in self.links.values() if {link.one, link.other} == {one, other}), None)

    async def stewards(self) -> Sequence[PractitionerId]:
        people = self._register.people.values()
        return sorted(one.id for one in people if one.steward and one.active)

    def move(self, change: ChildMerge) -> None:
        gone, kept = change.merge.gone, change.merge.kept
        mine = [one for one in self._kept.rows.values() if one.child_id == gone]
        self._moved[change.merge.id] = [one.id for one in mine]
        self._kept.rows.update({one.id: replace(one, child_id=kept) for one in mine})
        self._register.merged[gone] = kept
        self._register.rewritten[kept] = change.after
        self.changes[change.merge.id] = change

    def back(self, undoing: ChildUnmerge) -> None:
        change = self.changes[undoing.merge.id]
        for one in self._moved[change.merge.id]:
            row = self._kept.rows[one]
            self._kept.rows[one] = replace(row, child_id=change.merge.gone)
        now = self.child(change.kept.id)
        self._register.rewritten[change.kept.id] = parted(now, change.kept, change.after, shield=False)
        del self._register.merged[change.merge.gone]
        undone = replace(
            change.merge, undone_at=undoing.at, undone_by=undoing.by, undone_reason=undoing.reason
        )
        self.changes[change.merge.id] = replace(change, merge=undone)


class _Keeper:
    def __init__(self, made: FakeStewarding) -> None:
        self._made = made


class _New(_Keeper):
    def is_current(self, change: NewLinks) -> bool:  # noqa: ARG002
        return True

    def rewrite(self, change: NewLinks) -> None:
        known = {(link.one, link.other) for link in self._made.links.values()}
        self._made.links |= {link.id: link for link in change.links if (link.one, link.other) not in known}


class _Links(_Keeper):
    def is_current(self, change: LinkRewrite) -> bool:
        return self._made.links.get(change.before.id) == change.before

    def rewrite(self, change: LinkRewrite) -> None:
        self._made.links[change.after.id] = change.after


class _Merge(_Keeper):
    def is_current(self, change: ChildMerge) -> bool:
        now = [self._made.child(one.id) for one in (change.kept, change.gone)]
        return now == [change.kept, change.gone]

    def rewrite(self, change: ChildMerge) -> None:
        self._made.move(change)


class _Unmerge(_Keeper):
    def is_current(self, change: ChildUnmerge) -> bool:
        known = self._made.changes.get(change.merge.id)
        return known is not None and known.merge == change.merge and change.merge.undone_at is None

    def rewrite(self, change: ChildUnmerge) -> None:
        self._made.back(change)
