"""How far an import has come, with its rate and the time left; only where somebody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


class Bar(Protocol):
    """What a pass over a file tells of itself."""

    def at(self, position: int, rows: int) -> None:
        """So many bytes, and rows, so far."""
        ...


class _Hidden:
    def at(self, position: int, rows: int) -> None:
        """Nobody watches."""


class _Shown:
    def __init__(self, progress: Progress, title: str, size: int) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=max(size, 1), rows=0, rate=0)

    def at(self, position: int, rows: int) -> None:
        """Move the bar."""
        elapsed = self._progress.tasks[self._task].elapsed or 0
        rate = rows / elapsed if elapsed else 0
        self._progress.update(self._task, completed=position, rows=rows, rate=rate)


@contextmanager
def bar(title: str, size: int) -> Iterator[Bar]:
    """A bar on standard error while that is a terminal, wiped at the end."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Hidden()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Shown(progress, title, size)
