"""Counts what of a manager's services needs them. docs/policy.md has the table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cases.digest import LATE, Asked, Found, Item, Line
from cases.digest_facts import CaseFact, Facts, Held
from cases.model import CaseId, ChildId, PractitionerId, Viewer
from cases.policy_digest import (
    counts_case,
    counts_task,
    counts_unseen,
    counts_waiting,
    has_no_lead,
    leads_it,
)


def found(viewer: Viewer, facts: Facts, asked: Asked) -> Found:
    """All that counts for this manager, of facts that may be of other services too."""
    mine = [one for one in facts.held if one.service_id in viewer.practitioner.manages]
    children = frozenset(one.child_id for one in mine)
    cases = {one.case_id: one for one in facts.cases if counts_case(viewer, one)}
    caseload = _caseload(mine)
    items = {
        Line.ABOVE: _above(caseload, asked.rules.level),
        Line.NO_CONTACT: _no_contact(mine, asked),
        Line.UNCONFIRMED: _unconfirmed(mine, asked.today),
        Line.UNCOVERED: _uncovered(mine, asked.today),
        **_tasks(viewer, facts, cases, asked),
        **_of_cases(viewer, cases.values(), asked),
        Line.UNSEEN: tuple(
            Item(one.practitioner_id, one.child_id, one.case_id, since=one.at.date())
            for one in facts.unseen
            if one.at <= asked.unseen_before and counts_unseen(viewer, one, children, cases)
        ),
        Line.WAITING: tuple(
            Item(one.practitioner_id, one.child_id, since=one.since.date())
            for one in facts.waiting
            if one.child_id in children and counts_waiting(viewer, one, brokers=facts.brokers)
        ),
        Line.OVERRIDES: tuple(
            Item(one.practitioner_id, since=one.at.date())
            for one in facts.overrides
            if one.service_id in viewer.practitioner.manages and one.at > asked.since
        ),
    }
    return Found(children, caseload, items)


def _caseload(mine: Iterable[Held]) -> dict[PractitionerId, int]:
    """How many children each of those who are at work has, the most first."""
    pairs = {(one.practitioner_id, one.child_id) for one in mine if one.active}
    counts: dict[PractitionerId, int] = defaultdict(int)
    for practitioner, _ in pairs:
        counts[practitioner] += 1
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _above(caseload: Mapping[PractitionerId, int], level: int) -> tuple[Item, ...]:
    return tuple(Item(who, count=count) for who, count in caseload.items() if count > level)


def _no_contact(mine: Iterable[Held], asked: Asked) -> tuple[Item, ...]:
    """The children with whom nobody of theirs has logged a contact; since the first day, if never."""
    last: dict[ChildId, tuple[date, PractitionerId]] = {}
    for one in mine:
        said = (one.last_contact or one.since, one.practitioner_id)
        last[one.child_id] = max(last.get(one.child_id, said), said)
    before = asked.today - timedelta(days=asked.rules.contact_days)
    return tuple(Item(who, child, since=day) for child, (day, who) in last.items() if day <= before)


def _unconfirmed(mine: Iterable[Held], today: date) -> tuple[Item, ...]:
    """As cases.confirming.due: nobody is asked about what ends today, nor is who has left."""
    return tuple(
        Item(one.practitioner_id, one.child_id, since=last)
        for one in mine
        for last in (max(one.since, one.last_confirmed or one.since),)
        if one.active and one.until != today and (today - last).days >= one.allowed
    )


def _uncovered(mine: Iterable[Held], today: date) -> tuple[Item, ...]:
    """The children of those who have left with whom none of their colleagues works."""
    rows = list(mine)
    covered = {one.child_id for one in rows if one.active}
    leavers = [one for one in rows if not one.active and (one.until is None or one.until > today)]
    left: dict[ChildId, Item] = {}
    for one in sorted(leavers, key=lambda one: (one.since, one.practitioner_id)):
        if one.child_id not in covered:
            left.setdefault(one.child_id, Item(one.practitioner_id, one.child_id, since=one.since))
    return tuple(left.values())


def _tasks(
    viewer: Viewer, facts: Facts, cases: Mapping[CaseId, CaseFact], asked: Asked
) -> dict[Line, tuple[Item, ...]]:
    rows: dict[Line, list[Item]] = {line: [] for line in LATE}
    for one in facts.tasks:
        if one.due < asked.today and counts_task(viewer, one, cases.get(one.case_id), asked.today):
            rows[_age(one.due, asked)].append(
                Item(one.owner_id, None, one.case_id, one.task_id, since=one.due)
            )
    by_age = {line: tuple(found) for line, found in rows.items()}
    return {Line.OVERDUE: tuple(one for found in rows.values() for one in found), **by_age}


def _age(due: date, asked: Asked) -> Line:
    if due < asked.long:
        return Line.OVERDUE_MORE
    return Line.OVERDUE_10 if due < asked.week else Line.OVERDUE_5


def _of_cases(viewer: Viewer, cases: Iterable[CaseFact], asked: Asked) -> dict[Line, tuple[Item, ...]]:
    rows: dict[Line, list[Item]] = defaultdict(list)
    for one in cases:
        item = Item(one.lead_id if leads_it(viewer, one) else None, case_id=one.case_id)
        if one.closed is not None:
            if one.closed > asked.since:
                rows[Line.CLOSED].append(item)
            continue
        if one.opened is not None and one.opened > asked.since:
            rows[Line.OPENED].append(item)
        if has_no_lead(viewer, one):
            rows[Line.NO_LEAD].append(item)
        if not one.channel:
            rows[Line.NO_CHANNEL].append(item)
        if one.stranger and leads_it(viewer, one):
            rows[Line.STRANGERS].append(item)
    return {line: tuple(found) for line, found in rows.items()}
