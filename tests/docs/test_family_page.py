"""docs/policy.md says what is done about families: each row of its tables is asked of the code."""

from dataclasses import replace

import pytest

from cases.kin import kin
from cases.model import ChildId
from tests.builders import case, file, grant
from tests.cases import test_family as rules
from tests.cases.test_kin import KIN
from tests.docs.tables import table

PAGE = "docs/policy.md"
SHIELDED = rules.theirs(shielded=True)
RELATIVES = {
    "one I have a right to": rules.mine("kim"),
    "one others work with": rules.theirs(),
    "one whose circle I have a live grant for": replace(rules.theirs(), grants=(grant("me", "kim"),)),
    "known to a hidden service only": rules.unseen(),
    "one nobody works with": file(of=rules.named("kim")),
    "shielded": SHIELDED,
    "shielded, and I work with them": rules.mine("kim", shielded=True),
    "shielded, and I am the lead": replace(SHIELDED, cases=(case("kim", lead="me"),)),
}


def test_which_children_are_of_one_family_is_what_the_page_says():
    decided = {
        label: "yes" if "other" in kin(ChildId("child"), relatives) else "no" for label, relatives, _ in KIN
    }
    assert dict(table(PAGE, "kin")) == decided


@pytest.mark.parametrize("row", table(PAGE, "family"), ids=", ".join)
def test_each_relative_is_shown_as_the_page_says(row: list[str]):
    relative, given, answer = row
    decision = rules.ask([rules.mine()], [RELATIVES[relative]], reason=rules.WHY if given == "yes" else None)
    assert ("C-kim" in rules.shown(decision)) is {"the circle": True, "nothing": False}[answer]


def test_every_kind_of_relative_is_on_the_page():
    assert {row[0] for row in table(PAGE, "family")} == RELATIVES.keys()
