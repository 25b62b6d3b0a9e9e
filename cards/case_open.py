"""The form that opens a case, or asks for the channel of an open one."""

from cards.card import Card, finish, heading, press
from cards.child_form import back_to_circle
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput
from cards.notes import wrong
from cards.text import clip, escape, plain
from cases.commands import OpenCase
from cases.model import CaseKind, ChannelForm
from cases.query import Query
from cases.views import Apart, CaseForm, WhyApart

SUMMARY = "Please look over who is to be in the case."
NOTE = "Nothing about the child is posted until the right people are in the channel."
LONGEST, LONGEST_CHOICE, MOST_APART = 60, 70, 6
KINDS: dict[CaseKind, str] = {
    CaseKind.EARLY_HELP: "Early help",
    CaseKind.CHILD_IN_NEED: "Child in need",
    CaseKind.CHILD_PROTECTION: "Child protection",
    CaseKind.LOOKED_AFTER: "Looked-after child",
    CaseKind.CARE_LEAVER: "Care leaver",
}
FORMS: dict[ChannelForm, str] = {
    ChannelForm.PRIVATE: "Private: for people of this organisation and its guests",
    ChannelForm.SHARED: "Shared: for people of other organisations too, in their own Teams",
    ChannelForm.OWN_TEAM: "A team of its own, for this case alone",
}
_APART = {
    WhyApart.SENSITIVE: "a sensitive service: comes in only once named to everybody who is there",
    WhyApart.NO_ACCOUNT: "no Teams account is known",
    WhyApart.HAS_LEFT: "has left",
}


def case_form(view: CaseForm) -> Card:
    """Children, kind, lead, who is in the channel, and what it is: all filled in already, one press."""
    body: list[Element] = [heading(f"A channel for {_short(view.case)}" if view.case else "Open a case")]
    body += wrong(view.problem)
    if not view.case:
        body += _case(view)
    if view.channel:
        body += _channel(view)
    this = Query(reference=view.case or view.reference)
    offered = ",".join(key for key, _ in view.people)
    send = OpenCase(this, channel=bool(view.case), sent=True, seen=view.seen, offered=offered)
    back = back_to_circle(view.reference)
    return finish(body, SUMMARY, [press("Open its channel" if view.case else "Open the case", send), back])


def _case(view: CaseForm) -> list[Element]:
    several = len(view.children) > 1
    label = "Which children is it about?" if several else "Child"
    return [
        _ticks("children", label, view.children, view.children_ticked, "Please tick at least one child."),
        ChoiceInput(
            "kind",
            "Kind of case (may stay open)",
            {str(kind): words for kind, words in KINDS.items()},
            value=view.kind,
            style="compact",
            placeholder="Not said yet",
        ),
        ChoiceInput(
            "lead",
            "Lead",
            _choices(view.leads),
            value=view.lead,
            style="filtered",
            is_required=True,
            error_message="Please choose the lead.",
        ),
    ]


def _channel(view: CaseForm) -> list[Element]:
    body: list[Element] = []
    if view.people:
        body.append(
            _ticks(
                "people", "Who is in its channel?", view.people, view.people_ticked, "Please tick somebody."
            )
        )
    if view.more:
        body.append(_small(f"{view.more} more of the circle come in as well."))
    body += [_small(_apart(one)) for one in view.apart[:MOST_APART]]
    if (more := len(view.apart) - MOST_APART) > 0:
        body.append(_small(f"{more} more cannot be in the channel."))
    if view.further_service:
        body.append(_small("A further service is involved. It stays out of the channel."))
    if view.form:
        forms = {str(form): words for form, words in FORMS.items()}
        body.append(
            ChoiceInput("form", "What kind of channel?", forms, value=str(view.form), style="expanded")
        )
    body.append(_small(NOTE))
    return body


def _apart(one: Apart) -> str:
    return f"Not in the channel: {_short(one.name)} ({_APART[one.why]})"


def _ticks(
    field: str, label: str, offered: tuple[tuple[str, str], ...], ticked: tuple[str, ...], wrong: str
) -> ChoiceInput:
    return ChoiceInput(
        field,
        label,
        _choices(offered),
        value=",".join(ticked),
        is_multi_select=True,
        style="expanded",
        is_required=True,
        error_message=wrong,
    )


def _choices(offered: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {key: clip(plain(title), LONGEST_CHOICE) for key, title in offered}


def _small(text: str) -> TextBlock:
    return TextBlock(text, size="Small", is_subtle=True, spacing="Small")


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
