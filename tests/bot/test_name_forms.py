"""An agency's own list of names that stand for each other."""

from pathlib import Path

import pytest

from bot.name_forms import forms_in, load_forms

GOOD = "\ufeffBartholomew, Bear, Бартоломей\n\n# all of it a remark\nXochitl, Sochi  # heard so\n"


def own(folder: Path, text: str) -> Path:
    file = folder / "names.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_group_a_line_with_remarks(tmp_path: Path):
    loaded = load_forms(own(tmp_path, GOOD))
    assert loaded.groups == (("Bartholomew", "Bear", "Бартоломей"), ("Xochitl", "Sochi"))
    assert loaded.problems == ()


def test_they_stand_for_each_other_beside_those_that_everybody_has(tmp_path: Path):
    forms = forms_in(own(tmp_path, GOOD))
    assert "bartholomew" in forms.of("bear")
    assert "elizabeth" in forms.of("liz")


def test_without_a_file_there_are_none():
    assert load_forms(None).groups == ()


@pytest.mark.parametrize("line", ["Alone", "Anna Maria, Mia", ", ,Bo", "?!, Bo", ",".join("ab" * 60)])
def test_a_line_that_is_wrong_is_left_out_and_named(tmp_path: Path, line: str):
    loaded = load_forms(own(tmp_path, f"Bo, Bob\n{line}\n"))
    assert loaded.groups == (("Bo", "Bob"),)
    (problem,) = loaded.problems
    assert "line 2" in problem


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None):
    file = tmp_path / "names.txt"
    if content is not None:
        file.write_bytes(content)
    (problem,) = load_forms(file).problems
    assert "TEAMAROUND_NAME_FORMS" in problem
    assert forms_in(file).of("nobody") == frozenset()
