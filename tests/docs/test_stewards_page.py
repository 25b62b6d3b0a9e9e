"""docs/policy.md says when two records are one child, who decides, and what a merge does."""

from cases.policy_stewards import may_compare
from store.merge_rows import MOVED
from tests.builders import child, practitioner, viewer
from tests.cases import test_linking as linking
from tests.cases import test_merging as merging
from tests.docs.tables import table

PAGE = "docs/policy.md"


def test_who_is_linked_is_what_the_page_says():
    written = dict(table(PAGE, "linking"))
    assert written == {case: linking.verdict(case) for case in linking.CASES}


def test_what_two_records_say_afterwards_is_what_the_page_says():
    for fact, kept, other, then in table(PAGE, "merged-facts"):
        assert merging.afterwards(fact, kept, other) == then, (fact, kept, other)


def test_what_came_later_is_whose_the_page_says():
    written = {case: said == "yes" for case, said in table(PAGE, "later")}
    assert written == {case: merging.back(case) for case in merging.SERVICES}


def test_the_page_names_every_table_whose_rows_move():
    named = {rows.strip("`") for rows, _, moved in table(PAGE, "merged-rows") if moved == "yes"}
    assert named == {column.table.name for column in MOVED}


ROLES = {
    "a steward": {"steward": True},
    "a governance lead who is a steward": {"steward": True, "governance_lead": True},
    "a governance lead": {"governance_lead": True},
    "a broker": {"broker": True},
    "an administrator": {"administrator": True},
    "the lead of a case of one of them": {},
}


def test_who_may_compare_is_what_the_page_says():
    def said(who: str, *, shielded: bool) -> str:
        asks = viewer(practitioner("x", "y", **ROLES[who]), "z")
        children = (child("a"), child("b", shielded=shielded))
        return "compare, merge, undo" if may_compare(asks, children) else "nothing"

    assert table(PAGE, "stewards") == [
        [who, said(who, shielded=False), said(who, shielded=True)] for who in ROLES
    ]
