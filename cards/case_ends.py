"""Closing a case, opening it again, giving it a new reference: the forms, and that it is done."""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press, size
from cards.case_words import ENDS, short
from cards.circle import LARGEST
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, DateInput
from cards.layout import ActionSet
from cards.notes import wrong
from cards.task_left import closing_tasks
from cards.text import clip, escape, plain
from cases.commands import CloseCase, Command, MyCases, RenameCase, ReopenCase
from cases.days import OLDEST
from cases.model import CaseId
from cases.views import ClosingForm

FORM, DONE, NOT_KNOWN = (
    "Closing a case: please say why.",
    "That is done.",
    "There is no such case that I can show you.",
)
WHICH, REOPEN, RENAME = "Which case do you mean?", "Open this case again?", "A new reference for a case."
MOST_OFFERED, LONGEST_TITLE = 12, 60
SAID = "About one of your cases."


def closing_form(view: ClosingForm, command: CloseCase) -> Card:
    """Why, on which day, and what becomes of tasks; what will happen is said first."""
    body = _closing(view, command)
    send = [press("Close the case", CloseCase(case_id=view.case_id, sent=True, seen=view.seen))]
    if view.tasks is None or not view.tasks.lines:
        return finish(body, FORM, send)
    for tasks in closing_tasks(view.tasks, command.choices):
        card = finish([*body, *tasks], FORM, send)
        if size(card) <= LARGEST:
            break
    return card


def _closing(view: ClosingForm, command: CloseCase) -> list[Element]:
    body: list[Element] = [
        heading(f"Close {short(view.reference)}?"),
        TextBlock(
            "Its channel is archived: whoever belongs there can go on reading it, and nobody can write. "
            "Who works with the children stays as it is."
            if view.channelled
            else "Who works with the children stays as it is."
        ),
    ]
    if view.under_way:
        listed = ", ".join(map(short, view.under_way))
        body.append(TextBlock(f"Still open: a hand-over of {listed}. It goes on after the case is closed."))
    body += wrong(view.problem)
    body += [
        ChoiceInput(
            "why",
            "Why?",
            {str(why): words for why, words in ENDS.items()},
            style="expanded",
            value=command.why,
            is_required=True,
            error_message="Please choose why the case is closed.",
        ),
        DateInput(
            "on",
            "On which day?",
            value=command.on if command.sent else command.on or view.today.isoformat(),
            min=(view.since or view.today.replace(year=view.today.year - OLDEST, day=1)).isoformat(),
            max=view.today.isoformat(),
            is_required=True,
            error_message="Please give a day up to today.",
        ),
    ]
    return body


def case_closed(reference: str, case: CaseId, *, channelled: bool, again: bool) -> Card:
    """It is closed. ``again`` offers to open it again."""
    said = "Its channel is being archived, with a summary in it." if channelled else ""
    body: list[Element] = [heading(f"{short(reference)} is closed")]
    body += [TextBlock(said)] if said else []
    return finish(body, DONE, [press("Open it again", ReopenCase(case_id=case))] if again else [])


def reopening(reference: str, case: CaseId, lead: str, *, channelled: bool) -> Card:
    """Asked back, with what it will do. ``lead`` is a sentence: who will lead it."""
    body: list[Element] = [
        heading(f"Open {short(reference)} again?"),
        TextBlock(escape(lead)),
    ]
    if channelled:
        body.append(
            TextBlock("Its channel comes back, with those in it who belong there by the register now.")
        )
    return finish(body, REOPEN, [press("Open it again", ReopenCase(case_id=case, sent=True))])


def reference_offered(reference: str, offered: str, command: RenameCase, another: RenameCase) -> Card:
    """The reference on offer: take it, or see another."""
    body: list[Element] = [
        heading(f"A new reference for {short(reference)}"),
        TextBlock(f"I suggest **{short(offered)}**. Its channel gets that name too; the old one is gone."),
    ]
    return finish(body, RENAME, [press(f"Call it {plain(offered)}", command), press("Another one", another)])


def which_case(cases: Sequence[tuple[str, Command]]) -> Card:
    """One button for each case, by its reference."""
    body: list[Element] = [heading(WHICH)]
    body += [
        ActionSet([press(clip(plain(reference), LONGEST_TITLE), then)], spacing="Small")
        for reference, then in cases[:MOST_OFFERED]
    ]
    return finish(body, WHICH)


def case_said(sentence: str, reference: str = "", actions: Sequence[tuple[str, Command]] = ()) -> Card:
    """One sentence about a case; and at most what can be done about it."""
    title = short(reference) if reference else "About this case"
    body: list[Element] = [heading(title), TextBlock(escape(sentence))]
    return finish(body, SAID, [press(words, command) for words, command in actions])


def case_not_known() -> Card:
    """The same for a case that there is not, and for one that is no concern of whoever asks."""
    return finish([heading("Which case?"), TextBlock(NOT_KNOWN)], NOT_KNOWN, [press("My cases", MyCases())])
