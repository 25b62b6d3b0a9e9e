"""Where a process spends its time, by sampling: cheap enough to leave the picture as it is.

A timer interrupts the main thread each millisecond of processor time. What it used since the last sample is
put down to the code it is at. Of other threads only the sum is known: they are seen waiting, not working.
"""

import json
import signal
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType

_INTERVAL = 0.001
_OURS = frozenset({"bot", "cards", "cases", "dialogs", "graph", "store"})


class Sampler:
    """Counts seconds by place. Start and stop it on the main thread."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._used: dict[int, float] = {}

    def start(self) -> None:
        """Begin."""
        self._used = {thread: used for thread, _, used in _clocks()}
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)

    def stop(self, file: Path) -> None:
        """End, and write the seconds by place as a JSON object."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        file.write_text(json.dumps(self._seconds))

    def _sample(self, _: int, frame: FrameType | None) -> None:
        main = threading.get_ident()
        for thread, name, used in _clocks():
            spent = used - self._used.get(thread, 0.0)
            self._used[thread] = used
            self._seconds[place(frame) if thread == main else f"{name} thread | {name} thread"] += spent


def _clocks() -> list[tuple[int, str, float]]:
    """Each thread's id, its name without its number, and the processor time that it has used."""
    return [
        (
            thread.ident,
            thread.name.partition("_")[0],
            time.clock_gettime(time.pthread_getcpuclockid(thread.ident)),
        )
        for thread in threading.enumerate()
        if thread.ident is not None
    ]


def place(frame: FrameType | None) -> str:
    """``the module of ours that the work is for | the package that does it``."""
    doing = _module(frame).partition(".")[0]
    while frame is not None and _module(frame).partition(".")[0] not in _OURS:
        frame = frame.f_back
    return f"{_module(frame) or 'serving HTTP'} | {doing}"


def _module(frame: FrameType | None) -> str:
    return str(frame.f_globals.get("__name__", "")) if frame is not None else ""
