"""Where a turn's time goes: what the sampler wrote, as a table."""

import json
from collections import defaultdict
from pathlib import Path

_VIEWS = ("on whose behalf", "by which package")


def where_table(file: Path, turns: int, most: int = 14) -> str:
    """Milliseconds of processor time a turn, by the module of ours and by the package at work."""
    seconds: dict[str, float] = json.loads(file.read_text())
    views: dict[str, defaultdict[str, float]] = {view: defaultdict(float) for view in _VIEWS}
    for place, spent in seconds.items():
        for view, part in zip(_VIEWS, place.split(" | "), strict=True):
            views[view][part] += spent
    whole = sum(seconds.values())
    return "\n".join(_view(view, counted, whole, turns, most) for view, counted in views.items())


def _view(title: str, counted: dict[str, float], whole: float, turns: int, most: int) -> str:
    costliest = sorted(counted.items(), key=lambda item: item[1], reverse=True)[:most]
    lines = [f"{title:<28}{'ms a turn':>10}{'share':>8}"]
    lines += [f"  {name:<26}{spent * 1000 / turns:>10.3f}{spent / whole:>8.0%}" for name, spent in costliest]
    return "\n".join(lines)
