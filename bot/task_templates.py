"""Templates of tasks from TOML files: those that come with the product, and an agency's own.

A file that cannot be read is left out whole, with the line that is wrong: the service runs without it.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import structlog

from cases.model import CaseKind
from cases.task import LONGEST_TITLE, LONGEST_WORDS, MOST_ITEMS
from cases.task_templates import Template

log = structlog.get_logger()

OWN = Path(__file__).parent / "templates"
LARGEST = 256 * 1024
_ID, _URL = re.compile(r"[a-z0-9-]{1,60}"), re.compile(r"https://\S{1,300}", re.ASCII)
_MOST_DAYS, _MOST_MONTHS = 400, 36
_HEADER, _AT_LINE = re.compile(r"^\s*\[\[\s*task\s*\]\]"), re.compile(r"\(at line (\d+)")
_KEY = re.compile(r"`\$\.task\[(\d+)\](?:\.([\w]+))?|field `([\w]+)`")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The templates, and what is wrong with files that were left out: one sentence each."""

    templates: tuple[Template, ...]
    problems: tuple[str, ...] = ()


class _Task(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    kinds: list[CaseKind] = []
    checklist: list[str] = []
    owner: str = ""
    working_days: int | None = None
    months: int | None = None
    since: str = msgspec.field(name="from", default="today")
    source: str = ""
    url: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    task: list[_Task] = []


class _WrongError(ValueError):
    """Which task of a file is wrong (by number), in which key, and how."""

    def __init__(self, number: int, key: str, why: str) -> None:
        super().__init__(why)
        self.number, self.key = number, key


def templates_in(folder: Path | None) -> tuple[Template, ...]:
    """Those that can be read; how many files could not is logged, and `teamaround check` says why."""
    loaded = load_templates(folder)
    if loaded.problems:
        log.warning("templates.left_out", count=len(loaded.problems))
    return loaded.templates


def load_templates(folder: Path | None) -> Loaded:
    """Those of the product, and those of an agency's folder; of two with one id, the agency's."""
    files = sorted(OWN.glob("*.toml"))
    problems: list[str] = []
    if folder is not None and folder.is_dir():
        files += sorted(folder.glob("*.toml"))
    elif folder is not None:
        problems.append(
            f"{folder} is no folder: set TEAMAROUND_TASK_TEMPLATES to one that holds .toml files."
        )
    found: dict[str, Template] = {}
    for file in files:
        read = _read(file)
        if isinstance(read, str):
            problems.append(read)
        else:
            found |= {one.id: one for one in read}
    return Loaded(tuple(sorted(found.values(), key=lambda one: (one.title, one.id))), tuple(problems))


def _read(file: Path) -> list[Template] | str:
    """The templates in a file, or one sentence with the line that is wrong."""
    try:
        if file.stat().st_size > LARGEST:
            return f"{file.name} is larger than {LARGEST // 1024} KB: split it."
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return f"{file.name} cannot be read: check that it is there, permitted, and UTF-8."
    try:
        tasks = msgspec.convert(tomllib.loads(text), _File).task
        return [_template(number, task, tasks) for number, task in enumerate(tasks)]
    except tomllib.TOMLDecodeError as wrong:
        at = _AT_LINE.search(str(wrong))
        line = int(at[1]) if at else text.count("\n") + 1
        return f"{file.name}, line {line}: this is no TOML: {str(wrong).partition(' (at')[0].rstrip('.')}."
    except msgspec.ValidationError as wrong:
        number, key = _place(str(wrong))
        why = str(wrong).partition(" - at")[0].replace("`", "")
        return f"{file.name}, line {_line(text, number, key)}: {why.rstrip('.')}."
    except _WrongError as wrong:
        return f"{file.name}, line {_line(text, wrong.number, wrong.key)}: {wrong}"


def _template(number: int, task: _Task, others: Iterable[_Task]) -> Template:
    for key, holds, why in _rules(task, others):
        if not holds:
            raise _WrongError(number, key, why)
    return Template(
        id=task.id,
        title=task.title.strip(),
        kinds=frozenset(task.kinds),
        checklist=tuple(line.strip() for line in task.checklist),
        owner=task.owner.strip(),
        working_days=task.working_days,
        months=task.months,
        from_opening=task.since == "opening",
        source=task.source.strip(),
        url=task.url,
    )


def _rules(task: _Task, others: Iterable[_Task]) -> Iterable[tuple[str, bool, str]]:
    lines = [line.strip() for line in task.checklist]
    days, months = task.working_days, task.months
    yield "id", bool(_ID.fullmatch(task.id)), "an id is of small letters, digits and hyphens, at most 60."
    yield "id", sum(one.id == task.id for one in others) == 1, f"there are two tasks with the id {task.id}."
    yield (
        "title",
        0 < len(task.title.strip()) <= LONGEST_TITLE,
        f"a title has 1 to {LONGEST_TITLE} characters.",
    )
    yield "checklist", len(lines) <= MOST_ITEMS, f"a checklist has at most {MOST_ITEMS} lines."
    wrong = any(not 0 < len(line) <= LONGEST_TITLE or "\n" in line for line in lines)
    yield "checklist", not wrong, f"a line of a checklist has 1 to {LONGEST_TITLE} characters."
    yield "months", days is None or months is None, "give working_days or months, not both."
    yield "working_days", days is None or 0 <= days <= _MOST_DAYS, f"working_days are 0 to {_MOST_DAYS}."
    yield "months", months is None or 1 <= months <= _MOST_MONTHS, f"months are 1 to {_MOST_MONTHS}."
    yield "from", task.since in ("today", "opening"), 'from is "today" or "opening".'
    yield "url", not task.url or bool(_URL.fullmatch(task.url)), "a url begins with https://."
    yield "source", len(task.source) + len(task.url) < LONGEST_WORDS, "the source is too long."


def _place(said: str) -> tuple[int, str]:
    """Which task, and which of its keys, the checker speaks of."""
    number, key = 0, ""
    for found in _KEY.finditer(said):
        number, key = int(found[1] or number), found[2] or found[3] or key
    return number, key


def _line(text: str, number: int, key: str) -> int:
    """The line of that key in that task, else of the task, else the first."""
    lines = text.splitlines()
    headers = [at for at, line in enumerate(lines) if _HEADER.match(line)]
    if number >= len(headers):
        return next((at + 1 for at, line in enumerate(lines) if key and line.lstrip().startswith(key)), 1)
    end = headers[number + 1] if number + 1 < len(headers) else len(lines)
    named = re.compile(rf"^\s*{re.escape(key)}\s*=")
    begin = headers[number]
    return next((at for at in range(begin, end) if key and named.match(lines[at])), begin) + 1
