"""Lists of tasks: mine across cases, those of one case, those of my people. Acted on in place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from cards.actions import Action, Execute
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.notes import noted
from cards.task_words import LONGEST, LONGEST_TITLE, due_words, is_live, state_words, urgent
from cards.text import clip, escape
from cases.commands import CalendarLink, CaseTasks, Command, MoveTask, MyTasks, ShowTask, TeamTasks
from cases.task import Step
from cases.task_lists import When, when
from cases.views import TaskLine, TaskList, TaskListView

SUMMARIES = {
    TaskList.MINE: "Your tasks.",
    TaskList.CASE: "Tasks of a case.",
    TaskList.TEAM: "Tasks of your team.",
}
NOTHING = {
    TaskList.MINE: "You have no tasks to do.",
    TaskList.CASE: "There are no tasks in this case that you can see.",
    TaskList.TEAM: "Your team has no tasks to do.",
}
NO_CASE, NO_CASE_SUMMARY = (
    "I know of no case like that whose tasks you could see.",
    "No such case is known here.",
)
WHICH, WHICH_SUMMARY = "Which case do you mean?", "More than one case could be meant."
WHENS = {
    When.OVERDUE: "Overdue",
    When.TODAY: "Today",
    When.THIS_WEEK: "This week",
    When.LATER: "Later",
    When.NO_DAY: "Without a day",
}
ENDED = "Done, declined or cancelled"
_QUICK = {Step.ACCEPT: "Accept", Step.FINISH: "Done", Step.SNOOZE: "Tomorrow"}
_NOT_SHOWN_TITLE = 60


def task_list(view: TaskListView) -> Card:
    """One page; buttons on each line for what is done most, without leaving the list."""
    for quick, longest in ((3, LONGEST_TITLE), (2, LONGEST_TITLE), (2, _NOT_SHOWN_TITLE), (1, 40), (0, 40)):
        card = _card(view, quick, longest)
        if size(card) <= LARGEST:
            break
    return card


def no_such_case() -> Card:
    """The same for a case that there is not, and for one whose tasks one may not see."""
    return finish([heading("Tasks"), TextBlock(NO_CASE)], NO_CASE_SUMMARY, [press("My tasks", MyTasks())])


def which_case(offered: list[tuple[str, CaseTasks]]) -> Card:
    """Several cases could be meant: which of them, by reference."""
    body: list[Element] = [heading(WHICH)]
    body += [ActionSet([press(reference, then)], spacing="Small") for reference, then in offered]
    return finish(body, WHICH_SUMMARY)


def _card(view: TaskListView, quick: int, longest: int) -> Card:
    body: list[Element] = [heading(_title(view))]
    body += noted(view.note)
    if view.kind is TaskList.CASE and view.live + view.ended:
        body.append(TextBlock(f"{view.live} to do, {view.ended} ended.", is_subtle=True))
    if not view.lines:
        body.append(TextBlock(NOTHING[view.kind] if not view.page else "There are no more."))
    for title, lines in _groups(view):
        body.append(TextBlock(title, weight="Bolder", separator=True, spacing="Medium"))
        body += [_line(view, line, quick, longest) for line in lines]
    return finish(body, SUMMARIES[view.kind], list(_pages(view)))


def _title(view: TaskListView) -> str:
    if view.kind is TaskList.CASE:
        return f"Tasks of {_short(view.reference)}"
    return "My tasks" if view.kind is TaskList.MINE else "My team's tasks"


def _groups(view: TaskListView) -> Iterator[tuple[str, list[TaskLine]]]:
    def group(line: TaskLine) -> str:
        if view.kind is TaskList.TEAM:
            return _short(line.owner) or "You"
        return WHENS[when(line.due, view.today)] if is_live(line.state) else ENDED

    lines = list(view.lines)
    if view.kind is TaskList.TEAM:
        # Whoever has the most pressing one comes first; each person once.
        people = list(dict.fromkeys(map(group, lines)))
        lines.sort(key=lambda line: people.index(group(line)))
    for title, found in groupby(lines, group):
        yield title, list(found)


def _line(view: TaskListView, line: TaskLine, quick: int, longest: int) -> Container:
    due = due_words(line.due, line.due_at, view.today, live=is_live(line.state))
    who = "" if view.kind is TaskList.MINE else (_short(line.owner) or "You")
    about = (
        "" if view.kind is TaskList.CASE else _short(line.reference),
        "" if view.kind is TaskList.TEAM else who,
        due,
        "" if is_live(line.state) else state_words(line.state, clip(line.said, LONGEST)),
        "not accepted yet" if Step.ACCEPT not in line.steps and line.state == "open" and who else "",
    )
    buttons = [press("Open", ShowTask(line.task)), *_quick(view, line, quick)]
    lines: list[Element] = [
        TextBlock(f"{urgent(line.priority)}**{escape(clip(line.title, longest))}**"),
    ]
    if words := " · ".join(filter(None, about)):
        lines.append(TextBlock(words, spacing="None", size="Small", is_subtle=True))
    lines.append(ActionSet(list(reversed(buttons)), spacing="Small"))
    return Container(lines, spacing="Small")


def _quick(view: TaskListView, line: TaskLine, most: int) -> list[Execute]:
    """In reverse: "Open" stands last."""
    steps = [step for step in _QUICK if step in line.steps and is_live(line.state)][:most]
    return [press(_QUICK[step], _move(view, line, step)) for step in reversed(steps)]


def _move(view: TaskListView, line: TaskLine, step: Step) -> MoveTask:
    moved = MoveTask(line.task, line.version, step, back=str(view.kind), page=view.page)
    return replace(moved, case_id=view.case_id) if view.kind is TaskList.CASE else moved


def _pages(view: TaskListView) -> Iterator[Action]:
    def page(number: int) -> Command:
        if view.kind is TaskList.CASE:
            return CaseTasks(case_id=view.case_id, page=number)
        return MyTasks(number) if view.kind is TaskList.MINE else TeamTasks(number)

    if view.more:
        yield press("More", page(view.page + 1))
    if view.page:
        yield press("Back", page(view.page - 1))
    if view.kind is not TaskList.MINE:
        yield press("My tasks", MyTasks())
    elif view.lines:
        yield press("In my calendar", CalendarLink())


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
