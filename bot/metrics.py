"""What can be counted without saying anything about anybody: turns, and how long they took."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

TEXT = CONTENT_TYPE_LATEST


class Metrics:
    """The counters of one service. A registry of its own, so that several can run in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter(
            "teamaround_turns", "Activities answered, by HTTP status", ["status"], registry=self._registry
        )
        self._seconds = Histogram(
            "teamaround_turn_seconds",
            "Seconds from an activity's arrival to its answer",
            registry=self._registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 5, 15),
        )
        self.notices_waiting = Gauge(
            "teamaround_notices_waiting", "Notices not yet delivered", registry=self._registry
        )
        self.notices_failed = Gauge(
            "teamaround_notices_failed", "Notices given up after many attempts", registry=self._registry
        )
        self.audit_unsealed = Gauge(
            "teamaround_audit_unsealed", "Audit entries not yet sealed", registry=self._registry
        )

        self.leavers_uncovered = Gauge(
            "teamaround_leavers_uncovered",
            "Practitioners who have left with involvements or cases still theirs",
            registry=self._registry,
        )
        self.work = Gauge(
            "teamaround_work", "Background work that has not ended", ["state"], registry=self._registry
        )
        self.graph_notices = Counter(
            "teamaround_graph_notices",
            "Notifications from Microsoft Graph",
            ["outcome"],
            registry=self._registry,
        )

    def turn(self, status: int, seconds: float) -> None:
        """Count one answered activity."""
        self._turns.labels(str(status)).inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self._registry)
