"""docs/policy.md says what the directory's word does: each row is asked of the code."""

from tests.cases import test_leavers as rules
from tests.docs.tables import table

PAGE = "docs/policy.md"


def test_what_the_directorys_word_does_is_what_the_page_says():
    assert table(PAGE, "directory") == [
        [standing.value, account.value, rules.follows(standing, account)]
        for standing, account, _ in rules.WORD
    ]


def test_how_much_is_believed_is_what_the_page_says():
    assert table(PAGE, "believed") == [
        [f"{found:,}", f"{active:,}", rules.believed(found, active)] for found, active, _ in rules.BELIEVED
    ]
