"""A colleague's task waits: for the lead, the owner's manager, or whoever gave it."""

from cards.actions import Execute
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.layout import FactSet
from cards.task_words import LONGEST, LONGEST_TITLE, due_words, state_words, urgent
from cards.text import clip, escape
from cases.commands import CaseTasks, ShowTask
from cases.model import TaskState
from cases.query import Query
from cases.views import LateView

LATE_SUMMARY = "A colleague's task is overdue."
UNANSWERED_SUMMARY = "Nobody has taken on a task that you gave."


def late(view: LateView) -> Card:
    """Whose it is, what, since when; one tap opens it."""
    many = "1 working day" if view.days == 1 else f"{view.days} working days"
    title = "Overdue, and its owner is away" if view.away else f"Overdue by {many}"
    note = "Its owner is reminded once they are back." if view.away else "Its owner has been reminded."
    return _card(view, title, note, LATE_SUMMARY)


def unanswered(view: LateView) -> Card:
    """That it was declined, or that there is no answer."""
    declined = view.line.state is TaskState.DECLINED
    title = "Declined, and nobody has it" if declined else "Not accepted yet"
    note = "You can give it to somebody else, or cancel it."
    return _card(view, title, note, UNANSWERED_SUMMARY)


def _card(view: LateView, title: str, note: str, summary: str) -> Card:
    line = view.line
    facts = {
        "Whose": escape(clip(line.owner, LONGEST)) or "Yours",
        "Case": escape(clip(line.reference, LONGEST)),
        "Due": due_words(line.due, line.due_at, view.today),
        "Stands": state_words(line.state, line.said),
    }
    body: list[Element] = [
        heading(title),
        TextBlock(f"{urgent(line.priority)}**{escape(clip(line.title, LONGEST_TITLE))}**"),
        FactSet({name: value for name, value in facts.items() if value}),
        TextBlock(note, size="Small", is_subtle=True),
    ]
    actions: list[Execute] = [
        press("Open", ShowTask(line.task)),
        press("All tasks of the case", CaseTasks(Query(reference=line.reference))),
    ]
    return finish(body, summary, actions)
