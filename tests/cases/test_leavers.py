"""What the directory's word does to whom, and how much of it is believed."""

import pytest

from cases.leavers import Account, Standing, has_left, is_back, most_believed

SHARE = 0.1

# standing, account, what follows
WORD = [
    (Standing.THERE, Account.ENABLED, "nothing"),
    (Standing.THERE, Account.DISABLED, "has left"),
    (Standing.THERE, Account.GONE, "has left"),
    (Standing.LEFT_BY_DIRECTORY, Account.ENABLED, "is back"),
    (Standing.LEFT_BY_DIRECTORY, Account.DISABLED, "nothing"),
    (Standing.LEFT_BY_DIRECTORY, Account.GONE, "nothing"),
    (Standing.LEFT, Account.ENABLED, "nothing"),
    (Standing.LEFT, Account.DISABLED, "nothing"),
    (Standing.LEFT, Account.GONE, "nothing"),
]

# found at once, active practitioners of the tenant, believed
BELIEVED = [
    (5, 5, "yes"),
    (6, 20, "no"),
    (6, 60, "yes"),
    (7, 60, "no"),
    (290, 2_900, "yes"),
    (291, 2_900, "no"),
]


def follows(standing: Standing, account: Account) -> str:
    if has_left(standing, account):
        return "has left"
    return "is back" if is_back(standing, account) else "nothing"


def believed(found: int, active: int) -> str:
    return "yes" if found <= most_believed(active, SHARE) else "no"


@pytest.mark.parametrize(("standing", "account", "expected"), WORD)
def test_the_directory_ends_and_takes_back_its_own_word_only(
    standing: Standing, account: Account, expected: str
):
    assert follows(standing, account) == expected


@pytest.mark.parametrize(("found", "active", "expected"), BELIEVED)
def test_of_too_many_at_once_none_is_believed(found: int, active: int, expected: str):
    assert believed(found, active) == expected


def test_a_share_is_not_a_little_less_for_how_a_machine_counts():
    assert most_believed(100, 0.29) == 29
    assert most_believed(100, 0.0) == 5
    assert most_believed(100, 1.0) == 100
