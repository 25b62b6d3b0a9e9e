"""What can be done in the background: a name, a function, and how often it is tried."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.work.steps import Retry


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work. ``act`` gets its steps, and the ids that cases.records.Work carries."""

    name: str
    act: Callable[..., Awaitable[None]]
    retry: Retry = field(default=Retry())


Jobs = Mapping[str, Job]


def by_name(*jobs: Job) -> Jobs:
    """The registry. A name that is used twice is a mistake."""
    made = {job.name: job for job in jobs}
    if len(made) != len(jobs):
        raise ValueError("Two jobs have the same name.")
    return made
