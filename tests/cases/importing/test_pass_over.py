"""A pass over a file: ids seen twice, days with their month first, one adult under two names."""

from hypothesis import given
from hypothesis import strategies as st

from cases.importing.cells import Frame
from cases.importing.kinds import Kind
from cases.importing.pass_over import Bad, Good, Learnt, Pass
from cases.importing.seen import Named, Seen, digest
from tests.builders import TODAY


def passes(kind: Kind, rows: list[dict[str, str]], *, stated: bool = False) -> list[Good | Bad]:
    learnt = Learnt()
    while True:
        over = Pass(kind, Frame(TODAY), learnt, stated=stated)
        found = list(over.over(enumerate(rows, 2)))
        if over.learnt() == learnt:
            return found
        learnt = over.learnt()


def faults(found: list[Good | Bad]) -> list[tuple[int, str]]:
    return [(one.line, one.faults[0].column) for one in found if isinstance(one, Bad)]


def test_of_two_rows_with_one_id_neither_is_taken():
    rows = [{"id": "1", "given": "A"}, {"id": "2", "given": "B"}, {"id": "1", "given": "C"}]
    assert faults(passes(Kind.CHILDREN, rows)) == [(2, "id"), (4, "id")]


def test_two_children_cannot_have_one_number():
    rows = [{"id": str(one), "given": "A", "nhs_number": "9990000018"} for one in range(2)]
    assert faults(passes(Kind.CHILDREN, rows)) == [(2, "nhs_number"), (3, "nhs_number")]


def test_days_that_could_be_read_either_way_are_refused_where_one_has_its_month_first():
    rows = [
        {"id": str(at), "given": "A", "born": day}
        for at, day in enumerate(["03/04/2015", "12/25/2015", "30/04/2015"])
    ]
    assert faults(passes(Kind.CHILDREN, rows)) == [(2, "born"), (3, "born")]
    assert faults(passes(Kind.CHILDREN, rows, stated=True)) == [(3, "born")]
    assert faults(passes(Kind.CHILDREN, [rows[0], rows[2]])) == []


def test_one_adult_has_one_name():
    row = {"child": "1", "person": "A", "given": "Pat", "relationship": "mother"}
    rows = [row, row | {"child": "2"}, row | {"child": "3", "given": "Sam"}, row | {"person": "B"}]
    assert faults(passes(Kind.PEOPLE, rows)) == [(2, "given"), (3, "given"), (4, "given")]


@given(st.lists(st.text(max_size=3)))
def test_what_was_seen_is_known_and_what_was_seen_twice(words: list[str]):
    seen = Seen()
    for word in words:
        seen.add(word)
    assert all(word in seen for word in words)
    assert "never" not in seen
    assert seen.twice() == {digest(word) for word in words if words.count(word) > 1}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"))))
def test_which_ids_had_different_things(pairs: list[tuple[str, str]]):
    named = Named()
    for word, other in pairs:
        named.add(word, other)
    assert named.different() == {
        digest(word) for word, _ in pairs if len({o for w, o in pairs if w == word}) > 1
    }
