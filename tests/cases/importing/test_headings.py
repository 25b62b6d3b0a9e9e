"""Columns: ours, theirs by a mapping, and those that nobody knows."""

import csv

import pytest

from cases.importing.faults import ImportFileError, MappingError
from cases.importing.headings import layout
from cases.importing.kinds import COLUMNS, Kind, template
from cases.importing.mapping import Mapping, mapping_from


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_is_a_file_of_its_kind(kind: Kind):
    headings = next(csv.reader(template(kind).splitlines()))
    assert layout(headings, Mapping(), None).kind is kind
    assert headings == [column.name for column in COLUMNS[kind]]


def test_headings_are_read_as_people_write_them():
    found = layout(
        ["ID", "Given", "NHS Number", "Also-Left"], Mapping(columns={"also left": ""}), Kind.CHILDREN
    )
    assert list(found.columns.values()) == ["id", "given", "nhs_number", ""]


@pytest.mark.parametrize(
    ("headings", "mapping", "kind", "says"),
    [
        (["id", "given", "familly"], Mapping(), Kind.CHILDREN, "“familly” (did you mean family?)"),
        (["id", "given", "zzz"], Mapping(), Kind.CHILDREN, "“zzz”"),
        (["given"], Mapping(), Kind.CHILDREN, "needs the columns id"),
        (["id", "ID "], Mapping(), Kind.CHILDREN, "the same: id"),
        (["id", "id"], Mapping(), Kind.CHILDREN, "there twice"),
        (["id", "given", ""], Mapping(), Kind.CHILDREN, "without a name"),
        (["id"], Mapping(columns={"nowhere": "given"}), Kind.CHILDREN, "does not have: nowhere"),
        (["child", "given"], Mapping(), None, "give --kind"),
    ],
)
def test_what_is_wrong_with_columns_is_named(headings, mapping, kind, says: str):
    with pytest.raises(ImportFileError, match=r".") as wrong:
        layout(headings, mapping, kind)
    assert says in str(wrong.value)


def test_a_file_without_a_first_line_of_columns_is_refused_and_nothing_of_it_repeated():
    with pytest.raises(ImportFileError) as wrong:
        layout(["104711", "Imogen", "Farthingale"], Mapping(), Kind.CHILDREN)
    assert "Imogen" not in str(wrong.value)


def test_a_mapping_says_what_columns_and_words_mean():
    made = mapping_from({
        "kind": "children", "encoding": "windows-1252", "separator": ";", "dates": "mm/dd/yyyy",
        "columns": {"Client": "id", "Forename": "given"}, "values": {"shielded": {"R": "yes"}},
    })  # fmt: skip
    assert list(layout(["Client", "Forename"], made, None).columns.values()) == ["id", "given"]
    assert made.values == {"shielded": {"R": "yes"}}


@pytest.mark.parametrize(
    "content",
    [
        {"kinds": "children"},
        {"kind": "child"},
        {"dates": "unclear"},
        {"separator": "x"},
        {"encoding": 7},
        {"columns": ["id"]},
        {"columns": {"a": 1}},
        {"values": {"shielded": "yes"}},
    ],
)
def test_a_mapping_that_means_nothing_is_refused(content):
    with pytest.raises(MappingError, match="mapping"):
        mapping_from(content)
