"""What somebody has due, in one message a day; and what is due within the hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cards.actions import Execute
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST
from cards.dates import coming_day
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.layout import ActionSet, Container
from cards.task_words import LONGEST, LONGEST_TITLE, due_words, urgent
from cards.text import clip, escape
from cases.commands import MoveTask, MyTasks, ShowTask
from cases.task import Step
from cases.views import ReminderView, TaskLine, TaskList

SUMMARY, SOON_SUMMARY = "You have tasks that are due.", "A task of yours is due within the hour."
MOST = 20
LATER = {"tomorrow": "Remind me tomorrow", "next week": "Remind me next week"}
_DAY = timedelta(days=1)


def reminder(view: ReminderView) -> Card:
    """Overdue, today, and what is due before they work again; as many as 28 KB hold, the oldest first."""
    everything = (*view.overdue, *view.due_today, *view.coming)
    for many in fewer(min(len(everything), MOST)):
        card = _card(_first(view, many), len(everything) - many)
        if size(card) <= LARGEST:
            break
    return card


def soon(line: TaskLine, today: date) -> Card:
    """One task, due within the hour."""
    return finish([heading("Due within the hour"), _line(line, today)], SOON_SUMMARY)


def _first(view: ReminderView, many: int) -> ReminderView:
    overdue = view.overdue[:many]
    due_today = view.due_today[: many - len(overdue)]
    coming = view.coming[: many - len(overdue) - len(due_today)]
    return replace(view, overdue=overdue, due_today=due_today, coming=coming)


def _card(view: ReminderView, missing: int) -> Card:
    body: list[Element] = [heading("Your tasks")]
    body += _group("Overdue", view.overdue, view.today)
    body += _group("Today", view.due_today, view.today)
    body += _group(_coming(view), view.coming, view.today)
    if missing:
        body.append(TextBlock(f"And {missing} more.", separator=True))
    return finish(body, SUMMARY, [press("All my tasks", MyTasks())])


def _coming(view: ReminderView) -> str:
    if view.next_day == view.today + _DAY:
        return "Tomorrow"
    return f"Until {coming_day(view.next_day, view.today, named=True)}"


def _group(title: str, lines: Sequence[TaskLine], today: date) -> list[Element]:
    if not lines:
        return []
    above = TextBlock(title, weight="Bolder", separator=True, spacing="Medium")
    return [above, *(_line(one, today) for one in lines)]


def _line(line: TaskLine, today: date) -> Container:
    due = due_words(line.due, line.due_at, today)
    about = " · ".join(filter(None, (escape(clip(line.reference, LONGEST)), due)))
    items: list[Element] = [
        TextBlock(f"{urgent(line.priority)}**{escape(clip(line.title, LONGEST_TITLE))}**"),
        TextBlock(about, spacing="None", size="Small", is_subtle=True),
        ActionSet(_buttons(line), spacing="Small"),
    ]
    return Container(items, spacing="Medium")


def _buttons(line: TaskLine) -> list[Execute]:
    made = []
    if Step.FINISH in line.steps:
        made.append(press("Done", _move(line, Step.FINISH)))
    made.append(press("Open", ShowTask(line.task)))
    if Step.SNOOZE in line.steps:
        made += [press(title, _move(line, Step.SNOOZE, until)) for until, title in LATER.items()]
    return made


def _move(line: TaskLine, step: Step, until: str = "") -> MoveTask:
    return MoveTask(line.task, line.version, step, until=until, back=TaskList.MINE)
