"""docs/policy.md says who hears of what: each row of its tables on updates is asked of the code."""

from cases.model import PractitionerId
from cases.policy_updates import hears
from cases.update_recipients import concerned
from cases.update_view import MOST, updates_view
from cases.update_weight import weight
from tests.builders import NOW, TODAY
from tests.cases import test_update_rules as rules
from tests.docs.tables import ROOT, table

PAGE = "docs/policy.md"
YES = {True: "yes", False: "no"}


def test_who_is_concerned_is_what_the_page_says():
    decided = [
        [what, YES[rules.ME.id in concerned(update, circle, [PractitionerId(lead) if lead else None])]]
        for what, update, circle, lead, _ in rules.CONCERNED
    ]
    assert table(PAGE, "update recipients") == decided


def test_who_hears_of_a_child_is_what_the_page_says():
    decided = [[what, YES[hears(who, of, NOW, TODAY) is not None]] for what, who, of, _ in rules.HEARS]
    assert table(PAGE, "update rights") == decided


def test_how_much_has_to_be_shown_is_what_the_page_says():
    decided = [
        [what, *(YES[rules.told_of(kind, amount) is not None] for amount in rules.AMOUNTS)]
        for what, kind in rules.KINDS.items()
    ]
    assert table(PAGE, "update shown") == decided


def test_after_which_gap_a_contact_is_told_is_what_the_page_says():
    decided = [[row[0], YES[rules.after_gap(*row[1:4])]] for row in rules.GAPS]
    assert table(PAGE, "contact gap") == decided


def test_how_much_it_matters_is_what_the_page_says():
    decided = [
        [what, who, weight(update, rules.ME.id, [PractitionerId(one) for one in leads]).name.lower()]
        for what, who, update, leads, _ in rules.WEIGHTS
    ]
    assert table(PAGE, "update weight") == decided


def test_what_is_one_line_is_what_the_page_says():
    decided = [
        [what, str(sum(len(one.lines) for one in updates_view(lines, TODAY).blocks))]
        for what, lines, _ in rules.MERGED
    ]
    assert table(PAGE, "update lines") == decided
    assert f"at most {MOST} lines" in (ROOT / PAGE).read_text(encoding="utf-8")
