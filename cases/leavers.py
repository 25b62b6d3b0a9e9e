"""What follows from how somebody's account stands in the directory, and how much of it is believed."""

from datetime import timedelta
from enum import StrEnum

AT_LEAST = 5
"""So many may leave at once however few there are."""

LATELY = timedelta(days=31)
"""Entra keeps a deleted account for 30 days, in which it can be restored."""


class Account(StrEnum):
    """How somebody's account stands in the directory of their tenant."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    GONE = "gone"


class Standing(StrEnum):
    """How the register has them."""

    THERE = "there"
    LEFT_BY_DIRECTORY = "left, by the directory's word alone"
    LEFT = "left, as somebody said"


def has_left(standing: Standing, account: Account) -> bool:
    """Whether the directory's word ends their access now."""
    return standing is Standing.THERE and account is not Account.ENABLED


def is_back(standing: Standing, account: Account) -> bool:
    """Whether they are there again: the directory takes back its own word, and nobody else's."""
    return standing is Standing.LEFT_BY_DIRECTORY and account is Account.ENABLED


def most_believed(active: int, share: float) -> int:
    """How many of so many active practitioners may have left at once; of more, none is believed."""
    # A share such as 0.29 of 100 is a little less than 29 as the machine counts.
    return max(AT_LEAST, int(active * share + 1e-9))
