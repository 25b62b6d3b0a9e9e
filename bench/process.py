"""One contestant's process: started, pinned, watched, and always stopped."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60.0
BOTS_CORE, DRIVERS_CORE = 0, 1


class NotReadyError(RuntimeError):
    """A contestant ended, or did not listen, before it was asked anything."""


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, where the system can do that and has two."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(pid, {core})


class Contestant:
    """A running bot."""

    def __init__(self, pid: int, port: int, started_in: float) -> None:
        self.pid = pid
        self.port = port
        self.started_in = started_in
        self.url = f"http://127.0.0.1:{port}/api/messages"
        self._proc = Path("/proc") / str(pid)

    def memory_mb(self) -> float:
        """Resident memory in MB; not a number where there is no /proc."""
        try:
            status = (self._proc / "status").read_text()
        except OSError:
            return float("nan")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def cpu_seconds(self) -> float:
        """Processor time used so far; not a number where there is no /proc."""
        try:
            fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(name: str, module: str, arguments: Sequence[str] = ()) -> Iterator[Contestant]:
    """Run ``python -m module <free port> arguments...`` until the block ends. Ready: it accepts a connection.

    Raises:
        NotReadyError: with the last lines that the process wrote.
    """
    port = free_port()
    command = [sys.executable, "-m", module, str(port), *arguments]
    with TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        try:
            pin(process.pid, BOTS_CORE)
            if not _listens(process, port, start + READY_SECONDS):
                said.seek(0)
                raise NotReadyError(f"{name}: {said.read().decode()[-2000:]}")
            yield Contestant(process.pid, port, perf_counter() - start)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(process: subprocess.Popen[bytes], port: int, until: float) -> bool:
    while process.poll() is None and perf_counter() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        sleep(0.01)
    return False
