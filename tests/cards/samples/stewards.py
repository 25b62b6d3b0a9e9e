"""Cards of records that may be one child. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import Card
from cards.stewards import compare_card, links_told, none_left
from cards.stewards_merge import merge_done, merge_form, merged_list, merged_told, undo_form
from cases.commands import UndoMerge
from cases.model import Birth
from cases.views import CompareView, MergedLine, MergedView, MergeView, Side
from dialogs.stewards import KEPT_APART
from dialogs.stewards_merge import CHOOSE, MERGED, NO_WORDS
from tests.cards.samples.base import HOSTILE

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
ONE = Side("TA-1042", ("Alfie Taylor",), Birth(2023, 2, 3), "Chantry Fields", "•••••••018", "", ("Hartley",))
OTHER = Side("TA-1061", ("Alfie Mills", "Alfy Taylor"), Birth(2023), "Chantry Fields", "", "")
PAIR = CompareView(
    "0a1b", ONE, OTHER, frozenset(), frozenset({"birth", "area", "names"}), 3, date(2026, 11, 22)
)
DIFFER = replace(
    PAIR,
    other=replace(OTHER, birth=Birth(2023, 4, 3), nhs_number="•••••••026"),
    differs=frozenset({"birth", "nhs_number"}),
    same=frozenset({"names", "area"}),
    waiting=1,
    notes=("Their mothers have different names, I think.",),
    said=KEPT_APART,
)
SIDE = Side(HOSTILE, (HOSTILE,) * 6, Birth(2014), HOSTILE, HOSTILE, HOSTILE, (HOSTILE,) * 2)
WORST = CompareView(
    HOSTILE,
    SIDE,
    SIDE,
    frozenset({"upn"}),
    frozenset({"names"}),
    400,
    date(2026, 11, 22),
    (HOSTILE,) * 9,
    HOSTILE,
)
MERGE = MergeView("0a1b", ONE, OTHER, (), 1, 0, shielded=False, today=date(2026, 11, 22))
CHOICE = replace(
    MERGE,
    gone=DIFFER.other,
    choose=("birth", "nhs_number"),
    involvements=4,
    channels=2,
    shielded=True,
    words="Same mother",
    problem=CHOOSE,
)
LINE = MergedLine("0a1b", "TA-1042", "TA-1061", AT, "Agnes Fairweather", "The same mother and address")
UNDONE = replace(LINE, undone_at=AT, undone_by="Helen Marsh")

SAMPLES: dict[str, Callable[[], Card]] = {
    "stewards: two records side by side": lambda: compare_card(PAIR),
    "stewards: two that differ, with a note": lambda: compare_card(DIFFER),
    "stewards: hostile records": lambda: compare_card(WORST),
    "stewards: nothing to compare": none_left,
    "stewards: one pair waits": lambda: links_told(1),
    "stewards: many pairs wait": lambda: links_told(17),
    "stewards: make them one": lambda: merge_form(MERGE),
    "stewards: which is right": lambda: merge_form(CHOICE),
    "stewards: merged": lambda: merge_done(MERGED, "0a1b"),
    "stewards: what was merged": lambda: merged_list(MergedView((LINE, UNDONE))),
    "stewards: nothing was merged": lambda: merged_list(MergedView(())),
    "stewards: undo": lambda: undo_form(UndoMerge("0a1b"), ("TA-1042", "TA-1061"), NO_WORDS),
    "stewards: told of a merge": lambda: merged_told("TA-1042", "TA-1061", undone=False),
    "stewards: told that it was undone": lambda: merged_told("TA-1042", "TA-1061", undone=True),
}
