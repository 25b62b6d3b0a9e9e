"""Working days of England: weekends and bank holidays do not count."""

from datetime import UTC, date, datetime

import pytest

from bot.bank_holidays import is_bank_holiday
from cases.workdays import after_working_days, is_working_day

ROWS = [
    ("within a week", datetime(2026, 11, 16, 15, tzinfo=UTC), datetime(2026, 11, 18, 15, tzinfo=UTC)),
    ("over a weekend", datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 24, 15, tzinfo=UTC)),
    ("from a Saturday", datetime(2026, 11, 21, 15, tzinfo=UTC), datetime(2026, 11, 25, 0, tzinfo=UTC)),
    # Christmas Day 2026 is a Friday, Boxing Day a Saturday: the Monday after is its substitute.
    ("over Christmas", datetime(2026, 12, 23, 15, tzinfo=UTC), datetime(2026, 12, 29, 15, tzinfo=UTC)),
    ("over the clock change", datetime(2026, 3, 27, 15, tzinfo=UTC), datetime(2026, 3, 31, 14, tzinfo=UTC)),
    ("over Easter", datetime(2026, 4, 2, 9, tzinfo=UTC), datetime(2026, 4, 8, 9, tzinfo=UTC)),
]


@pytest.mark.parametrize(("what", "since", "due"), ROWS, ids=[row[0] for row in ROWS])
def test_two_working_days_later(what: str, since: datetime, due: datetime):  # noqa: ARG001
    assert after_working_days(since, 2, is_bank_holiday) == due


def test_bank_holidays_are_those_of_england():
    assert is_bank_holiday(date(2026, 8, 31))
    assert not is_bank_holiday(date(2026, 8, 3)), "Scotland's"
    assert not is_bank_holiday(date(2026, 11, 30)), "St Andrew's Day"
    assert is_working_day(date(2026, 11, 30), is_bank_holiday)
