"""The examples of docs/sandbox.md work as they stand, and the README suggests what the demo does."""

import asyncio
import re
import shlex
import sys
from datetime import date
from pathlib import Path

from sandbox import acts, controls, looks
from sandbox.graph import contract as graph
from sandbox.world import SUGGESTIONS, build_world
from tests.docs.tables import ROOT
from tests.local_teams import started

PAGE = (ROOT / "docs/sandbox.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def run(script: str, folder: Path) -> tuple[int, str]:
    """Run a script with our own curl, since a machine need not have one; its exit code and all it said."""
    python = shlex.quote(sys.executable)
    tools = f'curl() {{ {python} {ROOT}/tests/docs/curl.py "$@"; }}; python3() {{ {python} "$@"; }}'
    process = await asyncio.create_subprocess_exec(
        "bash", "-euo", "pipefail", "-c", f"{tools}\n{script}", cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_the_examples_work_as_they_stand(tmp_path: Path):
    script = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    assert script.count("curl") > 15
    async with started(f"sqlite:///{tmp_path / 'demo.db'}") as teams:
        status, said = await run(script.replace("http://127.0.0.1:3978", teams.url), tmp_path)
    assert status == 0, said
    refused = [line for line in said.splitlines() if line.startswith('{"error"')]
    assert refused == []
    assert "You may look until" in said
    assert "I've answered you privately" not in said
    assert said.count("The body must be one JSON object") == 1


def test_every_call_is_in_the_examples_or_named():
    routes = (*acts.ROUTES, *controls.ROUTES, *looks.ROUTES, *graph.ROUTES)
    spelled = {route.path: re.sub(r"\{\w+\}", r"[^/\\s]+", route.path) for route in routes}
    assert [path for path, spelling in spelled.items() if not re.search(f"/sandbox{spelling}", PAGE)] == []


def test_the_page_counts_the_world_as_it_is():
    world = build_world(date(2026, 11, 20))
    agencies = {person["agency"] for person in world["people"]}
    channels = [case for case in world["cases"] if case["conversation"]]
    numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    counts = f"{len(world['people'])} people of {len(agencies)} agencies, {len(world['children'])} children"
    assert f"{counts}, {numbers[len(channels)]} cases with a channel" in PAGE


def test_what_the_readme_suggests_is_what_the_demo_suggests():
    people = {one["id"]: one["name"] for one in build_world(date(2026, 11, 20))["people"]}
    offered = {(people[one["person"]], one["text"]) for one in SUGGESTIONS}
    asked = re.findall(r"^\| ([A-Z]\w+ \w+) \| ([^|]+\?) \|", README, re.MULTILINE)
    assert len(asked) > 5
    assert set(asked) <= offered
