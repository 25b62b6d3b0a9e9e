"""Tasks that somebody has to decide on: of an owner who is gone, or of a case that is being closed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.inputs import ChoiceInput
from cards.layout import Container
from cards.notes import noted
from cards.task_words import LONGEST, LONGEST_TITLE, due_words, urgent
from cards.text import clip, escape, plain
from cases.commands import SettleTasks
from cases.task import Step
from cases.task_left import CANCEL, DONE, GIVE, LEAVE, key_of
from cases.views import LeftTasksView, TaskLine

SUMMARY = "Some tasks need a decision of yours."
SETTLED, SETTLED_SUMMARY = "There is nothing left to decide here.", "That is settled."
FIELD = "choices"


def left_tasks(view: LeftTasksView) -> Card:
    """One choice for each, and one button; what does not fit comes once these are settled."""
    if not view.lines:
        return finish([heading(_title(view)), *_note(view), TextBlock(SETTLED)], SETTLED_SUMMARY)
    for many in fewer(len(view.lines)):
        shown = replace(view, lines=view.lines[:many], missing=view.missing + len(view.lines) - many)
        save = press("Save", SettleTasks(view.case_id, view.owner_id), style="positive")
        card = finish([heading(_title(view)), *_note(view), *open_tasks_section(shown)], SUMMARY, [save])
        if size(card) <= LARGEST:
            break
    return card


def open_tasks_section(
    view: LeftTasksView, chosen: Mapping[str, str] | None = None, more: str = "come once these are settled"
) -> list[Element]:
    """The tasks, each with what may become of it: for any card whose button carries ``choices``.

    ``chosen`` is what was chosen before; ``more`` what becomes of those for which there is no room.
    """
    lines: list[Element] = [_line(view, one, chosen or {}) for one in view.lines]
    if view.missing:
        lines.append(TextBlock(f"{view.missing} more {more}.", separator=True))
    return lines


def closing_tasks(view: LeftTasksView, chosen: Mapping[str, str] | None) -> Iterator[list[Element]]:
    """The tasks of a case that is being closed; then fewer and fewer of them, as there is room for."""
    said = TextBlock(
        "Still to be done. After closing, nobody is reminded of what is left open.", separator=True
    )
    for many in fewer(len(view.lines)):
        shown = replace(view, lines=view.lines[:many], missing=view.missing + len(view.lines) - many)
        yield [said, *open_tasks_section(shown, chosen, "stay open")]


def _title(view: LeftTasksView) -> str:
    reference = escape(clip(view.reference, LONGEST))
    return f"Who takes these on? {reference}" if view.owner_id else f"Still to be done: {reference}"


def _note(view: LeftTasksView) -> list[Element]:
    said = noted(view.note)
    if view.owner_id and view.lines:
        whose = escape(clip(view.owner, LONGEST))
        said.append(TextBlock(f"{whose} is not in the circle any more. Please decide what becomes of these."))
    return said


def _line(view: LeftTasksView, line: TaskLine, chosen: Mapping[str, str]) -> Container:
    due = due_words(line.due, line.due_at, view.today)
    whose = "" if view.owner_id else escape(clip(line.owner, LONGEST)) or "yours"
    about = " · ".join(filter(None, (whose, due)))
    choices = {**_people(view, line), **_ends(line), LEAVE: "Leave it open"}
    label = "Who takes it on?" if view.owner_id else "What becomes of it?"
    key = key_of(line.task, line.version)
    value = chosen.get(key, LEAVE)
    items: list[Element] = [
        TextBlock(f"{urgent(line.priority)}**{escape(clip(line.title, LONGEST_TITLE))}**")
    ]
    if about:
        items.append(TextBlock(about, spacing="None", size="Small", is_subtle=True))
    value = value if value in choices else LEAVE
    items.append(ChoiceInput(f"{FIELD}.{key}", label, choices, value=value, style="compact"))
    return Container(items, separator=True, spacing="Medium")


def _people(view: LeftTasksView, line: TaskLine) -> Mapping[str, str]:
    if Step.REASSIGN not in line.steps:
        return {}
    return {f"{GIVE}{who}": clip(plain(words), LONGEST) for who, words in view.people}


def _ends(line: TaskLine) -> Mapping[str, str]:
    ends = {Step.FINISH: (DONE, "It is done"), Step.CANCEL: (CANCEL, "Cancel it")}
    return dict(words for step, words in ends.items() if step in line.steps)
