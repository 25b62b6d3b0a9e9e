"""Rows of files: what is taken, and what is wrong with what is not; never with the value in the words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.importing.cells import Frame
from cases.importing.faults import class_of
from cases.importing.given import given_by, hash_of, row_from
from cases.importing.kinds import COLUMNS, Kind
from cases.importing.mapping import DateForm
from cases.importing.reading import read_row
from cases.importing.rows import BadRow
from cases.model import Birth, Name

TODAY = date(2026, 11, 20)
CHILD = {"id": "7", "given": "Imogen", "family": "Farthingale"}
PERSON = {"child": "7", "person": "A1", "given": "Rosalind", "relationship": "mother"}
STAFF = {"id": "S1", "name": "Morwenna Teague", "role": "Social worker", "service": "team"}
HELP = {"id": "I1", "child": "7", "practitioner": "S1", "since": "2026-01-05"}
OF_KIND = {
    Kind.CHILDREN: CHILD,
    Kind.PEOPLE: PERSON,
    Kind.PRACTITIONERS: STAFF,
    Kind.INVOLVEMENTS: HELP,
}
GUID = "8d0c1f7e-2b3a-4c5d-9e6f-7a8b9c0d1e2f"
LONG = "x" * 201


def read(kind: Kind, row: dict[str, str], dates: DateForm = DateForm.DAY_FIRST):
    return read_row(kind, row, Frame(TODAY, dates))


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("2015-03-02", Birth(2015, 3, 2)),
        ("2015-3-2", Birth(2015, 3, 2)),
        ("2015-03-02T00:00:00", Birth(2015, 3, 2)),
        ("02/03/2015", Birth(2015, 3, 2)),
        ("2.3.2015", Birth(2015, 3, 2)),
        ("02-Mar-2015", Birth(2015, 3, 2)),
        ("2 March 2015", Birth(2015, 3, 2)),
        ("29/02/2016", Birth(2016, 2, 29)),
        ("2015-03", Birth(2015, 3)),
        ("2015", Birth(2015)),
        ("  ", None),
    ],
)
def test_a_date_of_birth_is_read_in_one_way(written: str, born: Birth | None):
    assert read(Kind.CHILDREN, CHILD | {"born": written}).birth == born


@pytest.mark.parametrize(
    ("written", "form", "says"),
    [
        ("31/02/2015", DateForm.DAY_FIRST, "calendar"),
        ("2015-02-29", DateForm.DAY_FIRST, "calendar"),
        ("12/25/2015", DateForm.DAY_FIRST, "month comes first"),
        ("03/04/2015", DateForm.UNCLEAR, "either way"),
        ("03/04/2015", DateForm.ISO, "mapping"),
        ("25/12/2015", DateForm.MONTH_FIRST, "month"),
        ("02/03/15", DateForm.DAY_FIRST, "four digits"),
        ("42064", DateForm.DAY_FIRST, "2014-03-02"),
        ("yesterday", DateForm.DAY_FIRST, "2014-03-02"),
        ("1815-12-10", DateForm.DAY_FIRST, "1900"),
        ("2027-12-10", DateForm.DAY_FIRST, "future"),
        ("2 Mars 2015", DateForm.DAY_FIRST, "no month of that name"),
    ],
)
def test_a_date_that_is_none_or_could_be_two_is_refused(written: str, form: DateForm, says: str):
    bad = read(Kind.CHILDREN, CHILD | {"born": written}, form)
    assert isinstance(bad, BadRow)
    assert [(one.column, says in one.reason) for one in bad.faults] == [("born", True)]
    assert written not in bad.faults[0].reason + bad.faults[0].value


def test_a_month_that_comes_first_is_read_so_when_it_is_said():
    assert read(Kind.CHILDREN, CHILD | {"born": "12/25/2015"}, DateForm.MONTH_FIRST).birth == Birth(
        2015, 12, 25
    )


@pytest.mark.parametrize(
    ("kind", "changes", "column", "says"),
    [
        (Kind.CHILDREN, {"id": ""}, "id", "missing"),
        (Kind.CHILDREN, {"id": "x" * 101}, "id", "longer"),
        (Kind.CHILDREN, {"given": "", "family": " "}, "given", "needs a name"),
        (Kind.CHILDREN, {"given": "Imo\x00gen"}, "given", "characters"),
        (Kind.CHILDREN, {"given": "Imo\ufffdgen"}, "given", "encoding"),
        (Kind.CHILDREN, {"given": "Imo\ud800gen"}, "given", "characters"),
        (Kind.CHILDREN, {"given": LONG}, "given", "longer"),
        (Kind.CHILDREN, {"nhs_number": "999 000 0019"}, "nhs_number", "last digit"),
        (Kind.CHILDREN, {"nhs_number": "999000001"}, "nhs_number", "ten digits"),
        (Kind.CHILDREN, {"nhs_number": "٩٩٩٠٠٠٠٠١٨"}, "nhs_number", "ten digits"),
        (Kind.CHILDREN, {"upn": "B123456789012"}, "upn", "first letter"),
        (Kind.CHILDREN, {"upn": "123"}, "upn", "eleven digits"),
        (Kind.CHILDREN, {"shielded": "perhaps"}, "shielded", "yes nor no"),
        (Kind.CHILDREN, {"expected": "yes"}, "expected", "when it is expected"),
        (Kind.CHILDREN, {"expected": "yes", "born": "2029"}, "born", "ahead"),
        (Kind.PEOPLE, {"other_child": "8", "person": ""}, "given", "not here"),
        (Kind.PEOPLE, {"person": ""}, "other_child", "either"),
        (Kind.PEOPLE, {"person": "", "given": "", "other_child": "7"}, "other_child", "themself"),
        (Kind.PEOPLE, {"given": ""}, "given", "needs a name"),
        (Kind.PEOPLE, {"relationship": ""}, "relationship", "missing"),
        (Kind.PRACTITIONERS, {"name": ""}, "name", "missing"),
        (Kind.PRACTITIONERS, {"email": "nobody"}, "email", "no e-mail"),
        (Kind.PRACTITIONERS, {"tenant_id": GUID}, "object_id", "together"),
        (Kind.PRACTITIONERS, {"tenant_id": "7", "object_id": GUID}, "tenant_id", "Entra"),
        (Kind.INVOLVEMENTS, {"since": ""}, "since", "missing"),
        (Kind.INVOLVEMENTS, {"since": "1980-01-01"}, "since", "years ago"),
        (Kind.INVOLVEMENTS, {"until": "2025-01-01"}, "until", "before the first"),
        (Kind.INVOLVEMENTS, {"last_contact": "2026-11-21"}, "last_contact", "future"),
        (Kind.INVOLVEMENTS, {"visibility": "secret"}, "visibility", "open, sensitive"),
        (Kind.INVOLVEMENTS, {"basis": "because"}, "basis", "consent"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_by_column_and_reason(
    kind: Kind, changes: dict[str, str], column: str, says: str
):
    bad = read(kind, OF_KIND[kind] | changes)
    assert isinstance(bad, BadRow)
    assert [(one.column, says in one.reason) for one in bad.faults] == [(column, True)]


def test_names_are_taken_as_they_are_in_any_script_and_number():
    row = CHILD | {"given": "  Zoë  Anne ", "given_2": "أحمد", "family_2": "", "given_3": "Zoë Anne"}
    child = read(Kind.CHILDREN, row | {"family_3": "Farthingale"})
    assert child.names == (Name("Zoë Anne", "Farthingale"), Name("أحمد"))
    assert read(Kind.CHILDREN, {"id": "1", "family": "Baby"}).names == (Name("Baby"),)


def test_a_number_may_be_written_with_spaces_and_a_temporary_upn_ends_in_a_letter():
    row = CHILD | {"nhs_number": "999 000 0018", "upn": "a12345678901b"}
    child = read(Kind.CHILDREN, row)
    assert (child.nhs_number, child.upn) == ("9990000018", "A12345678901B")


def test_words_of_the_file_stand_for_ours():
    frame = Frame(TODAY, values={"shielded": {"RESTRICTED": "yes"}})
    assert read_row(Kind.CHILDREN, CHILD | {"shielded": "RESTRICTED"}, frame).shielded


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "empty"),
        ("123", "digits, 3 long"),
        ("31/02/2014", "like a date, 10 long"),
        ("Imogen", "letters, 6 long"),
        ("Mary-Ann O'Neill", "words, 16 long"),
        ("C1", "letters and digits, 2 long"),
        ("<b>", "other text, 3 long"),
    ],
)
def test_a_report_says_what_sort_of_value_it_was(value: str, said: str):
    assert class_of(value) == said


@st.composite
def rows(draw: st.DrawFn) -> tuple[Kind, dict[str, str]]:
    kind = draw(st.sampled_from(list(Kind)))
    good = [one.examples[0] for one in COLUMNS[kind]]
    values = st.one_of(st.text(max_size=20), st.sampled_from([*good, "02/03/2015", "yes", "9990000018", ""]))
    changes = draw(st.dictionaries(st.sampled_from([one.name for one in COLUMNS[kind]]), values))
    return kind, OF_KIND[kind] | changes


@given(rows())
def test_any_row_is_either_taken_or_reported_and_reads_back_from_what_is_kept(
    made: tuple[Kind, dict[str, str]],
):
    kind, row = made
    found = read(kind, row)
    if isinstance(found, BadRow):
        assert found.faults
        return
    text = given_by(found)
    assert row_from(kind, found.source_id, text) == found
    assert hash_of(given_by(row_from(kind, found.source_id, text))) == hash_of(text)
