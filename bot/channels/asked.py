"""How Teams' refusals look to background work."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.work.errors import AgainError
from bot.work.errors import RefusedError as NeverError
from cases.ports_tenant import AskLaterError, NotThereError, RefusedError

_NOT_THERE = 60.0  # seconds


@contextmanager
def asking() -> Iterator[None]:
    """What Teams may do later is tried again; what it refuses needs somebody's attention."""
    try:
        yield
    except AskLaterError as later:
        raise AgainError(later.retry_after or 0.0) from later
    except NotThereError as unseen:
        raise AgainError(_NOT_THERE) from unseen
    except RefusedError as never:
        raise NeverError(never.why) from never
