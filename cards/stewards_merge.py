"""Two records become one, or two again: what follows, and what was done."""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, TextInput
from cards.layout import ActionSet, Container
from cards.reason import LONGEST_WORDS
from cards.stewards import FACTS, said_of
from cards.text import clip, escape
from cases.commands import Duplicates, JudgeLink, MergeThem, UndoMerge
from cases.model import LinkAnswer
from cases.views import MergedLine, MergedView, MergeView

SURE = "Please say once more that they are one child."
MERGED = "Records were merged."
HISTORY = "Here are the latest merges."
UNDO = "Please say why they are two children."
DONE = "Done."
MOST = 8


def merge_form(view: MergeView) -> Card:
    """What will follow, what has to be chosen, and one button that does it."""
    kept, gone = escape(view.kept.reference), escape(view.gone.reference)
    body: list[Element] = [
        heading("Make them one record?"),
        TextBlock(f"{gone} becomes a part of {kept}, and goes on being found by its names and numbers."),
        TextBlock(_follows(view)),
    ]
    if view.shielded:
        body.append(TextBlock("The record is shielded afterwards, as one of them is.", weight="Bolder"))
    if view.problem:
        body.append(TextBlock(escape(view.problem), color="Attention", weight="Bolder"))
    for fact in view.choose:
        choices = {
            "kept": f"{said_of(view.kept, fact, view.today)} ({kept})",
            "gone": f"{said_of(view.gone, fact, view.today)} ({gone})",
        }
        body.append(
            ChoiceInput(
                fact,
                f"{FACTS[fact]}: which is right?",
                choices,
                style="expanded",
                is_required=True,
                error_message="Please choose one.",
            )
        )
    actions = [
        press("They are one child", MergeThem(view.link_id, view.words)),
        press("Not sure after all", JudgeLink(view.link_id, LinkAnswer.NOT_SURE, view.words)),
    ]
    return finish(body, SURE, actions)


def _follows(view: MergeView) -> str:
    moving = _count(view.involvements, "open involvement") + (" moves" if view.involvements == 1 else " move")
    seen = "no channel changes" if not view.channels else _count(view.channels, "channel") + " may change"
    return f"{moving} to it, with everything else on record; {seen}. It can be undone."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number or 'No'} {what}s"


def merge_done(said: str, merge_id: str = "") -> Card:
    """It is done, and can be undone."""
    actions = [press("Next", Duplicates())]
    if merge_id:
        actions.append(press("Undo", UndoMerge(merge_id)))
    return finish([heading("Done"), TextBlock(escape(said))], DONE, actions)


def merged_list(view: MergedView) -> Card:
    """The latest merges, each with the way back."""
    if not view.lines:
        return finish([heading("Nothing has been merged")], HISTORY)
    body: list[Element] = [heading("Merged lately")]
    body += [_line(line) for line in view.lines[:MOST]]
    return finish(body, HISTORY)


def _line(line: MergedLine) -> Container:
    said = f"{escape(line.gone)} is a part of {escape(line.kept)} since {moment(line.at)}"
    parts: list[Element] = [TextBlock(said)]
    words = f": {escape(clip(line.reason, LONGEST_WORDS))}" if line.reason else ""
    parts.append(TextBlock(f"{escape(line.by)}{words}", spacing="None", size="Small"))
    if line.undone_at:
        parts.append(TextBlock(f"Undone by {escape(line.undone_by)} at {moment(line.undone_at)}."))
    else:
        parts.append(ActionSet([press("Undo", UndoMerge(line.merge_id), tooltip="Make them two again")]))
    return Container(parts, separator=True, spacing="Medium")


def undo_form(command: UndoMerge, references: Sequence[str], problem: str = "") -> Card:
    """Why they are two children after all."""
    kept, gone = (escape(one) for one in references)
    body: list[Element] = [
        heading("Make them two again?"),
        TextBlock(
            f"Whatever was {gone}'s goes back to it, as it is now. What was written since stays with "
            f"{kept}, but for new work of services that worked with {gone} alone."
        ),
    ]
    if problem:
        body.append(TextBlock(escape(problem), color="Attention", weight="Bolder"))
    body.append(
        TextInput(
            "words",
            "Why? It is kept with the merge",
            value=clip(command.words, LONGEST_WORDS),
            max_length=LONGEST_WORDS,
            is_multiline=True,
            is_required=True,
            error_message="Please say why, in a few words.",
        )
    )
    return finish(body, UNDO, [press("Make them two again", UndoMerge(command.merge_id, sent=True))])


def merged_told(kept: str, gone: str, *, undone: bool) -> Card:
    """To the leads of its cases: two records are one now, or two again. By reference only."""
    kept, gone = escape(kept), escape(gone)
    if undone:
        said = f"{gone} and {kept} are two children after all. What was {gone}'s is with it again."
        return finish([heading("Two records again"), TextBlock(said)], MERGED)
    said = (
        f"{gone} turned out to be {kept}. Its circle, cases and tasks are those of {kept} now. "
        "If both had a case, please agree on one."
    )
    return finish([heading("Two records are one child"), TextBlock(said)], MERGED)
