"""A whole country's managers, written in chunks: services of twenty, five children each, cases and tasks."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table

from bot.clock import SystemClock
from store.database import Database
from store.tables import (
    agencies,
    case_children,
    case_events,
    cases,
    children,
    involvements,
    practitioners,
    service_managers,
    services,
    tasks,
)

TEAM, EACH = 20, 5
_SERVICES_AT_ONCE, _PER_AGENCY = 200, 100
_ROWS = 5_000

Rows = dict[Table, list[dict[str, Any]]]


async def fill(database: Database, managers: int, today: date) -> None:
    """So many services, each with a manager; two of whose people share a child."""
    now = SystemClock().now()
    await _write(database, {agencies: list(_agencies(managers))})
    for start in range(0, managers, _SERVICES_AT_ONCE):
        rows: Rows = {table: [] for table in _ORDER}
        for number in range(start, min(start + _SERVICES_AT_ONCE, managers)):
            _service(rows, number, today, now)
        await _write(database, rows)


_ORDER = (
    services, practitioners, service_managers, children, cases, case_children, case_events, involvements,
    tasks,
)  # fmt: skip


def _agencies(managers: int) -> Iterator[dict[str, Any]]:
    for number in range((managers - 1) // _PER_AGENCY + 1):
        yield {"id": f"a-{number:05}", "name": f"Agency {number}", "kind": "council"}


def _service(rows: Rows, number: int, today: date, now: datetime) -> None:
    service, agency = f"s-{number:05}", f"a-{number // _PER_AGENCY:05}"
    rows[services].append(
        {"id": service, "agency_id": agency, "name": f"Service {number}", "sensitive": number % 10 == 0}
    )
    for place in range(TEAM):
        rows[practitioners].append(_practitioner(f"p-{number:05}-{place:02}", service))
    rows[service_managers].append({"practitioner_id": f"p-{number:05}-00", "service_id": service})
    # Every child is worked with by two of the service.
    for place in range(TEAM * EACH // 2):
        _child(rows, number, place, service, today, now)


def _practitioner(who: str, service: str) -> dict[str, Any]:
    return {
        "id": who, "name": f"Practitioner {who}", "role": "Worker", "service_id": service,
        "phone": "01632 960001", "email": f"{who}@borough.example", "tenant_id": "tenant",
        "object_id": f"oid-{who}", "broker": False, "governance_lead": False,
        "active": not who.endswith("-19"),
    }  # fmt: skip


def _child(rows: Rows, number: int, place: int, service: str, today: date, now: datetime) -> None:
    child, case = f"c-{number:05}-{place:02}", f"k-{number:05}-{place:02}"
    pair = [f"p-{number:05}-{(place * 2 + step) % TEAM:02}" for step in (0, 1)]
    rows[children].append(
        {"id": child, "reference": child, "birth_expected": False, "area": "", "shielded": place == 0}
    )
    seen = today - timedelta(days=place)
    rows[involvements].extend(
        {
            "id": f"i-{child}-{who}", "child_id": child, "practitioner_id": who, "service_id": service,
            "role": "", "since": today - timedelta(days=200), "until": None, "last_contact": seen,
            "last_confirmed": today - timedelta(days=place * 3), "visibility": "open",
            "disclosure_level": "none", "disclosure_basis": "",
        }
        for who in pair
    )  # fmt: skip
    if place % 2:
        return
    lead = pair[0] if place % 10 else None
    rows[cases].append(
        {
            "id": case,
            "reference": case,
            "lead_id": lead,
            "status": "open",
            "conversation_id": None,
            "kind": None,
        }
    )
    rows[case_children].append({"case_id": case, "child_id": child, "position": 0})
    rows[case_events].append(
        {
            "id": f"e-{case}", "at": now - timedelta(days=place * 3, hours=5), "kind": "opened",
            "case_id": case, "on_day": today,
        }
    )  # fmt: skip
    rows[tasks].append(_task(f"t-{case}", case, pair, today + timedelta(days=place * 2 - 20), now))


def _task(name: str, case: str, pair: list[str], due: date, now: datetime) -> dict[str, Any]:
    return {
        "id": name, "case_id": case, "title": "Ring the school", "details": "", "owner_id": pair[1],
        "asked_by": pair[0], "asked_at": now, "at": now, "due": due, "due_at": None, "priority": "normal",
        "checklist": [], "state": "accepted", "said": "", "version": 1, "snoozed": None, "source": "",
        "template": "",
    }  # fmt: skip


async def _write(database: Database, rows: Rows) -> None:
    for table, values in rows.items():
        for start in range(0, len(values), _ROWS):
            some = values[start : start + _ROWS]
            await database.write(
                lambda connection, table=table, some=some: connection.execute(table.insert(), some)
            )
