"""Files as they come: encodings, separators, quotes, lines without end, and bytes that are no text at all."""

import json
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importing.csv_rows import csv_rows
from bot.importing.encoding import encoding_of
from bot.importing.files import look_at
from bot.importing.json_rows import json_rows
from bot.importing.lines import LONGEST_LINE, Lines
from cases.importing.faults import Fault, ImportFileError
from cases.importing.kinds import Kind
from cases.importing.mapping import Mapping
from tests.examples import examples

HEAD = "id,given,family\n"


def rows(path: Path, mapping: Mapping | None = None, kind: Kind = Kind.CHILDREN):
    with look_at(path, mapping or Mapping(), kind).open() as reading:
        return list(reading.rows())


def written(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = tmp_path / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


ZOE = {"id": "1", "given": "Zoë", "family": "Łuczak"}
NOEL = {"id": "1", "given": "Noël", "family": "Müller"}


@pytest.mark.parametrize(
    ("encoding", "mark", "row"),
    [
        ("utf-8", b"", ZOE),
        ("utf-8", b"\xef\xbb\xbf", ZOE),
        ("utf-16-le", b"\xff\xfe", ZOE),
        ("utf-16-be", b"\xfe\xff", ZOE),
        ("utf-16-le", b"", ZOE),
        ("utf-16-be", b"", ZOE),
        ("cp1252", b"", NOEL),
    ],
)
def test_an_encoding_is_told_by_its_rule(tmp_path: Path, encoding: str, mark: bytes, row: dict[str, str]):
    content = HEAD + f"{row['id']},{row['given']},{row['family']}\r\n"
    assert rows(written(tmp_path, mark + content.encode(encoding))) == [(2, row)]


def test_a_letter_of_another_encoding_among_utf8_is_marked_and_costs_its_row_alone(tmp_path: Path):
    path = written(tmp_path, HEAD.encode() + "1,Zoë,A\n".encode() + "2,Noël,B\n".encode("cp1252"))
    assert rows(path) == [
        (2, {"id": "1", "given": "Zoë", "family": "A"}),
        (3, {"id": "2", "given": "No\ufffdl", "family": "B"}),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_found_and_quotes_may_hold_lines_and_separators(tmp_path: Path, separator: str):
    lines = [["id", "given"], ["1", f'"Ann{separator}\n""Annie"""'], ["2", "Ben"]]
    path = written(tmp_path, "\n".join(separator.join(line) for line in lines))
    assert rows(path) == [
        (2, {"id": "1", "given": f'Ann{separator}\n"Annie"'}),
        (4, {"id": "2", "given": "Ben"}),
    ]


def test_what_spreadsheets_add_is_no_row(tmp_path: Path):
    path = written(tmp_path, "sep=;\nid;given;;\n1;Ann;;\n;;;\n\n2;Ben\n")
    assert rows(path) == [(3, {"id": "1", "given": "Ann"}), (6, {"id": "2", "given": "Ben"})]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and so on", "spreadsheet"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 10, "no text"),
        (b"id,given\n1,A\0nn\n", "no text"),
        (b'[{"id": "1"}]', "JSON list"),
        (b"x" * 200_000, "too long"),
    ],
)
def test_what_is_no_file_of_rows_is_refused_in_a_sentence(tmp_path: Path, content: bytes, says: str):
    with pytest.raises(ImportFileError, match=says):
        look_at(written(tmp_path, content), Mapping(), Kind.CHILDREN)


def test_a_folder_or_nothing_at_all_is_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(ImportFileError):
            look_at(path, Mapping(), Kind.CHILDREN)


def test_a_broken_row_costs_itself_alone(tmp_path: Path):
    path = written(tmp_path, 'id,given\n1,"Ann\n2,Ben\n3,"C"x\n4,Dan,more\n5\n6,Eve\n')
    found = dict(rows(path))
    assert found[3] == {"id": "2", "given": "Ben"}
    assert found[7] == {"id": "6", "given": "Eve"}
    assert [line for line, row in found.items() if isinstance(row, Fault)] == [2, 4, 5, 6]


def test_json_lines_are_read_as_text_whatever_they_hold(tmp_path: Path):
    lines = ['{"id": 1, "given": "Ann", "expected": true, "family": null}', "", "[1]", '{"id": 1, "id": 2}',
             "{",
             '{"id": "2", "given": ["Ben"]}', "[" * 60_000]  # fmt: skip
    found = rows(written(tmp_path, "\n".join(lines[:1] + lines)))
    assert found[0] == (1, {"id": "1", "given": "Ann", "expected": "yes", "family": ""})
    assert [line for line, row in found if isinstance(row, Fault)] == [4, 5, 6, 7, 8]


def test_a_key_that_comes_late_and_is_no_column_costs_its_row_alone(tmp_path: Path):
    lines = [f'{{"id": {at}, "given": "A"}}' for at in range(100)]
    found = rows(written(tmp_path, "\n".join([*lines, '{"id": 100, "nickname": "B"}'])))
    assert [line for line, row in found if isinstance(row, Fault)] == [101]


def test_a_line_of_many_megabytes_takes_no_memory_and_costs_itself_alone(tmp_path: Path):
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write(HEAD + "1,")
        for _ in range(32):
            file.write("x" * (1 << 20))
        file.write(",y\n2,Ben,B\n")
    source = look_at(path, Mapping(), Kind.CHILDREN)
    tracemalloc.start()
    with source.open() as reading:
        found = list(reading.rows())
        _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [line for line, _ in found] == [2, 3]
    assert isinstance(found[0][1], Fault)
    assert most < 4 * LONGEST_LINE * 4


@settings(max_examples=examples(60))
@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_one_clear_error(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.mktemp("bytes") / "file.csv"
    for head in (b"", b"id,given\n"):
        path.write_bytes(head + content)
        try:
            found = rows(path)
        except ImportFileError:
            continue
        assert all(isinstance(row, (dict, Fault)) for _, row in found)


@given(st.lists(st.text(alphabet='a",; \x00é', max_size=12), max_size=12))
def test_every_line_of_csv_is_in_some_row_or_is_reported(texts: list[str]):
    lines = [f"#{number}#,{text}" for number, text in enumerate(texts, 1)]
    found = list(csv_rows(Lines(StringIO("\n".join(lines), newline="")), ","))
    began = [one.line for one in found]
    assert began == sorted(set(began))
    reported = {one.line for one in found if isinstance(one.cells, Fault)}
    read = "".join(cell for one in found if not isinstance(one.cells, Fault) for cell in one.cells)
    assert all(number in reported or f"#{number}#" in read for number in range(1, len(lines) + 1))


@given(st.lists(st.one_of(st.text(max_size=20), st.from_type(dict).map(str)), max_size=10))
def test_every_line_of_json_is_a_row_or_a_fault(texts: list[str]):
    lines = [
        json.dumps({"id": text}) if len(text) % 2 else text.replace("\n", " ").replace("\r", " ")
        for text in texts
    ]
    found = list(json_rows(Lines(StringIO("\n".join(lines), newline=""))))
    assert [number for number, _ in found] == [at for at, line in enumerate(lines, 1) if line.strip()]


def test_an_encoding_is_a_rule_and_no_guess(tmp_path: Path):
    assert encoding_of(written(tmp_path, b"plain")) == "utf-8"
    assert encoding_of(written(tmp_path, b"caf\xe9 \x81")) == "utf-8"
