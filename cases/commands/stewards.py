"""Two records, one child: what stewards decide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Which records may be one child? The next pair for me."""


@dataclass(frozen=True, slots=True)
class JudgeLink:
    """An answer (of cases.model.LinkAnswer) to a pair. "same" asks once more, with what will follow."""

    link_id: str
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class MergeThem:
    """They are one child. Each fact in which they contradict each other is "kept" or "gone"."""

    link_id: str
    words: str = ""
    birth: str = ""
    area: str = ""
    nhs_number: str = ""
    upn: str = ""


@dataclass(frozen=True, slots=True)
class Merges:
    """Which records were merged lately?"""


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """They were two children after all. ``sent`` marks the form, with the reason, filled in."""

    merge_id: str
    words: str = ""
    sent: bool = False


OfStewards = Duplicates | JudgeLink | MergeThem | Merges | UndoMerge
