"""Files of each kind into the register: what is written, changed, linked, ended and left alone."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.importing.run import Order, import_file
from bot.importing.summary import Code
from cases.importing.kinds import Kind
from cases.model import Birth, Identity, Name
from cases.records import Action, EventKind
from store.database import Database
from tests.bot.importing.agency import CHILDREN, HELP, OF_KIND, PEOPLE, STAFF, TENANT, Place, dump, fill
from tests.builders import TODAY
from tests.fakes import FakeClock
from tests.store.conftest import read_trail


def reported(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture
async def place(database: Database, tmp_path: Path, clock: FakeClock) -> Place:
    await fill(database)
    return Place(database, tmp_path, clock)


async def test_a_file_of_each_kind_fills_the_register(place: Place):
    await place.run_all()
    held = await place.register()
    imogen, baby, zoe = sorted(held.children, key=lambda one: one.reference)
    assert [one.reference for one in (imogen, baby, zoe)] == ["C-1001", "C-1002", "C-1003"]
    assert (imogen.names, imogen.birth) == ((Name("Imogen", "Farthingale"),), Birth(2015, 3, 2))
    assert (baby.birth, zoe.shielded) == (Birth(2027, expected=True), True)
    assert {(one.name, one.service_id, one.active) for one in held.practitioners} == {
        ("Morwenna Teague", "family-support", True), ("Idris Vale", "early-help", True),
    }  # fmt: skip
    assert [one.kind for one in held.relationships] == ["mother", "sibling"]
    assert {(one.role, one.since) for one in held.involvements} == {
        ("Social worker", date(2026, 1, 5)), ("Support worker", date(2026, 10, 5)),
        ("Social worker", date(2025, 1, 5)),
    }  # fmt: skip
    assert sorted(one.kind for one in held.events) == [EventKind.JOINED] * 3 + [EventKind.LEFT]
    assert {one.actor_id for one in held.events} == {"import"}


async def test_the_first_import_tells_nobody_and_is_on_the_trail(place: Place):
    await place.run_all()
    assert (await dump(place.database))["updates"] == []
    trail = await read_trail(place.database)
    assert {one.action for one in trail} == {Action.REGISTER_IMPORT}
    assert [one.identity.object_id for one in trail] == ["tester"] * 8
    assert "involvements.csv" in trail[-1].asked
    assert "3 rows: 3 new" in trail[-1].asked


async def test_a_second_import_of_the_same_writes_nothing_at_all(place: Place):
    await place.run_all()
    before = await dump(place.database)
    for kind, rows in OF_KIND.items():
        for full in (False, True):
            summary = await place.run(kind, rows, full=full)
            assert (summary.written.same, summary.written.rows) == (len(rows), len(rows))
    assert await dump(place.database) == before


async def test_later_changes_are_told_as_in_teams(place: Place):
    await place.run_all()
    changed = [HELP[0] | {"until": "2026-11-20"}, *HELP[1:], HELP[1] | {"id": "I4", "child": "1"}]
    summary = await place.run(Kind.INVOLVEMENTS, changed)
    assert (summary.written.changed, summary.written.added, summary.written.same) == (1, 1, 2)
    told = (await dump(place.database))["updates"]
    assert sorted(row[2] for row in told) == ["joined", "left"]


async def test_what_is_absent_from_a_full_file_ends_and_nothing_is_deleted(place: Place):
    await place.run_all()
    summary = await place.run(Kind.INVOLVEMENTS, HELP[1:], full=True)
    assert (summary.absent, summary.ended, place.asked) == (1, 1, [1])
    held = await place.register()
    assert len(held.involvements) == 3
    assert {one.until for one in held.involvements} == {TODAY, None, date(2026, 3, 1)}
    await place.run(Kind.PEOPLE, PEOPLE[1:], full=True)
    assert [one.kind for one in (await place.register()).relationships] == ["sibling"]
    await place.run(Kind.PRACTITIONERS, STAFF[1:], full=True)
    assert {one.name for one in (await place.register()).practitioners if one.active} == {"Idris Vale"}
    await place.run(Kind.CHILDREN, CHILDREN[1:], full=True)
    assert len((await place.register()).children) == 3


async def test_a_row_that_has_a_new_id_goes_on_with_what_the_old_one_gave(place: Place):
    await place.run_all()
    again = [HELP[0] | {"id": "I7", "last_contact": "2026-11-12"}, *HELP[1:]]
    summary = await place.run(Kind.INVOLVEMENTS, again, full=True)
    assert (summary.written.linked, summary.ended) == (1, 1)
    held = (await place.register()).involvements
    assert len(held) == 3
    assert [one.until for one in held if one.last_contact == date(2026, 11, 12)] == [None]


async def test_what_two_sources_give_ends_when_neither_does(place: Place):
    account = {"tenant_id": TENANT, "object_id": "8d0c1f7e-2b3a-4c5d-9e6f-7a8b9c0d1e2f"}
    for source in ("mosaic", "spreadsheet"):
        await place.run(Kind.PRACTITIONERS, [STAFF[0] | account], source=source)
        await place.run(Kind.CHILDREN, CHILDREN[:1], source=source)
        await place.run(Kind.INVOLVEMENTS, HELP[:1], source=source)
    (given,) = (await place.register()).involvements
    for source, last in (("mosaic", None), ("spreadsheet", TODAY)):
        other = HELP[0] | {"id": "B", "service": "early-help"}
        summary = await place.run(Kind.INVOLVEMENTS, [other], source=source, full=True)
        assert summary.ended == 1
        held = (await place.register()).involvements
        assert [one.until for one in held if one.id == given.id] == [last]


async def test_what_comes_back_after_it_had_ended_is_as_it_was(place: Place):
    await place.run_all()
    before = await place.register()
    for kind, rows in reversed(OF_KIND.items()):
        await place.run(kind, rows[1:], full=True)
    for kind, rows in OF_KIND.items():
        summary = await place.run(kind, rows)
        assert summary.written.changed == 1, kind
    assert replace(await place.register(), events=()) == replace(before, events=())


async def test_nothing_is_written_unless_the_ends_are_confirmed(place: Place):
    await place.run_all()
    before = await dump(place.database)
    more = [*HELP[1:], HELP[1] | {"id": "I9", "child": "1"}]
    summary = await place.run(Kind.INVOLVEMENTS, more, full=True, yes=False)
    assert (summary.code, summary.absent) == (Code.NOT_CONFIRMED, 1)
    assert await dump(place.database) == before


async def test_a_dry_run_counts_and_writes_nothing(place: Place):
    before = await dump(place.database)
    summary = await place.run(Kind.CHILDREN, CHILDREN, dry_run=True)
    assert (summary.code, summary.checked.added, summary.written) == (Code.DONE, 3, None)
    assert await dump(place.database) == before


async def test_bad_rows_are_reported_by_line_and_reason_and_the_good_are_imported(
    place: Place, tmp_path: Path
):
    rows = [{"id": str(at), "given": f"Child {at}", "born": "2015-03-02"} for at in range(40)]
    rows[7] |= {"born": "31/02/2015"}
    summary = await place.run(Kind.CHILDREN, rows)
    assert (summary.code, summary.written.added, summary.written.bad) == (Code.SOME_BAD, 39, 1)
    report = reported(tmp_path / "children.csv.errors.csv")
    assert report[1:] == [["9", "born", "like a date, 10 long", "a day that the calendar does not have"]]
    await place.run(Kind.CHILDREN, rows[:7])
    assert not (tmp_path / "children.csv.errors.csv").exists()


async def test_too_many_bad_rows_stop_it_before_anything_is_written(place: Place):
    before = await dump(place.database)
    rows = [*CHILDREN, {"id": "", "given": "Nobody"}]
    assert (await place.run(Kind.CHILDREN, rows)).code is Code.TOO_MANY_BAD
    assert await dump(place.database) == before
    summary = await place.run(Kind.CHILDREN, rows, accept_errors=True)
    assert (summary.code, summary.written.added, summary.written.bad) == (Code.SOME_BAD, 3, 1)


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        (Kind.PRACTITIONERS, {"id": "S9", "name": "A B", "role": "Nurse", "service": "clinic"}, "service"),
        (Kind.PEOPLE, {"child": "9", "person": "A", "given": "R", "relationship": "mother"}, "child"),
        (Kind.PEOPLE, {"child": "1", "other_child": "9", "relationship": "sibling"}, "other_child"),
        (Kind.INVOLVEMENTS, HELP[0] | {"id": "I9", "child": "9"}, "child"),
        (Kind.INVOLVEMENTS, HELP[0] | {"id": "I9", "practitioner": "S9"}, "practitioner"),
        (Kind.INVOLVEMENTS, HELP[0] | {"id": "I9", "service": "clinic"}, "service"),
        (Kind.INVOLVEMENTS, HELP[0] | {"id": "I9", "since": "2010-01-01"}, "since"),
        (Kind.INVOLVEMENTS, HELP[0] | {"child": "2"}, "child"),
    ],
)
async def test_what_the_register_does_not_know_is_a_bad_row(
    place: Place, tmp_path: Path, kind: Kind, row, column: str
):
    await place.run_all()
    summary = await place.run(kind, [row], accept_errors=True)
    assert (summary.written.bad, summary.written.rows) == (1, 1)
    report = reported(tmp_path / f"{kind}.csv.errors.csv")
    assert report[1][1] == column


async def test_a_sensitive_services_involvements_are_sensitive(place: Place):
    nurse = {"id": "N1", "name": "Nia Prys", "role": "Nurse", "service": "clinic"}
    of_trust = {"agency": "trust", "source": "rio"}
    await place.run(Kind.PRACTITIONERS, [nurse], **of_trust)
    await place.run(Kind.CHILDREN, [CHILDREN[0]], **of_trust)
    row = {"id": "I1", "child": "1", "practitioner": "N1", "since": "2026-01-05"}
    await place.run(Kind.INVOLVEMENTS, [row | {"basis": "consent"}], **of_trust)
    (held,) = (await place.register()).involvements
    assert (held.visibility, held.recording_basis) == ("sensitive", "consent")
    summary = await place.run(
        Kind.INVOLVEMENTS, [row | {"id": "I2", "visibility": "open"}], accept_errors=True, **of_trust
    )
    assert summary.written.bad == 1


async def test_two_agencies_child_is_one_by_its_number_and_neither_overwrites_the_other(place: Place):
    await place.run(Kind.CHILDREN, CHILDREN)
    theirs = CHILDREN[0] | {"id": "900", "given": "Immy", "born": "03/03/2015", "area": "Millbrook"}
    summary = await place.run(Kind.CHILDREN, [theirs], agency="trust", source="rio")
    assert summary.written.linked == 1
    (child,) = (one for one in (await place.register()).children if one.nhs_number)
    assert child.names == (Name("Imogen", "Farthingale"), Name("Immy", "Farthingale"))
    assert (child.birth, child.area) == (Birth(2015, 3, 2), "Millbrook")
    await place.run(Kind.CHILDREN, [theirs | {"area": "Ropewalk", "born": ""}], agency="trust", source="rio")
    (child,) = (one for one in (await place.register()).children if one.nhs_number)
    assert (child.birth, child.area) == (Birth(2015, 3, 2), "Ropewalk")


async def test_a_practitioner_is_known_by_their_account_and_never_by_name(place: Place):
    account = {"tenant_id": TENANT, "object_id": "8d0c1f7e-2b3a-4c5d-9e6f-7a8b9c0d1e2f"}
    await place.run(Kind.PRACTITIONERS, [STAFF[0] | account])
    await place.run(
        Kind.PRACTITIONERS, [STAFF[0] | account | {"id": "X", "phone": "01632 960001"}], source="hr"
    )
    (one,) = (await place.register()).practitioners
    assert (one.identity, one.phone) == (Identity(*account.values()), "01632 960001")
    await place.run(Kind.PRACTITIONERS, [STAFF[0] | {"id": "Y"}], source="hr")
    assert len((await place.register()).practitioners) == 2
    nurse = account | {"id": "N", "name": "Nia Prys", "role": "Nurse", "service": "nursing"}
    summary = await place.run(Kind.PRACTITIONERS, [nurse], agency="trust", source="rio", accept_errors=True)
    assert summary.written.bad == 1


async def test_somebody_who_has_left_by_the_file_has_left(place: Place):
    await place.run_all()
    await place.run(Kind.PRACTITIONERS, [STAFF[0] | {"left": "yes"}, STAFF[1]])
    assert {one.name for one in (await place.register()).practitioners if not one.active} == {
        "Morwenna Teague"
    }
    assert Action.PRACTITIONER_LEAVE in {one.action for one in await read_trail(place.database)}
    await place.run(Kind.PRACTITIONERS, STAFF)
    assert all(one.active for one in (await place.register()).practitioners)


async def test_another_import_at_the_same_time_is_refused_in_a_sentence(place: Place):
    async with place.database.hold("import") as alone:
        assert alone
        summary = await place.run(Kind.CHILDREN, CHILDREN)
    assert (summary.code, "another import" in summary.message.lower()) == (Code.ANOTHER_RUNS, True)
    assert (await place.run(Kind.CHILDREN, CHILDREN)).code is Code.DONE


async def test_an_unknown_agency_and_a_broken_file_are_said_in_a_sentence(place: Place, tmp_path: Path):
    assert (await place.run(Kind.CHILDREN, CHILDREN, agency="nobody")).code is Code.UNUSABLE
    order = Order(tmp_path / "nowhere.csv", "council", "mosaic", "tester")
    summary = await import_file(place.database, place.clock, order, lambda _: True)
    assert (summary.code, summary.message) == (Code.UNUSABLE, "There is no such file.")
