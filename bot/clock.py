"""The time, and a time that can be moved for demonstrations and tests."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


class ShiftedClock(SystemClock):
    """The machine's clock, always so much ahead of it (or behind)."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """The shifted moment, in UTC."""
        return super().now() + self._ahead


class MovableClock:
    """The machine's clock, plus however far it has been moved. It only ever moves forward."""

    def __init__(self, base: SystemClock) -> None:
        self._base = base
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """The moved moment, in UTC."""
        return self._base.now() + self._ahead

    def advance_to(self, moment: datetime) -> None:
        """Move to that moment. Raises ValueError if it has passed already."""
        now = self.now()
        if moment < now:
            raise ValueError("The clock only moves forward.")
        self._ahead += moment - now
