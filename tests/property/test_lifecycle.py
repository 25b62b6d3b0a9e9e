"""Whatever is said in whatever order: nobody is doubled, no day is impossible, and nothing is lost."""

from datetime import date, timedelta

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from cases.commands import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.lifecycle import decide_change
from cases.model import Colleague, Involvement, InvolvementId
from cases.names import normalise
from cases.scene import Change, Scene
from tests.builders import NOW, TODAY, agency, child, file, practitioner, service
from tests.examples import examples
from tests.fakes import FakeInvolvements

ME = practitioner("me", "nursing", role="Nurse")
WHERE = Colleague(ME, service("nursing", "health"), agency("health"))
days = st.integers(-60, 60).map(lambda ago: (TODAY + timedelta(days=ago)).isoformat())
maybe = st.one_of(st.just(""), days)
roles = st.sampled_from(["", "Nurse", "nurse", "Mentor", "Key worker"])
which = st.sampled_from(["", "n0", "n1", "n2"])
commands: st.SearchStrategy[OfInvolvement] = st.one_of(
    st.builds(Join, since=maybe, until=maybe, role=roles),
    st.builds(Leave, until=maybe, which=which),
    st.builds(ChangeRole, role=roles, which=which),
    st.builds(LogContact, on=maybe, which=which),
    st.just(Confirm()),
)


def overlap(one: Involvement, other: Involvement) -> bool:
    end = date.max
    return one.since <= (other.until or end) and other.since <= (one.until or end)


ENDS_TODAY, AFTER_TOMORROW = TODAY.isoformat(), (TODAY + timedelta(days=2)).isoformat()


@settings(max_examples=examples(500), deadline=None)
@example([(Join(until=ENDS_TODAY), 0), (Join(since=AFTER_TOMORROW), 0), (Leave(until=AFTER_TOMORROW), 0)])
@given(st.lists(st.tuples(commands, st.integers(0, 5)), min_size=1, max_size=15))
def test_no_sequence_doubles_an_involvement_or_loses_one(said: list[tuple[OfInvolvement, int]]):
    kept = FakeInvolvements()
    today, seen = TODAY, 0
    for number, (command, later) in enumerate(said):
        today += timedelta(days=later)
        held = kept.held(ME.id, [child().id])
        scene = Scene(ME.id, WHERE, file(of=child()), held, NOW, today, f"n{number}")
        change = decide_change(scene, command)
        if not isinstance(change, Change):
            continue
        seen += 1
        kept.rewrite(change.rewrite)
        kept.events.extend(change.events)
        check(kept, today)
        assert {row.id for row in held} <= kept.rows.keys(), "nothing is lost"
    event(f"{min(seen, 5)} changes or more, {min(len(kept.rows), 3)} rows or more")


def check(kept: FakeInvolvements, today: date) -> None:
    rows = list(kept.rows.values())
    for row in rows:
        assert row.until is None or row.since <= row.until
        assert row.last_contact is None or row.last_contact <= today
    held = [row for row in rows if not row.cancelled]
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            assert normalise(one.role) != normalise(other.role) or not overlap(one, other)
    assert {one.involvement_id for one in kept.events} == kept.rows.keys(), "each has its history"


@given(days, days)
def test_joining_again_covers_both_spans(first: str, second: str):
    kept = FakeInvolvements()
    for number, since in enumerate((first, second)):
        scene = Scene(
            ME.id, WHERE, file(of=child()), kept.held(ME.id, [child().id]), NOW, TODAY, f"n{number}"
        )
        change = decide_change(scene, Join(since=since))
        assert isinstance(change, Change)
        kept.rewrite(change.rewrite)
    (row,) = kept.rows.values()
    assert (row.id, row.since, row.until) == (
        InvolvementId("n0"),
        date.fromisoformat(min(first, second)),
        None,
    )
