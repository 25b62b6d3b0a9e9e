"""One form for each thing to say of an involvement: join, leave, change role, log contact."""

from collections.abc import Callable, Mapping

from cards.card import Card, finish, press
from cards.child_form import about_child, back_to_circle
from cards.elements import Element, TextBlock
from cards.grounds import BASES
from cards.inputs import ChoiceInput, DateInput, TextInput
from cards.text import clip, plain
from cases.commands import ChangeRole, Join, Leave, LogContact
from cases.lifecycle import LONGEST_ROLE
from cases.model import ContactKind
from cases.query import Query
from cases.views import InvolvementForm

SUMMARY = "Please fill in a few details."
LONGEST = 100
KINDS: dict[ContactKind, str] = {
    ContactKind.VISIT: "Visit",
    ContactKind.CALL: "Call",
    ContactKind.MEETING: "Meeting",
    ContactKind.MESSAGE: "Message",
    ContactKind.SCHOOL_OR_CLINIC: "At school or clinic",
}

Filled = Join | Leave | ChangeRole | LogContact


def involvement_form(view: InvolvementForm, command: Filled) -> Card:
    """The form that fills in ``command``, as far as it is filled in already; else with what is likely."""
    title, inputs = _FORMS[type(command)]
    body = about_child(title, view)
    if len(view.people) > 1:
        body.append(_choice("practitioner_id", "Who is it?", view.people, "Please choose who it is."))
    if len(view.rows) > 1 and not isinstance(command, Join):
        body.append(_choice("which", "Which involvement?", view.rows, "Please choose one."))
    body += inputs(view, command)
    return finish(body, SUMMARY, [press("Save", _to_send(view, command)), back_to_circle(view.reference)])


def _to_send(view: InvolvementForm, command: Filled) -> Filled:
    """The request without what the inputs will fill in."""
    this, seen = Query(reference=view.reference), view.seen
    match command:
        case Join(name=name, practitioner_id=whose):
            return Join(this, name=name, practitioner_id=whose, sent=True, seen=seen)
        case Leave(practitioner_id=whose):
            return Leave(this, practitioner_id=whose, sent=True, seen=seen)
        case ChangeRole():
            return ChangeRole(this, sent=True, seen=seen)
        case LogContact():
            return LogContact(this, sent=True, seen=seen)


def _join(view: InvolvementForm, command: Join) -> list[Element]:
    since = command.since if command.sent else command.since or view.today.isoformat()
    inputs: list[Element] = [
        _role("Role", command.role if command.sent else command.role or view.role),
        _day("since", "First day", since, "Please give the first day."),
        DateInput("until", "Last day, if it is known", value=command.until),
    ]
    if view.sensitive:
        bases = tuple((str(basis), title) for basis, title in BASES.items())
        label = "On what ground does your service record this?"
        inputs.append(_choice("basis", label, bases, "Please choose the ground.", command.basis))
    return inputs


def _leave(view: InvolvementForm, command: Leave) -> list[Element]:
    until = command.until if command.sent else command.until or view.today.isoformat()
    return [_day("until", "Last day", until, "Please give the last day.")]


def _change_role(view: InvolvementForm, command: ChangeRole) -> list[Element]:
    return [
        _role("What you do for this child now", command.role if command.sent else command.role or view.role)
    ]


def _log_contact(view: InvolvementForm, command: LogContact) -> list[Element]:
    today = view.today.isoformat()
    on = command.on if command.sent else command.on or today
    kinds = {str(kind): title for kind, title in KINDS.items()}
    return [
        _day("on", "Day of the contact", on, "Please give a day up to today.", max=today),
        ChoiceInput("kind", "Kind of contact", kinds, value=command.kind, style="compact"),
        TextBlock(
            "The day and the kind, no more: notes stay in your own system.", size="Small", is_subtle=True
        ),
    ]


_FORMS: Mapping[type[Filled], tuple[str, Callable[..., list[Element]]]] = {
    Join: ("Working with this child", _join),
    Leave: ("No longer working with this child", _leave),
    ChangeRole: ("A new role", _change_role),
    LogContact: ("Log contact", _log_contact),
}


def _day(field: str, label: str, value: str, wrong: str, **limits: str) -> DateInput:
    return DateInput(field, label, value=value, is_required=True, error_message=wrong, **limits)  # type: ignore[arg-type]


def _role(label: str, value: str) -> TextInput:
    wrong = f"Please say the role, in at most {LONGEST_ROLE} letters."
    return TextInput(
        "role", label, value=value, max_length=LONGEST_ROLE, is_required=True, error_message=wrong
    )


def _choice(
    field: str, label: str, offered: tuple[tuple[str, str], ...], wrong: str, value: str = ""
) -> ChoiceInput:
    choices = {key: clip(plain(title), LONGEST) for key, title in offered}
    return ChoiceInput(
        field, label, choices, value=value, style="expanded", is_required=True, error_message=wrong
    )
