"""docs/policy.md on sensitive services: each row of its tables is asked of the code."""

from cases.introduction import MOVES, Stage
from cases.policy_sensitive import may_be_named, may_disclose
from tests.builders import viewer
from tests.cases import test_policy_sensitive as rules
from tests.docs.tables import table

PAGE = "docs/policy.md"
SAID = {True: "yes", False: "no"}


def test_who_may_say_what_others_see_is_what_the_page_says():
    decided = [
        [what, SAID[may_disclose(viewer(who, "health"), row)]] for what, who, row, _ in rules.DISCLOSING
    ]
    assert table(PAGE, "disclosing") == decided


def test_who_may_be_named_is_what_the_page_says():
    me = viewer(rules.NURSE, "health")
    decided = [[what, SAID[may_be_named(me, whom, known)]] for what, whom, known, _ in rules.NAMING]
    assert table(PAGE, "naming") == decided


def test_a_request_moves_as_the_page_says_and_in_no_other_way():
    moves = [[str(start), str(party), str(step), str(end)] for (start, party, step), end in MOVES.items()]
    assert sorted(table(PAGE, "introduction")) == sorted(moves)


def test_the_asker_reads_what_the_page_says():
    rows = table(PAGE, "reads")
    assert {row[0] for row in rows} >= set(Stage)
    assert rows == [[stages, rules.reads(stages)] for stages, _ in rows]
