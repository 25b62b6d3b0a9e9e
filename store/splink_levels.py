"""How Splink compares two rows of the register: the levels of each column, and what is thought of them.

``m`` is how often two rows of one child are of this level, ``u`` how often those of two children are: what is
believed before the register has taught better. ``taught`` and ``counted`` say whether it may: some ``u``
cannot be counted, as there are too few such pairs, and most of them are one child.
"""

from typing import Any

Level = dict[str, Any]


def _level(
    sql: str, m: float, u: float, *, often: str = "", taught: bool = True, counted: bool = True
) -> Level:
    """``often`` names the column of which a rare value says more than a common one."""
    made: Level = {"sql_condition": sql, "label_for_charts": sql, "m_probability": m, "u_probability": u}
    if often:
        made["tf_adjustment_column"] = often
    return made | {"fix_m_probability": not taught, "fix_u_probability": not counted}


def _fixed(sql: str, m: float, u: float) -> Level:
    return _level(sql, m, u, taught=False, counted=False)


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
    # Two children have one number by mistake alone: among pairs drawn by chance it is never seen. And two
    # numbers speak against one child: twins of like names would teach that duplicates mostly have two.
    return _compared(
        column,
        _either(column),
        _fixed(f"{column}_l = {column}_r", 0.92, 1e-8),
        _fixed(f"damerau_levenshtein({column}_l, {column}_r) <= 1", 0.04, 1e-5),
        _fixed("ELSE", 0.04, 1.0),
    )


COMPARISONS = [
    _compared(
        "given",
        _either("given"),
        _level("given_l = given_r", 0.8, 0.001, often="given"),
        _level(_alike("given", 0.92), 0.08, 0.0003),
        _level("list_has_any(said_l, said_r)", 0.06, 0.0015),
        _fixed(_turned("given", "turned_given"), 0.01, 1e-6),
        _level(_alike("given", 0.8), 0.02, 0.004),
        # Not taught: twins, of whom a register has more than duplicates, would teach that it happens often.
        _level("ELSE", 0.02, 0.99, taught=False),
    ),
    _compared(
        "family",
        f"{_either('family')} OR ({_turned('family', 'turned_family')})",
        _level("family_l = family_r", 0.82, 0.001, often="family"),
        _level(_alike("family", 0.92), 0.08, 0.0003),
        _level("list_has_any(words_l, words_r)", 0.03, 0.0003),
        _level(_alike("family", 0.8), 0.02, 0.003),
        _level("ELSE", 0.05, 0.99),
    ),
    _compared(
        "birth",
        _either("year"),
        _level("birth_l = birth_r", 0.86, 0.00015, often="birth"),
        _level(_DIGITS, 0.06, 0.004),
        _fixed(_MONTH_FOR_DAY, 0.01, 1e-4),
        # The part that is known bears out what it says, and no more: 18 years of 12 months.
        _fixed(_TO_THE_MONTH, 0.02, 0.02 / 200),
        _fixed(_TO_THE_YEAR, 0.02, 0.02 / 17),
        _level(_TWO_OF_THREE, 0.02, 0.005),
        _level("ELSE", 0.02, 0.99),
    ),
    _compared(
        "area",
        _either("area"),
        _level("area_l = area_r", 0.75, 0.04, often="area"),
        _level(_alike("area", 0.9), 0.05, 0.001),
        _level("ELSE", 0.2, 0.96),
    ),
    _number("nhs"),
    _number("upn"),
]
