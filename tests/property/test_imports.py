"""Whatever files a source gives one after another: a second time nothing, and no row is ever lost."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings
from hypothesis import strategies as st

from cases.importing.kinds import Kind
from store.database import Database
from tests.bot.importing.agency import CHILDREN, STAFF, Place, dump, fill
from tests.databases import Blank
from tests.fakes import FakeClock

_blank = Blank()
days = st.sampled_from(["", "2025-09-01", "2026-02-03", "2026-11-19"])
children = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.fixed_dictionaries({
        "given": st.sampled_from(["Imogen", "Zoë", "Baby"]),
        "family": st.sampled_from(["", "Farthingale"]),
        "born": st.sampled_from(["", "2015", "2015-03-02", "2015-03-03"]),
        "area": st.sampled_from(["", "Millbrook", "Ropewalk"]),
        "shielded": st.sampled_from(["", "yes"]),
    }),
    min_size=1,
)  # fmt: skip
involvements = st.dictionaries(
    st.sampled_from(["I1", "I2", "I3"]),
    st.fixed_dictionaries({
        "child": st.sampled_from(["1", "2", "3"]),
        "practitioner": st.sampled_from(["S1", "S2"]),
        "since": st.sampled_from(["2025-01-05", "2025-06-05"]),
        "until": days,
        "last_contact": days,
        "role": st.sampled_from(["", "Mentor"]),
    }),
    min_size=1,
)  # fmt: skip
files = st.lists(
    st.one_of(
        st.tuples(st.just(Kind.CHILDREN), children, st.booleans()),
        st.tuples(st.just(Kind.INVOLVEMENTS), involvements, st.booleans()),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(files)
def test_every_row_is_imported_or_reported_and_a_second_time_nothing_is_written(given_files):
    with TemporaryDirectory() as folder:
        asyncio.run(walk(Path(folder), given_files))


async def walk(folder: Path, given_files) -> None:
    await _blank.lay(folder / "register.db")
    async with Database(f"sqlite:///{folder}/register.db") as database:
        await fill(database)
        place = Place(database, folder, FakeClock())
        await place.run(Kind.PRACTITIONERS, STAFF)
        await place.run(Kind.CHILDREN, CHILDREN)
        for kind, by_id, full in given_files:
            rows = [{"id": one, **row} for one, row in by_id.items()]
            held = await place.register()
            summary = await place.run(kind, rows, full=full, accept_errors=True)
            assert summary.written.rows == len(rows), "each row is counted once"
            event(f"{kind}, {summary.written.changed} changed, {summary.ended} ended")
            after = await place.register()
            assert {one.id for one in held.children} <= {one.id for one in after.children}
            assert {one.id for one in held.involvements} <= {one.id for one in after.involvements}
            shielded = {one.id for one in held.children if one.shielded}
            assert shielded <= {one.id for one in after.children if one.shielded}
            before = await dump(database)
            again = await place.run(kind, rows, full=full, accept_errors=True)
            assert (again.written.same, again.ended) == (len(rows) - again.written.bad, 0)
            assert await dump(database) == before
