"""Who may give a task to whom: the rows of the policy's page, asked of the code."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from cases.model import CaseStatus, Colleague, DisclosureLevel, Involvement, Practitioner, ServiceId
from cases.policy_task_giving import to_whom
from tests.builders import (
    TODAY,
    agency,
    agreement,
    case,
    child,
    file,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)
from tests.docs.tables import table

LEAD, HELPER, OTHER = (practitioner(name, "front door") for name in ("lead", "helper", "other"))
BOSS = practitioner("boss", "front door", manages=frozenset({ServiceId("front door")}))
CHIEF = practitioner("chief", "custody", manages=frozenset({ServiceId("nursing")}))
NURSE = practitioner("nurse", "nursing")


@dataclass(frozen=True)
class Row:
    """Who gives it to whom; what that person's involvement is, and how the case stands."""

    by: Practitioner
    to: Practitioner
    held: Involvement | None = None
    shielded: bool = False
    closed: bool = False
    signed: bool = True
    more: tuple[Practitioner, ...] = field(default=())


HIDDEN = practitioner("hidden", "clinic")
GONE = replace(involvement(NURSE), until=TODAY - timedelta(days=1))
LEFT = replace(NURSE, active=False)
ROWS: dict[tuple[str, str], Row] = {
    ("the lead", "somebody of the circle, named to them"): Row(LEAD, NURSE, involvement(NURSE)),
    ("the lead", "themself"): Row(LEAD, LEAD, involvement(LEAD)),
    ("the lead", "a hidden involvement"): Row(LEAD, HIDDEN, sensitive(HIDDEN, DisclosureLevel.NONE)),
    ("the lead", "an existence-only involvement"): Row(
        LEAD, HIDDEN, sensitive(HIDDEN, DisclosureLevel.EXISTENCE)
    ),
    ("the lead", "somebody no longer in the circle"): Row(LEAD, NURSE, GONE),
    ("the lead", "somebody who has left"): Row(LEAD, LEFT, involvement(NURSE)),
    ("the lead", "somebody of an agency that no agreement covers"): Row(
        LEAD, NURSE, involvement(NURSE), signed=False
    ),
    ("the lead's manager", "somebody of the circle, named to them"): Row(BOSS, NURSE, involvement(NURSE)),
    ("the lead's manager", "the lead"): Row(BOSS, LEAD),
    ("the lead's manager", "themself, who is not in the circle"): Row(BOSS, BOSS),
    ("somebody of the circle", "themself"): Row(NURSE, NURSE, involvement(NURSE)),
    ("somebody of the circle", "somebody else of it"): Row(HELPER, NURSE, involvement(NURSE)),
    ("whoever manages another service of the circle", "somebody else of it"): Row(
        CHIEF, NURSE, involvement(NURSE)
    ),
    ("the lead of a shielded child's case", "themself"): Row(LEAD, LEAD, involvement(LEAD), shielded=True),
    ("the lead of a shielded child's case", "somebody of the circle, named to them"): Row(
        LEAD, NURSE, involvement(NURSE), shielded=True
    ),
    ("the lead of a closed case", "themself"): Row(LEAD, LEAD, involvement(LEAD), closed=True),
}


def may(row: Row) -> bool:
    agencies = {"front door": "council", "nursing": "health", "clinic": "health", "custody": "police"}
    rows = [member(row.to, agencies[row.to.service_id], row.held)] if row.held else []
    if row.by == HELPER:
        rows.append(member(HELPER, "council"))
    lead = Colleague(LEAD, service("front door", "council"), agency("council"))
    status = CaseStatus.CLOSED if row.closed else CaseStatus.OPEN
    of = case(lead="lead", status=status)
    files = [file(*rows, of=child(shielded=row.shielded))]
    signed = (agreement("council", "health"),) if row.signed else ()
    found = to_whom(viewer(row.by, agencies[row.by.service_id], *signed), of, lead, files, TODAY)
    return row.to.id in {one.practitioner.id for one in found}


@pytest.mark.parametrize(
    "said", table("docs/policy.md", "task-giving"), ids=lambda said: " to ".join(said[:2])
)
def test_who_may_give_a_task_to_whom_is_what_the_page_says(said: list[str]):
    assert said[2] == ("yes" if may(ROWS[said[0], said[1]]) else "no")


def test_every_row_is_on_the_page():
    assert [tuple(row[:2]) for row in table("docs/policy.md", "task-giving")] == list(ROWS)
