"""Button data that no card carries: every verb there is, filled in with ids and words, real ones or not."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from random import Random
from typing import Any, Union, get_args, get_origin, get_type_hints

from cards.buttons import VERBS

DAYS = ("2026-11-01", "2026-11-19", "2027-02-01", "1990-01-01", "31 February")
WORDS = ("", "today", "Mentor", "consent", "1", "0", "visit", "a reason")


def dice(seed: float) -> Random:
    """The same throws for the same seed."""
    return Random(seed)  # noqa: S311 - nothing is kept secret by it


def forge(random: Random, ids: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """A verb, and data of the right shape. ``ids`` are those of children, people and all else there is."""
    verb = random.choice(sorted(VERBS))
    return verb, _filled(VERBS[verb], random, ids)


def _filled(kind: Any, random: Random, ids: tuple[str, ...]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if "=" not in str(field.default) and random.random() < 0.7]
    return {name: _value(hints[name], random, ids) for name in names}


def _value(kind: Any, random: Random, ids: tuple[str, ...]) -> Any:
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if origin in (Union, types.UnionType):
        return _value(random.choice(inner), random, ids)
    if origin in (tuple, list, set, frozenset):
        return [_value(inner[0], random, ids)] if inner else []
    if is_dataclass(kind):
        return _filled(kind, random, ids)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return random.choice([one.value for one in kind])
    plain: dict[Any, Callable[[], Any]] = {
        bool: lambda: random.random() < 0.7,
        int: lambda: random.choice([0, 1, 2014, 10**6]),
        date: lambda: random.choice(DAYS),
        datetime: lambda: f"{random.choice(DAYS)}T09:00:00Z",
    }
    made = plain.get(kind)
    # Ids are NewTypes of str; so are most other texts in which an id can stand.
    return made() if made else random.choice([*ids, *ids, *DAYS, *WORDS])
