"""docs/policy.md says when people are reminded of tasks: each row is asked of the code."""

from bot.bank_holidays import is_bank_holiday
from bot.settings import Settings
from cases.reminding import level
from tests.cases import test_reminding as rules
from tests.docs.tables import table

PAGE = "docs/policy.md"
DAYS = Settings.model_fields["task_escalate_days"].get_default()


def test_what_is_said_on_a_day_is_what_the_page_says():
    said = [[what, on, rules.said(task, whose, day)] for what, on, task, whose, day, _ in rules.REMINDED]
    assert table(PAGE, "reminders") == said


def test_who_hears_that_it_is_late_is_what_the_page_says():
    said = [
        [what, on, rules.WHO[level(task, day, DAYS, is_bank_holiday)]]
        for what, on, task, day, _ in rules.LATE
    ]
    assert table(PAGE, "overdue tasks") == said
