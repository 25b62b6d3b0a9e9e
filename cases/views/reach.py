"""Who of a manager's people cannot be reached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReachView:
    """Names: of those who took the app out or blocked it, and of those who never had it."""

    removed: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
