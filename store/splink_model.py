"""Splink's model of who is whom, which it learns from the register itself: nobody has to label pairs."""

import logging
from collections.abc import Mapping
from typing import Any

from splink import DuckDBAPI, Linker

from store.splink_levels import COMPARISONS
from store.splink_rows import KEYS, Rows

MANY = 1_000
"""Children from which on it can be counted how often two have something in common by chance."""
ENOUGH = 50
"""Pairs beyond doubt that there is something to learn from. With fewer, what is believed stands."""

_SURE = (
    "l.by_name = r.by_name AND l.birth = r.birth",
    "l.by_nhs = r.by_nhs",
    "l.by_upn = r.by_upn",
)
"""What pairs have in common who are one beyond doubt."""
_SHARE_FOUND = 0.7
"""How many of the duplicates are wholly alike in name and date, or have a number in common; a guess."""
_ONE_IN = 1_000
"""Of so many children one is there twice, where nothing says how many are."""
_LEARN_FROM = [
    "l.given = r.given AND l.birth = r.birth",
    "l.given = r.given AND l.family = r.family",
    "l.family = r.family AND l.birth = r.birth",
]
"""Pairs to learn the other columns from. Many of the last are twins: see the level of given names."""
_OTHERS = "l.child <> r.child"
_FIRST_NAMES = f"{_OTHERS} AND l.place = 0 AND r.place = 0"
_PAIRS, _PAIRS_EACH = 1_000_000.0, 100.0
_SAMPLED = 50_000
_AT_ONCE = 100_000
_LEAST_OF_BELIEVED = 0.2


def likely_pairs(rows: Rows, at_least: float) -> list[tuple[int, int, float]]:
    """Pairs of children by their places, the lower one first, with the probability that they are one."""
    if rows.children < 2:  # noqa: PLR2004 - a pair
        return []
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    rows.keyed()
    database = DuckDBAPI(rows.connection)
    table = database.register("rows")
    sure = rows.pairs(*_SURE)
    settings = _settings(_prior(rows, sure))
    if rows.children < MANY:
        settings = _without_rarity(settings)
    else:
        settings = _counted(Linker(database.register("apart"), settings, log_level=None), rows, settings)
    if sure >= ENOUGH:
        settings = _learnt(Linker(table, settings, log_level=None), rows, settings)
    chunks = -(-rows.children // _AT_ONCE)
    found = Linker(table, settings, log_level=None).inference.predict(
        threshold_match_probability=at_least, num_chunks_right=chunks, num_chunks_left=1, warning_mode="never"
    )
    return rows.best(found.physical_name)


def _settings(prior: float) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": prior,
        "comparisons": COMPARISONS,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.{key} = r.{key} AND {_OTHERS}"} for key in KEYS
        ],
        "retain_matching_columns": False,
        "additional_columns_to_retain": ["child"],
    }


def _without_rarity(settings: dict[str, Any]) -> dict[str, Any]:
    """Among few children every name is common: two of ten would be a fifth."""
    return settings | {
        "comparisons": [
            one
            | {
                "comparison_levels": [
                    {key: said for key, said in level.items() if key != "tf_adjustment_column"}
                    for level in one["comparison_levels"]
                ]
            }
            for one in settings["comparisons"]
        ]
    }


def _prior(rows: Rows, sure: int) -> float:
    """How probable it is of two children, of whom nothing is known, that they are one."""
    expected = max(sure / _SHARE_FOUND, rows.children / _ONE_IN)
    return min(0.5, expected / (rows.children * (rows.children - 1) / 2))


def _counted(linker: Linker, rows: Rows, settings: dict[str, Any]) -> dict[str, Any]:
    """With how often two children are alike by chance."""
    linker.training.estimate_u_using_random_sampling(
        max_pairs=min(_PAIRS, _PAIRS_EACH * rows.children), seed=1, min_count_per_level=None, num_chunks=1
    )
    return _with(settings, linker)


def _learnt(linker: Linker, rows: Rows, settings: dict[str, Any]) -> dict[str, Any]:
    """With how often each column is wrong in two rows of one child."""
    for rule in (rule for rule in _LEARN_FROM if rows.pairs(f"{rule} AND {_FIRST_NAMES}")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            f"{rule} AND {_FIRST_NAMES}",
            max_pairs=_PAIRS,
            record_sample_proportion=min(1.0, _SAMPLED / rows.children),
        )
    return _with(settings, linker)


def _with(settings: dict[str, Any], linker: Linker) -> dict[str, Any]:
    """The settings with what was found, none of it so sure that no other column could outweigh it."""
    found = linker.misc.save_model_to_json()["comparisons"]
    comparisons = [
        one
        | {
            "comparison_levels": [
                _mended(level, known)
                for level, known in zip(one["comparison_levels"], said["comparison_levels"], strict=True)
            ]
        }
        for one, said in zip(settings["comparisons"], found, strict=True)
    ]
    return settings | {"comparisons": comparisons}


def _mended(level: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    if level.get("is_null_level"):
        return dict(level)
    m, u = (
        max(known.get(name, level[name]), level[name] * _LEAST_OF_BELIEVED)
        for name in ("m_probability", "u_probability")
    )
    return dict(level) | {"m_probability": m, "u_probability": u}
