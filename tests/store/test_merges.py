"""Two children become one, and two again: nothing is lost by either, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from cases.merging import Fact
from cases.model import (
    Birth,
    CaseId,
    ChildId,
    Household,
    InvolvementId,
    Name,
    Purpose,
    Reason,
    Relationship,
)
from cases.ports_audit import Part
from cases.query import Query
from cases.records import CaseOpening, Effects, OutdatedError, Rewrite
from store import tables
from store.database import Database
from store.ledger import SqlLedger
from store.merge_rows import MOVED
from store.register import SqlRegister
from store.search import SqlChildSearch
from store.seed import RegisterSeed, seed
from store.tables import metadata
from store.trail import SqlTrail
from store.truth import everything
from tests import builders as make
from tests.databases import APPEND_ONLY
from tests.fakes import FakeClock
from tests.store.merging import effects, merge_of, rows, unmerge_of
from tests.store.registers import registers
from tests.store.world import ANNA, ANNA_ROBIN, BEN, CARA, OPEN, ROBIN, WORLD

TWIN = make.child(
    "twin",
    reference="C-twin",
    names=(Name("Robyn", "Example"),),
    birth=Birth(2014, 3, 2),
    nhs_number="",
    upn="B999",
    area="Millbrook",
)
BEN_TWIN = make.involvement(BEN, "twin")
ANNA_TWIN = make.involvement(ANNA, "twin", role="Visitor")
OWN = replace(make.case("twin", lead="anna"), id=CaseId("own"), reference="bafo-mike")
BOTH = replace(
    WORLD,
    children=(*WORLD.children, TWIN),
    involvements=(*WORLD.involvements, BEN_TWIN, ANNA_TWIN),
    relationships=(
        *WORLD.relationships,
        Relationship(TWIN.id, "pat", "mother"),
        Relationship(TWIN.id, ROBIN.id, "friend"),
        Relationship(TWIN.id, ChildId("alone"), "friend"),
    ),
    cases=(*WORLD.cases, OWN),
    households=(
        *WORLD.households,
        Household("flat", frozenset({TWIN.id})),
    ),
)
MERGE = merge_of(ROBIN, TWIN)


@pytest.fixture
async def ledger(database: Database, clock: FakeClock) -> SqlLedger:
    await seed(database, BOTH)
    return SqlLedger(database, clock)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(register=registers(), pick=st.randoms(use_true_random=False))
async def test_merge_and_un_merge_give_back_the_very_same_register(
    register: RegisterSeed, pick, database: Database, clock: FakeClock
):
    assume(len(register.children) > 1)

    def forget(connection):
        for table in reversed(metadata.sorted_tables):
            if table.name not in (*APPEND_ONLY, "directory_version"):
                connection.execute(delete(table))

    await database.write(forget)
    await seed(database, register)
    before, raw = await everything(database), await database.read(rows)
    kept, gone = pick.sample(before.children, 2)
    taken = [fact for fact in Fact if pick.random() < 0.5]
    change = merge_of(kept, gone, before.practitioners[0].id, *taken)
    ledger = SqlLedger(database, clock)

    await ledger.commit(effects(change), None)
    between = await everything(database)
    assert len(between.involvements) == len(before.involvements)
    assert not [one for one in between.involvements if one.child_id == gone.id]
    assert [one.children for one in between.cases if gone.id in one.children] == []
    assert gone in between.children

    await ledger.commit(effects(unmerge_of(change, before.practitioners[0].id)), None)
    assert await everything(database) == before
    now = await database.read(rows)
    assert {name: now[name] for name in raw if name != "scheduled_work"} == {
        name: raw[name] for name in raw if name != "scheduled_work"
    }


async def test_the_kept_child_has_everything_and_the_other_is_found_as_it(
    database: Database, ledger: SqlLedger
):
    await ledger.commit(effects(MERGE), None)

    register = SqlRegister(database)
    (file,) = await register.files([TWIN.id, ROBIN.id], BEN.id, make.NOW)
    assert file.child.id == ROBIN.id
    assert file.child.names == (*ROBIN.names, *TWIN.names)
    assert {member.involvement.id for member in file.circle} == {
        ANNA_ROBIN.id,
        "cara-robin",
        BEN_TWIN.id,
        ANNA_TWIN.id,
    }
    assert {case.id for case in file.cases} == {OPEN.id, OWN.id}
    held = await register.held(BEN.id, [TWIN.id])
    assert [one.child_id for one in held] == [ROBIN.id]


async def test_nobody_is_related_to_themself_or_twice(database: Database, ledger: SqlLedger):
    await ledger.commit(effects(MERGE), None)

    now = (await everything(database)).relationships
    assert set(now) == {*WORLD.relationships, Relationship(ROBIN.id, ChildId("alone"), "friend")}
    assert len(now) == len(set(now))


async def test_a_second_merge_of_the_same_child_is_outdated(ledger: SqlLedger):
    await ledger.commit(effects(MERGE), None)

    for again in (MERGE, merge_of(make.child("alone"), TWIN, name="other"), merge_of(TWIN, ROBIN, name="x")):
        with pytest.raises(OutdatedError):
            await ledger.commit(effects(again), None)


WRITES_ABOUT_THE_GONE = {
    "joining": Effects(rewrites=(Rewrite(TWIN.id, CARA.id, (), (make.involvement(CARA, "twin"),)),)),
    "a case": Effects(rewrites=(CaseOpening(None, replace(OWN, id=CaseId("late"), reference="neva-kolu")),)),
    "a grant": Effects(grants=(make.grant("cara", "twin"),)),
}


@pytest.mark.parametrize("late", WRITES_ABOUT_THE_GONE.values(), ids=WRITES_ABOUT_THE_GONE)
async def test_what_was_decided_about_the_child_who_is_gone_is_decided_again(
    late: Effects, database: Database, ledger: SqlLedger
):
    await ledger.commit(effects(MERGE), None)

    with pytest.raises(OutdatedError):
        await ledger.commit(late, None)
    assert not [one for one in (await everything(database)).involvements if one.child_id == TWIN.id]


async def test_what_came_later_stays_and_its_own_services_work_goes_back(
    database: Database, ledger: SqlLedger
):
    # BEN's service works with the twin alone, ANNA's with both.
    lone = replace(MERGE, merge=replace(MERGE.merge, kept=ChildId("alone")))
    alone = next(child for child in WORLD.children if child.id == "alone")
    lone = merge_of(alone, TWIN)
    await ledger.commit(effects(lone), None)
    later = replace(BEN_TWIN, id=InvolvementId("later"), child_id=alone.id, role="Coach")
    before = (replace(BEN_TWIN, child_id=alone.id),)
    new_to_both = make.involvement(CARA, "alone")
    await ledger.commit(effects(Rewrite(alone.id, BEN.id, before, (later,))), None)
    await ledger.commit(effects(Rewrite(alone.id, CARA.id, (), (new_to_both,))), None)

    await ledger.commit(effects(unmerge_of(lone)), None)

    now = {one.id: one.child_id for one in (await everything(database)).involvements}
    assert now["later"] == TWIN.id
    assert now[new_to_both.id] == alone.id
    assert now[BEN_TWIN.id] == TWIN.id


async def test_what_changed_since_goes_back_as_it_is_now(database: Database, ledger: SqlLedger):
    await ledger.commit(effects(MERGE), None)
    mine = replace(BEN_TWIN, child_id=ROBIN.id)
    ended = replace(mine, until=date(2026, 11, 19))
    await ledger.commit(effects(Rewrite(ROBIN.id, BEN.id, (mine,), (ended,))), None)

    await ledger.commit(effects(unmerge_of(MERGE)), None)

    now = {one.id: one for one in (await everything(database)).involvements}
    assert now[BEN_TWIN.id] == replace(BEN_TWIN, until=date(2026, 11, 19))


async def test_merges_into_one_child_are_undone_in_any_order_and_a_shield_stays(
    database: Database, ledger: SqlLedger
):
    before = await everything(database)
    baby = next(child for child in WORLD.children if child.id == "baby")
    kim = next(child for child in WORLD.children if child.id == "kim")
    first = merge_of(baby, kim, name="first")
    await ledger.commit(effects(first), None)
    shielded = replace(TWIN, shielded=True)
    await database.write(
        lambda connection: connection.execute(
            tables.children.update().where(tables.children.c.id == TWIN.id).values(shielded=True)
        )
    )
    second = merge_of(first.after, shielded, name="second")
    await ledger.commit(effects(second), None)

    await ledger.commit(effects(unmerge_of(first)), None)
    (file,) = await SqlRegister(database).files([baby.id], BEN.id, make.NOW)
    assert file.child.shielded
    await ledger.commit(effects(unmerge_of(second)), None)

    after = await everything(database)
    assert after.involvements == before.involvements
    assert after.cases == before.cases


async def test_a_merge_into_a_child_who_was_merged_on_is_undone_after_that_one(
    database: Database, ledger: SqlLedger
):
    before = await everything(database)
    alone = next(child for child in WORLD.children if child.id == "alone")
    on = merge_of(alone, MERGE.after, name="on")
    await ledger.commit(effects(MERGE), None)
    await ledger.commit(effects(on), None)

    (file,) = await SqlRegister(database).files([TWIN.id], BEN.id, make.NOW)
    assert file.child.id == alone.id
    with pytest.raises(OutdatedError):
        await ledger.commit(effects(unmerge_of(MERGE)), None)
    await ledger.commit(effects(unmerge_of(on)), None)
    await ledger.commit(effects(unmerge_of(MERGE)), None)

    assert await everything(database) == before


async def test_a_grant_follows_with_its_purpose_and_its_end(database: Database, clock: FakeClock):
    await seed(database, BOTH)
    ledger = SqlLedger(database, clock)
    given_ = replace(make.grant("cara", "twin"), reason=Reason(Purpose.CARE, "x"))
    await ledger.commit(Effects(grants=(given_,)), None)
    await ledger.commit(effects(MERGE), None)

    (file,) = await SqlRegister(database).files([ROBIN.id], CARA.id, make.NOW + timedelta(minutes=1))

    assert file.grants == (replace(given_, child_id=ROBIN.id),)


async def test_the_trail_of_both_is_read_as_one(database: Database, ledger: SqlLedger):
    entries = [
        {"child_id": child, "at": make.NOW, "tenant_id": "", "object_id": "", "action": "circle:see"}
        | {"outcome": "shown", "basis": "", "reason": "", "asked": child, "shown": []}
        for child in (ROBIN.id, TWIN.id)
    ]
    await database.write(lambda connection: connection.execute(insert(tables.audit), entries))
    await ledger.commit(effects(MERGE), None)

    trail = SqlTrail(database)
    assert [entry.asked for entry in await trail.about(ROBIN.id, Part(), 9)] == [TWIN.id, ROBIN.id]
    assert await trail.children(TWIN.reference) == [ROBIN.id]
    assert len(await SqlChildSearch(database).find(Query(name="Robyn Example"))) == 2


async def test_of_two_open_hand_overs_the_first_stands_and_both_are_open_again_when_undone(
    database: Database, ledger: SqlLedger
):
    def offer(name: str, child: ChildId, hours: int) -> dict[str, object]:
        return {
            "id": name, "child_id": child, "involvements": [f"ben-{child}"], "giver_id": BEN.id,
            "receiver_id": ANNA.id, "asked_by": BEN.id, "asked_at": make.NOW + timedelta(hours=hours),
            "first_day": make.TODAY, "with_lead": False, "state": "asked", "reason": "",
        }  # fmt: skip

    two = [offer("first", TWIN.id, 0), offer("second", ROBIN.id, 1)]
    await database.write(lambda connection: connection.execute(insert(tables.handovers), two))
    before = await database.read(rows)

    await ledger.commit(effects(MERGE), None)
    table = tables.handovers
    found = await database.read(lambda connection: connection.execute(select(table)).all())
    assert {row.id: (row.child_id, row.state) for row in found} == {
        "first": (ROBIN.id, "asked"),
        "second": (ROBIN.id, "lapsed"),
    }

    await ledger.commit(effects(unmerge_of(MERGE)), None)
    assert (await database.read(rows))["handovers"] == before["handovers"]


READ_AS_ONE = {"events.child_id", "audit.child_id", "updates.child_id"}
"""Histories, never rewritten: whoever reads the kept child's reads those of its parts (store/merged.py)."""

THEIR_OWN = {
    "child_names.child_id",
    "child_name_keys.child_id",
    "child_merges.kept_id",
    "child_merges.gone_id",
    "child_links.one_id",
    "child_links.other_id",
}
"""What stays with the child as it was known, so that it goes on being found by it."""


def test_every_column_that_names_a_child_is_moved_or_has_a_reason_to_stay():
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("child_id")
        or column.name == "merged_into"
        or any(key.column.table.name == "children" for key in column.foreign_keys)
    }
    moved = {f"{column.table.name}.{column.name}" for column in MOVED} - {"sources.entity_id"}

    assert named == moved | READ_AS_ONE | THEIR_OWN


async def test_a_merge_row_is_kept_of_everything_that_moved(database: Database, ledger: SqlLedger):
    await ledger.commit(effects(MERGE), None)

    table = tables.child_merge_rows
    found = await database.read(lambda connection: connection.execute(select(table.c.table_name)).all())
    assert {row.table_name for row in found} == {
        "involvements",
        "case_children",
        "relationships",
        "household_members",
        "children",
        "child_traits",
    }
