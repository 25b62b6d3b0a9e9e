"""Finds Chromium for the browser tests, or installs Debian's. To be run as ``python -m tests.chromium``."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "The browser tests need Chromium or Chrome. Install it, so that one of these is on the PATH: "
    f"{', '.join(NAMES)} (on Debian: apt-get install chromium)."
)
_INSTALL = (("update", "-qq"), ("install", "-qq", "--yes", "--no-install-recommends", "chromium"))


def find() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> bool:
    """Install the distribution's Chromium, where that can be done without asking. Says whether it was."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run([apt, *step], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603 - fixed words
        for step in _INSTALL
    )


def main() -> int:
    """The exit code: 0 when there is a Chromium to test with."""
    if find() is None and not (install() and find()):
        sys.stderr.write(f"{MISSING}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
