"""How many lines a card is tried with until it is small enough for a Teams message."""

from collections.abc import Iterator


def fewer(count: int) -> Iterator[int]:
    """All, then a tenth fewer each time, down to one."""
    yield count
    while count > 1:
        count = min(count - 1, count * 9 // 10)
        yield count


def full_then_listed(count: int, most_in_full: int) -> Iterator[tuple[int, int]]:
    """How many in full, and how many at all: from the best to the smallest."""
    for full in range(min(count, most_in_full), 0, -2):
        yield full, count
    listed = count
    while listed:
        yield 0, listed
        listed = listed * 3 // 4
    yield 0, 0
