"""What was measured, as a table that a person can read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.driver import Round


@dataclass(slots=True)
class Lane:
    """One contestant under one kind of question: its rounds so far, and what its process used."""

    name: str
    rounds: list[Round] = field(default_factory=list)
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0
    started_in: float = 0.0

    @property
    def latencies(self) -> list[float]:
        """Every turn's latency in seconds, shortest first."""
        return sorted(latency for one in self.rounds for latency in one.latencies)

    @property
    def per_second(self) -> float:
        """Turns a second: the median of the rounds."""
        return median(one.per_second for one in self.rounds)

    @property
    def cpu_ms(self) -> float:
        """The contestant's processor time for one turn, in milliseconds."""
        return self.cpu_seconds * 1000 / len(self.latencies)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed. ``ordered`` is not empty."""
    rank = -(-len(ordered) * share // 1)
    return ordered[max(int(rank) - 1, 0)]


def ratios(ours: Lane, theirs: Lane) -> list[float]:
    """Turns we do while they do one, round by round: neighbours in time, so that noise meets both."""
    return [a.per_second / b.per_second for a, b in zip(ours.rounds, theirs.rounds, strict=True)]


def table(lanes: Sequence[Lane], ours: Lane) -> str:
    """One line for each lane; ``ours`` is the lane that the ratios are to."""
    head = [
        "",
        "turns/s",
        "ours ÷ this (lowest-highest)",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "memory MB",
        "ready s",
    ]
    rows = [head, *(_row(lane, ours) for lane in lanes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(_line(row, widths) for row in rows)


def _row(lane: Lane, ours: Lane) -> list[str]:
    by_round = ratios(ours, lane)
    latencies = lane.latencies
    return [
        lane.name,
        f"{lane.per_second:,.0f}",
        f"{median(by_round):.2f} ({min(by_round):.2f}-{max(by_round):.2f})",
        f"{percentile(latencies, 0.50) * 1000:.1f}",
        f"{percentile(latencies, 0.99) * 1000:.1f}",
        f"{lane.cpu_ms:.2f}",
        f"{lane.memory_mb:.0f}",
        f"{lane.started_in:.1f}",
    ]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
