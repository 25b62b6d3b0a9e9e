"""How Splink compares two rows of the register: the levels of each column, and what is thought of them.

``m`` is how often two rows of one child are of this level: what is believed before the register has taught
better, and for levels with ``taught=False`` whatever it says. ``u`` is the same of two children, where it
cannot be counted: there are too few pairs of them, and those are mostly one child.
"""

from typing import Any

Level = dict[str, Any]


def _level(sql: str, m: float, *, u: float | None = None, often: str = "", taught: bool = True) -> Level:
    """``often`` names the column of which a rare value says more than a common one."""
    made: Level = {"sql_condition": sql, "label_for_charts": sql, "m_probability": m}
    if u is not None:
        made |= {"u_probability": u, "fix_u_probability": True}
    if often:
        made["tf_adjustment_column"] = often
    if not taught:
        made["fix_m_probability"] = True
    return made


def _compared(column: str, unknown: str, *levels: Level) -> dict[str, Any]:
    nothing = {"sql_condition": unknown, "label_for_charts": "unknown", "is_null_level": True}
    return {"output_column_name": column, "comparison_levels": [nothing, *levels]}


def _either(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _alike(column: str, at_least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {at_least}"


def _turned(one: str, other: str) -> str:
    """Given and family name in each other's place, perhaps with a slip."""
    across = (
        f"jaro_winkler_similarity({one}_l, {other}_r) >= 0.88"
        f" AND jaro_winkler_similarity({other}_l, {one}_r) >= 0.88"
    )
    return f"{across} AND jaro_winkler_similarity({one}_l, {one}_r) < 0.8"


_DIGITS = "damerau_levenshtein(birth_l, birth_r) <= 1"
_MONTH_FOR_DAY = "year_l = year_r AND month_l = day_r AND day_l = month_r"
_TWO_OF_THREE = (
    "(year_l = year_r)::INT + (month_l = month_r)::INT + (day_l = day_r)::INT >= 2"
    " AND day_l IS NOT NULL AND day_r IS NOT NULL"
)
_TO_THE_MONTH = "(day_l IS NULL OR day_r IS NULL) AND year_l = year_r AND month_l = month_r"
_TO_THE_YEAR = "(month_l IS NULL OR month_r IS NULL) AND year_l = year_r"


def _number(column: str) -> dict[str, Any]:
    # Two children have one number by mistake alone: counted among made-up pairs it would be never.
    return _compared(
        column,
        _either(column),
        _level(f"{column}_l = {column}_r", 0.92, u=1e-8),
        _level(f"damerau_levenshtein({column}_l, {column}_r) <= 1", 0.04, u=1e-5),
        _level("ELSE", 0.04),
    )


COMPARISONS = [
    _compared(
        "given",
        _either("given"),
        _level("given_l = given_r", 0.8, often="given"),
        _level(_alike("given", 0.92), 0.08),
        _level("list_has_any(said_l, said_r)", 0.06),
        _level(_turned("given", "turned_given"), 0.01, u=1e-6, taught=False),
        _level(_alike("given", 0.8), 0.02),
        # Not taught: twins, of whom a register has more than duplicates, would teach that it happens often.
        _level("ELSE", 0.02, taught=False),
    ),
    _compared(
        "family",
        f"{_either('family')} OR ({_turned('family', 'turned_family')})",
        _level("family_l = family_r", 0.82, often="family"),
        _level(_alike("family", 0.92), 0.08),
        _level("list_has_any(words_l, words_r)", 0.03),
        _level(_alike("family", 0.8), 0.02),
        _level("ELSE", 0.05),
    ),
    _compared(
        "birth",
        _either("year"),
        _level("birth_l = birth_r", 0.86, often="birth"),
        _level(_DIGITS, 0.06),
        _level(_MONTH_FOR_DAY, 0.01, u=1e-4, taught=False),
        # The part that is known bears out what it says, and no more: 18 years of 12 months.
        _level(_TO_THE_MONTH, 0.02, u=0.02 / 200, taught=False),
        _level(_TO_THE_YEAR, 0.02, u=0.02 / 17, taught=False),
        _level(_TWO_OF_THREE, 0.02),
        _level("ELSE", 0.02),
    ),
    _compared(
        "area",
        _either("area"),
        _level("area_l = area_r", 0.75, often="area"),
        _level(_alike("area", 0.9), 0.05),
        _level("ELSE", 0.2),
    ),
    _number("nhs"),
    _number("upn"),
]
