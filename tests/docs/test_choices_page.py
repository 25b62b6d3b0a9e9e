"""docs/policy.md says when people are told and what they acknowledge: each row is asked of the code."""

from cases.deferral import URGENT
from cases.updates_seen import needs_seen
from tests.cases import test_choices as telling
from tests.cases import test_choices_now as looking
from tests.cases import test_deferral as holding
from tests.cases import test_updates_seen as seeing
from tests.docs.tables import table

PAGE = "docs/policy.md"


def test_when_somebody_is_told_is_what_the_page_says():
    said = [[label, telling.decided(row)] for label, row in telling.ROWS.items()]
    assert table(PAGE, "told when") == said


def test_what_waits_is_told_as_the_page_says():
    said = [[label, looking.decided(row)] for label, row in looking.ROWS.items()]
    assert table(PAGE, "looked at again") == said


def test_when_other_messages_come_is_what_the_page_says():
    said = [[label, holding.decided(row)] for label, row in holding.ROWS.items()]
    assert table(PAGE, "messages") == said


def test_what_does_not_wait_is_what_the_page_says():
    rows = table(PAGE, "urgent")
    assert [row[:2] for row in rows] == [[f"`{kind}`", line] for kind, line in URGENT.items()]
    assert all(row[2] for row in rows), "each for a reason"


def test_what_is_to_be_acknowledged_is_what_the_page_says():
    rows = table(PAGE, "acknowledged")
    said = [[str(kind), "yes" if needs_seen(kind) else "no"] for kind in seeing.ACKNOWLEDGED]
    assert [row[:2] for row in rows] == said
    assert all(row[2] for row in rows), "each for a reason"


def test_when_somebody_is_asked_again_is_what_the_page_says():
    assert table(PAGE, "asked again") == [[label, seeing.decided(label)] for label in seeing.AGAIN]
