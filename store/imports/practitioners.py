"""Practitioners out of agencies' files: known by their account where it is given, never by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from cases.importing.faults import Fault, class_of
from cases.importing.given import entity_id, plain_from
from cases.importing.pass_over import Good
from cases.importing.rows import PractitionerRow
from cases.model import Identity, Practitioner, PractitionerId, ServiceId
from store.imports import practitioner_rows, services, sources
from store.imports.practitioner_rows import Found
from store.imports.scope import Given, Known, Prepared, Scope, given

_FIELDS = ("name", "role", "phone", "email")
_ELSEWHERE = "an account of another agency's practitioner"


@dataclass(frozen=True, slots=True)
class Move:
    """A practitioner has left, or is back."""

    practitioner_id: PractitionerId
    active: bool


def prepare(connection: Connection, scope: Scope, read: Sequence[Good]) -> Prepared:
    """What these rows change. That somebody has left, or is back, is written by who calls (bot/importing)."""
    done = Prepared()
    known = sources.known(connection, scope, (one.row.source_id for one in read))
    places = services.of_agency(connection, scope.agency)
    here = practitioner_rows.these(connection, [one.entity_id for one in known.values()])
    accounts = practitioner_rows.with_accounts(connection, _identities(read))
    news: list[tuple[Given, ServiceId]] = []
    known_now: list[tuple[Given, Practitioner]] = []
    rewritten: dict[str, Practitioner] = {}
    for one in given(read, known):
        row: PractitionerRow = one.row
        service = places.called(row.service)
        holder = accounts.get(row.identity) if row.identity else None
        if one.is_same:
            done.same += 1
        elif service is None:
            done.faults[one.place] = Fault("service", class_of(row.service), "no service of this agency")
        elif fault := _not_theirs(one, scope, holder, here):
            done.faults[one.place] = fault
        elif one.before is None and holder is None:
            news.append((one, service.id))
        else:
            current = here[one.before.entity_id] if one.before else holder
            assert current is not None  # noqa: S101 - one of both is there, by the branch above
            after = _changed(current[0], one, row, service.id, places)
            known_now.append((one, after))
            if after != current[0]:
                rewritten[after.id] = after
    changed = [one for one, _ in known_now if one.before]
    linked = [(one, str(whose.id)) for one, whose in known_now if not one.before]
    done.added, done.changed, done.linked = len(news), len(changed), len(linked)
    done.writes = [
        lambda at: _insert(at, scope, news),
        lambda at: practitioner_rows.rewrite(at, list(rewritten.values())),
        lambda at: sources.add(at, scope, linked),
        lambda at: sources.change(at, scope, changed),
    ]
    return done


def _insert(connection: Connection, scope: Scope, news: Sequence[tuple[Given, ServiceId]]) -> None:
    made = [(one, _fresh(scope, one.row, service)) for one, service in news]
    practitioner_rows.insert(connection, [whose for _, whose in made])
    sources.add(connection, scope, [(one, str(whose.id)) for one, whose in made])


def moves(connection: Connection, scope: Scope, read: Sequence[Good]) -> list[Move]:
    """Of whom these rows say that they have left, or are back after the same source had said so."""
    if scope.empty and not any(one.row.left for one in read if isinstance(one.row, PractitionerRow)):
        return []
    known = sources.known(connection, scope, (one.row.source_id for one in read))
    accounts = practitioner_rows.with_accounts(connection, _identities(read))
    found = []
    for one in given(read, known):
        row: PractitionerRow = one.row
        if one.is_same:
            continue
        gone = bool(one.before and (one.before.ended or plain_from(one.before.given).get("left")))
        if one.before is None:
            holder = accounts.get(row.identity) if row.identity else None
            whose = str(holder[0].id) if holder and holder[1] == scope.agency else ""
        else:
            whose = one.before.entity_id
        if whose and row.left is not gone:
            found.append(Move(PractitionerId(whose), active=not row.left))
    return found


def leavers(connection: Connection, scope: Scope, gone: Sequence[Known]) -> list[Move]:
    """Who leaves because no source gives them any more."""
    still = sources.given_elsewhere(connection, scope, gone)
    left = (one for one in gone if one.entity_id not in still and not plain_from(one.given).get("left"))
    return [Move(PractitionerId(one.entity_id), active=False) for one in left]


def _not_theirs(one: Given, scope: Scope, holder: Found | None, here: Mapping[str, Found]) -> Fault | None:
    """Why this row may not say this of whoever it is about."""
    row: PractitionerRow = one.row
    if holder and holder[1] != scope.agency:
        return Fault("object_id", class_of(row.identity.object_id if row.identity else ""), _ELSEWHERE)
    if one.before is None:
        return None
    whose, agency = here[one.before.entity_id]
    if agency != scope.agency:
        return Fault("id", class_of(row.source_id), "a practitioner who works for another agency now")
    if holder and holder[0].id != whose.id:
        return Fault("object_id", "", "the account of another practitioner of this agency")
    return None


def _changed(
    current: Practitioner, one: Given, row: PractitionerRow, service: str, places: services.Services
) -> Practitioner:
    """What this source gave is changed, and what was empty filled; all else is somebody else's word."""
    before: dict[str, Any] = plain_from(one.before.given) if one.before else {}
    changes: dict[str, Any] = {}
    for field in _FIELDS:
        have, was, now = getattr(current, field), before.get(field, ""), getattr(row, field)
        if (not have and now) or (was != now and have == was and was):
            changes[field] = now
    was_at = places.called(before.get("service", ""))
    if was_at is not None and was_at.id != service and current.service_id == was_at.id:
        changes["service_id"] = service
    had = before.get("identity")
    had_account = Identity(*had) if had else None
    if row.identity and (current.identity is None or current.identity == had_account):
        changes["identity"] = row.identity
    return replace(current, **changes)


def _fresh(scope: Scope, row: PractitionerRow, service: Any) -> Practitioner:  # noqa: ANN401 - a service's id
    return Practitioner(
        PractitionerId(entity_id("p", scope.agency, scope.source, row.source_id)),
        row.name,
        row.role,
        service,
        row.phone,
        row.email,
        row.identity,
        active=not row.left,
    )


def _identities(read: Sequence[Good]) -> list[Identity]:
    rows_read = (one.row for one in read)
    return [row.identity for row in rows_read if isinstance(row, PractitionerRow) and row.identity]
