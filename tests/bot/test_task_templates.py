"""Templates of tasks: those that come with the product, an agency's own, and files that cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from bot.bank_holidays import is_bank_holiday
from bot.task_templates import load_templates, templates_in
from cases.model import CaseKind
from cases.task_templates import due_from, offered

GOOD = '[[task]]\nid = "visit"\ntitle = "Visit the school"\nworking_days = 3\n'
BROKEN = {
    "[[task]]\nid = \n": "own.toml, line 2: this is no TOML",
    "[[task\n": "own.toml, line 1: this is no TOML",
    GOOD + "colour = 'red'\n": "own.toml, line 5: Object contains unknown field colour.",
    GOOD + '[[task]]\ntitle = "x"\n': "own.toml, line 5: Object missing required field id.",
    GOOD.replace("3", '"3"'): "own.toml, line 4: Expected int | null, got str.",
    GOOD + 'kinds = ["other"]\n': "own.toml, line 5: Invalid enum value 'other'.",
    GOOD + "months = 3\n": "own.toml, line 5: give working_days or months, not both.",
    GOOD + GOOD: "own.toml, line 2: there are two tasks with the id visit.",
    GOOD.replace("visit", "Visit!"): "own.toml, line 2: an id is of small letters",
    GOOD.replace("Visit the school", " "): "own.toml, line 3: a title has",
    GOOD.replace("Visit the school", "x" * 121): "own.toml, line 3: a title has",
    GOOD.replace("= 3", "= -1"): "own.toml, line 4: working_days are",
    GOOD + 'from = "birth"\n': 'own.toml, line 5: from is "today" or "opening".',
    GOOD + 'url = "http://x.example"\n': "own.toml, line 5: a url begins with https://.",
    GOOD + f"checklist = {['x'] * 21}\n": "own.toml, line 5: a checklist has at most 20 lines.",
    GOOD + 'checklist = [""]\n': "own.toml, line 5: a line of a checklist",
    "colour = 'red'\n": "own.toml, line 1: Object contains unknown field colour.",
}


def own(folder: Path, text: str) -> Path:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return folder


def test_those_that_come_with_the_product_are_whole_and_say_where_their_term_comes_from():
    loaded = load_templates(None)
    assert loaded.problems == ()
    named = {one.id: one for one in loaded.templates}
    assert {"initial-conference", "core-group", "assessment", "looked-after-review"} <= named.keys()
    terms = [one for one in loaded.templates if one.working_days is not None or one.months is not None]
    assert all(one.source and one.url.startswith("https://www.") for one in terms)
    assert {one.id for one in terms} == {"looked-after-review", "second-looked-after-review"}


def test_a_term_counts_working_days_or_months():
    named = {one.id: one for one in load_templates(None).templates}
    second = named["second-looked-after-review"]
    assert due_from(named["looked-after-review"], date(2026, 12, 21), is_bank_holiday) == date(2027, 1, 21)
    assert due_from(second, date(2026, 11, 30), is_bank_holiday) == date(2027, 2, 28)


def test_each_kind_of_case_is_offered_its_own():
    loaded = load_templates(None).templates
    kinds = {kind: {one.id for one in offered(loaded, kind)} for kind in CaseKind}
    assert "core-group" in kinds[CaseKind.CHILD_PROTECTION]
    assert "core-group" not in kinds[CaseKind.EARLY_HELP]
    assert len(offered(loaded, None)) == len(loaded)


def test_an_agencys_own_come_beside_them_or_in_their_place(tmp_path: Path):
    loaded = load_templates(own(tmp_path, GOOD + '[[task]]\nid = "core-group"\ntitle = "Ours"\n'))
    named = {one.id: one.title for one in loaded.templates}
    assert (named["visit"], named["core-group"]) == ("Visit the school", "Ours")
    assert "assessment" in named


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_left_out_with_the_line_that_is_wrong(tmp_path: Path, text: str):
    loaded = load_templates(own(tmp_path, text))
    (problem,) = loaded.problems
    assert problem.startswith(BROKEN[text])
    assert templates_in(tmp_path) == templates_in(None)


def test_a_file_that_is_no_text_or_too_large_is_left_out(tmp_path: Path):
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").write_text("#" * 300_000)
    assert [problem.split()[0] for problem in load_templates(tmp_path).problems] == ["a.toml", "b.toml"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    (problem,) = load_templates(tmp_path / "none").problems
    assert "is no folder" in problem
