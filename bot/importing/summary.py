"""What an import did, in figures: for people, for scripts, for the trail."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from store.imports.scope import Prepared


class Code(IntEnum):
    """How an import ended, as an exit code (docs/import.md)."""

    DONE = 0
    FAILED = 1
    UNUSABLE = 2
    SOME_BAD = 3
    TOO_MANY_BAD = 4
    NOT_CONFIRMED = 5
    ANOTHER_RUNS = 6


@dataclass(slots=True)
class Counts:
    """The rows of one pass: each is one of these."""

    added: int = 0
    linked: int = 0
    changed: int = 0
    same: int = 0
    bad: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.added + self.linked + self.changed + self.same + self.bad

    def add(self, prepared: Prepared) -> None:
        """A chunk's."""
        self.added += prepared.added
        self.linked += prepared.linked
        self.changed += prepared.changed
        self.same += prepared.same
        self.bad += len(prepared.faults)


@dataclass(slots=True)
class Summary:
    """What came of an import. ``message`` is a sentence where it did not do what was asked."""

    code: Code = Code.DONE
    message: str = ""
    about: dict[str, Any] = field(default_factory=dict)
    checked: Counts | None = None
    written: Counts | None = None
    absent: int = 0
    ended: int = 0
    report: str | None = None
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "ok": self.code in (Code.DONE, Code.SOME_BAD),
            "code": int(self.code),
            "message": self.message,
            **self.about,
            "checked": _figures(self.checked),
            "written": _figures(self.written),
            "absent": self.absent,
            "ended": self.ended,
            "report": self.report,
            "seconds": round(self.seconds, 3),
        }

    def as_words(self) -> str:
        """For people."""
        lines = []
        if self.checked:
            lines.append(f"Looked at {_words(self.checked)}.")
        if self.written:
            lines.append(f"Imported: {_words(self.written)}; {self.ended} ended.")
        if self.report:
            lines.append(f"The rows that were not taken, and why: {self.report}")
        if self.message:
            lines.append(self.message)
        return "\n".join(lines)


def counted(counts: Counts, ended: int) -> str:
    """For the trail."""
    return f"{_words(counts)}; {ended} ended"


def _words(counts: Counts) -> str:
    return (
        f"{counts.rows:,} rows: {counts.added:,} new, {counts.linked:,} linked to what is there,"
        f" {counts.changed:,} changed, {counts.same:,} as before, {counts.bad:,} bad"
    )


def _figures(counts: Counts | None) -> dict[str, int] | None:
    if counts is None:
        return None
    return {
        "rows": counts.rows,
        "added": counts.added,
        "linked": counts.linked,
        "changed": counts.changed,
        "same": counts.same,
        "bad": counts.bad,
    }
