"""docs/policy.md says what is made of whoever is in a channel: each row is asked of the code."""

from tests.cases import test_checking as rules
from tests.docs.tables import table


def test_what_is_made_of_somebody_in_a_channel_is_what_the_page_says():
    decided = {label: str(rules.judged(*row)) for label, *row, _ in rules.CHECKING}
    assert dict(table("docs/policy.md", "checking")) == decided
