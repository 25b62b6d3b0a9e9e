"""An agency's own list of names that stand for each other: nicknames, spellings of names from elsewhere.

One group a line, its names separated by commas; what follows a # is a remark.
"""

from dataclasses import dataclass
from pathlib import Path

import structlog

from cases.matching.nicknames import Forms
from cases.matching.spelling import tokens

log = structlog.get_logger()

MOST_IN_A_GROUP = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """The groups, and what is wrong with lines that were left out: one sentence each."""

    groups: tuple[tuple[str, ...], ...]
    problems: tuple[str, ...] = ()


def forms_in(file: Path | None) -> Forms:
    """Other forms of names: those that everybody has and those of the file. Wrong lines are left out."""
    loaded = load_forms(file)
    if loaded.problems:
        log.warning("names.left_out", count=len(loaded.problems))
    return Forms(loaded.groups)


def load_forms(file: Path | None) -> Loaded:
    """What is in the file; nothing where there is none."""
    if file is None:
        return Loaded(())
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return Loaded((), (f"{file} cannot be read: set TEAMAROUND_NAME_FORMS to a text file in UTF-8.",))
    groups, problems = list[tuple[str, ...]](), list[str]()
    for number, line in enumerate(lines, start=1):
        names = tuple(name.strip() for name in line.partition("#")[0].split(",") if name.strip())
        if not names:
            continue
        if len(names) == 1 or len(names) > MOST_IN_A_GROUP or any(len(tokens(name)) != 1 for name in names):
            problems.append(
                f"{file}, line {number}: write two names or more, one word each, separated by commas."
            )
        else:
            groups.append(names)
    return Loaded(tuple(groups), tuple(problems))
