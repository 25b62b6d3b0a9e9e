"""Writes the Teams app package: a zip of the manifest and two icons."""

import json
import re
from importlib.metadata import version as installed
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from manifest.content import COLOUR_FILE, OUTLINE_FILE, Publisher, manifest
from manifest.icons import colour_icon, outline_icon

_GUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])", re.IGNORECASE)
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
# A zip holds the time of each file; a fixed one makes the same input the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class PackageError(ValueError):
    """The package cannot be made. The message says which value is wrong and what it should look like."""


def build(
    app_id: str,
    base_url_host: str,
    out: Path,
    *,
    version: str = "",
    publisher: Publisher | None = None,
) -> Path:
    """Write the package to ``out``, making its folder if need be; gives ``out``.

    ``app_id`` is the bot's Microsoft App ID, ``base_url_host`` the host at which Teams reaches the service.
    ``version`` is that of the package, by default the installed one; Teams takes a changed package for an
    update only if it rises. The same arguments give the same bytes.

    Raises:
        PackageError: a value that Teams would refuse, with a sentence that says which.
    """
    version = version or installed("teamaround")
    _check(app_id, _GUID, "the app id", "00000000-0000-0000-0000-000000000000")
    _check(base_url_host, _HOST, "the host", "teamaround.example.org, without https:// and without a path")
    _check(version, _VERSION, "the version", "1.2.3")
    content = manifest(app_id, base_url_host, version, publisher or Publisher.at(base_url_host))
    files = {
        "manifest.json": json.dumps(content, indent=2, ensure_ascii=False).encode(),
        COLOUR_FILE: colour_icon(),
        OUTLINE_FILE: outline_icon(),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return out


def _check(value: str, pattern: re.Pattern[str], what: str, example: str) -> None:
    if not pattern.fullmatch(value):
        raise PackageError(f"{value!r} cannot be {what}: it has to look like {example}.")
