"""What a leaver leaves behind: each child, who else works with them, and who takes over."""

from cards.actions import Execute
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST, LONGEST
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.grounds import BASES
from cards.inputs import ChoiceInput
from cards.layout import ActionSet, Container
from cards.notes import noted
from cards.text import clip, escape, plain
from cases.commands import EndFor, NameLead, TakeOver
from cases.views import Cover, LeftCase, LeftChild, SweepView

SUMMARY = "A colleague has left. Some children may need somebody new."
SETTLED, SETTLED_SUMMARY = "Nothing of theirs is left for you to settle.", "That is settled."
NOBODY_TO_CHOOSE = "Nobody else of that service is on the register, so there is nobody to hand over to."
MOST, MOST_COLLEAGUES = 60, 60
COVERS = {
    Cover.NOBODY: "**Uncovered now**: nobody else you can see works with this child.",
    Cover.OTHERS: "Nobody else of the service; others work with this child.",
    Cover.SERVICE: "Somebody else of the service works with this child.",
    Cover.UNSAID: "A protected record: speak to the lead.",
}


def sweep(view: SweepView) -> Card:
    """Choose once who takes over, then one tap for each child or for all; what does not fit comes next."""
    if not (view.children or view.cases):
        lines: list[Element] = [heading(_title(view)), *noted(view.note), TextBlock(SETTLED)]
        return finish(lines, SETTLED_SUMMARY)
    for many in fewer(min(len(view.children), MOST)):
        card = _card(view, many)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: SweepView, many: int) -> Card:
    listed = view.children[:many]
    body: list[Element] = [heading(_title(view)), *noted(view.note), *_choice(view)]
    body += [_case(view, case) for case in view.cases]
    body += [_child(view, child) for child in listed]
    if missing := len(view.children) - many:
        body.append(TextBlock(f"{missing} more come once these are settled.", separator=True))
    actions: list[Execute] = []
    if view.colleagues and len(listed) > 1:
        everybody = tuple(child.child_id for child in listed)
        actions.append(press("Hand over all of these", TakeOver(view.practitioner_id, everybody)))
    return finish(body, SUMMARY, actions)


def _title(view: SweepView) -> str:
    return f"{_short(view.name)} has left"


def _choice(view: SweepView) -> list[Element]:
    if not view.colleagues:
        return [TextBlock(NOBODY_TO_CHOOSE)]
    people = {key: clip(plain(title), LONGEST) for key, title in view.colleagues[:MOST_COLLEAGUES]}
    inputs: list[Element] = [
        ChoiceInput("to", "Who takes over?", people, value=view.to, style="compact", placeholder="Choose")
    ]
    if view.sensitive:
        bases = {str(basis): title for basis, title in BASES.items()}
        label = "On what ground does your service record this?"
        inputs.append(ChoiceInput("basis", label, bases, value=view.basis, style="expanded"))
    return inputs


def _case(view: SweepView, case: LeftCase) -> Container:
    lines: list[Element] = [TextBlock(f"Still the lead of **{_short(case.reference)}**")]
    if view.colleagues:
        named = press("Make them the lead", NameLead(view.practitioner_id, case.case_id))
        lines.append(ActionSet([named], spacing="Small"))
    return Container(lines, separator=True, spacing="Medium")


def _child(view: SweepView, child: LeftChild) -> Container:
    named = f"**{_short(child.name)}** · {_short(child.reference)}" if child.name else _short(child.reference)
    over = press("Hand over", TakeOver(view.practitioner_id, (child.child_id,)))
    end = press("Nobody: end it", EndFor(view.practitioner_id, child.child_id), associated_inputs="none")
    lines: list[Element] = [
        TextBlock(", ".join(filter(None, (named, _short(child.role))))),
        TextBlock(COVERS[child.cover], spacing="None", size="Small"),
        ActionSet([over, end] if view.colleagues else [end], spacing="Small"),
    ]
    return Container(lines, separator=True, spacing="Medium")


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
