"""What can go wrong with background work.

WorkUnavailableError        the engine cannot start; its message is for whoever runs the service
AgainError                  a job says: not now, later
RefusedError                a job says: never, somebody has to look at it
WorkFailedError             a piece of work is given up; names classes and steps, never what anybody said
"""


class WorkUnavailableError(Exception):
    """The engine cannot start. The message says why and what to do."""


class AgainError(Exception):
    """It could not be done now: once more, not before so many seconds have passed (a Retry-After)."""

    def __init__(self, after: float = 0.0) -> None:
        super().__init__("once more later")
        self.after = after


class RefusedError(Exception):
    """It cannot be done however often it is tried: it needs attention at once."""


class WorkFailedError(Exception):
    """A piece of work was given up, at this step, because of an error of this class."""

    def __init__(self, step: str, error: str) -> None:
        super().__init__(f"{step}: {error}")
        self.step = step
        self.error = error
