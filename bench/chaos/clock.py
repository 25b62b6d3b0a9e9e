"""A clock that several processes share: it can be set, and runs faster than the machine's."""

import mmap
import struct
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import SystemClock

_SHAPE = struct.Struct("<ddd")


class SharedClock:
    """A clock in a file. Whoever opens it sees the same time."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._held = mmap.mmap(file.fileno(), _SHAPE.size)

    @classmethod
    def made(cls, path: Path, speed: float) -> "SharedClock":
        """A new one: it shows the machine's time, and from then on runs so many times as fast."""
        path.write_bytes(bytes(_SHAPE.size))
        clock, now = cls(path), _machine()
        clock._held[:] = _SHAPE.pack(now, now, speed)
        return clock

    def now(self) -> datetime:
        """What it shows, in UTC."""
        return datetime.fromtimestamp(self._shown(), UTC)

    def move(self, seconds: float) -> None:
        """Set it forward, or back."""
        _, _, speed = _SHAPE.unpack(self._held[:])
        self._held[:] = _SHAPE.pack(_machine(), self._shown() + seconds, speed)

    def _shown(self) -> float:
        began, shown, speed = _SHAPE.unpack(self._held[:])
        return float(shown + (_machine() - began) * speed)


def _machine() -> float:
    return SystemClock().now().timestamp()
