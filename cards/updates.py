"""What has changed, by child or case: for one reader, or for everybody in a case's channel."""

from collections.abc import Callable, Mapping, Sequence

from cards.actions import Action
from cards.card import Card, finish, press, size
from cards.case_words import ending, short
from cards.circle import LARGEST
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.involvement import KINDS
from cards.layout import ActionSet, Container
from cards.text import clip, plain
from cases.commands import Family, Timeline, Who
from cases.model import UpdateKind
from cases.query import Query
from cases.views import About, UpdateBlock, UpdateLine, UpdatesView

SUMMARY = "Something changed around a child you work with."
SHARED_SUMMARY = "Something changed in this case."
LONGEST, MOST_CHILDREN = 40, 5
_CONTACTS = {str(kind): words.lower() for kind, words in KINDS.items()}


def updates_card(view: UpdatesView, actions: Sequence[Action] = (), *, mark: str = "updates") -> Card:
    """A block for each child or case, with the ways to all of it; as many as 28 KB hold.

    ``actions`` are further buttons. ``mark`` is the id of the first element.
    """
    for many in fewer(len(view.blocks)):
        card = finish(_body(view, many, mark), SHARED_SUMMARY if view.shared else SUMMARY, actions)
        if size(card) <= LARGEST:
            break
    return card


def _body(view: UpdatesView, many: int, mark: str) -> list[Element]:
    title = "What is new in this case" if view.shared else "What is new"
    body: list[Element] = [TextBlock(title, id=mark, style="heading", size="Large", weight="Bolder")]
    body += [_block(one, view) for one in view.blocks[:many]]
    if missing := view.more + sum(len(one.lines) + one.more for one in view.blocks[many:]):
        where = "" if view.shared else " around other children you work with"
        body.append(TextBlock(f"And {missing} more{where}.", separator=True))
    if view.shared:
        said = "Everybody in this channel may see this. A button answers you alone."
        body.append(TextBlock(said, size="Small", is_subtle=True, separator=True, spacing="Medium"))
    return body


def _block(block: UpdateBlock, view: UpdatesView) -> Container:
    items: list[Element] = [TextBlock(_heading(block.about), weight="Bolder")]
    items += [TextBlock(_line(one, view), spacing="Small") for one in block.lines]
    buttons = _buttons(block.about)
    if block.more:
        where = ": the timeline has all of it." if buttons else "."
        items.append(TextBlock(f"And {block.more} more{where}", spacing="Small", is_subtle=True))
    items += [ActionSet(buttons, spacing="Small")] if buttons else []
    return Container(items, separator=True, spacing="Medium")


def _heading(about: About) -> str:
    if not about.reference:
        return "People you work with"
    if about.is_case:
        return f"Case {short(about.reference)}"
    return " · ".join(filter(None, (short(about.name), short(about.reference))))


def _buttons(about: About) -> list[Action]:
    if not about.reference:
        return []
    this = Query(reference=about.reference)
    whom = f"Who is working with {clip(plain(about.reference), LONGEST)}?"
    return [press(whom, Family(this) if about.is_case else Who(this)), press("Timeline", Timeline(this))]


def _line(line: UpdateLine, view: UpdatesView) -> str:
    said = _SAID[line.kind](line, view)
    return f"{said} Recorded by {short(line.by)}." if line.by else said


def _who(line: UpdateLine) -> str:
    """Whom it is about, as far as they are named."""
    if not line.names:
        return "Somebody"
    *first, last = (f"**{short(one)}**" for one in line.names)
    named = f"{', '.join(first)} and {last}" if first else last
    about = ", ".join(short(part) for part in (line.role, line.agency) if part)
    return f"{named} ({about})" if about else named


def _joined(line: UpdateLine, view: UpdatesView) -> str:
    how = "joined and left" if line.left_too else "joins" if line.on > view.today else "joined"
    return f"{_who(line)} {how} on {day(line.on)}."


def _left(line: UpdateLine, view: UpdatesView) -> str:
    return f"{_who(line)} {'leaves' if line.on >= view.today else 'left'}: the last day is {day(line.on)}."


def _confirmed(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001 - as all of them
    return f"Still involved: {_who(line)}."


def _contact(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    kind = f" ({_CONTACTS[line.detail]})" if line.detail in _CONTACTS else ""
    return f"{_who(line)} was in touch on {day(line.on)}{kind}, the first contact for some time."


def _opened(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    what = "The case is open again." if line.kind is UpdateKind.CASE_REOPENED else "A case was opened."
    return f"{what} The lead is {_who(line)}." if line.names else what


def _closed(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    why = ending(line.detail)
    return f"The case was closed: {why}." if why else "The case was closed."


def _lead(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    return f"The lead is now {_who(line)}." if line.names else "The lead of the case changed."


def _asked(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    to = f"**{short(line.to)}**" if line.to else "A colleague"
    return f"{to} is asked to take over from {_who(line)} on {day(line.on)}."


def _answered(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    to = f"**{short(line.to)}**" if line.to else "The colleague who was asked"
    if line.detail == "declined":
        return f"{to} does not take over from {_who(line)}."
    return f"{to} takes over from {_who(line)} on {day(line.on)}."


def _away(line: UpdateLine, view: UpdatesView) -> str:
    if line.until is None:
        span = f"from {day(line.on)}, and has not said until when"
    elif line.until == line.on:
        span = f"on {day(line.on)}"
    else:
        span = f"from {day(line.on)} to {day(line.until)}"
    whom = ", ".join(map(short, line.children[:MOST_CHILDREN]))
    whom += f" and {more} more" if (more := len(line.children) - MOST_CHILDREN) > 0 else ""
    with_whom = "" if view.shared else f" You both work with {whom}."
    return f"{_who(line)} is away {span}.{with_whom}"


def _overdue(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    of = f" of {_who(line)}" if line.names else ""
    title = short(line.detail)
    return f"A task{of} is overdue since {day(line.on)}{f': {title}' if title else ''}."


def _stranger(line: UpdateLine, view: UpdatesView) -> str:  # noqa: ARG001
    return "Somebody was in this channel who does not belong here. The lead has been told."


_SAID: Mapping[UpdateKind, Callable[[UpdateLine, UpdatesView], str]] = {
    UpdateKind.JOINED: _joined,
    UpdateKind.LEFT: _left,
    UpdateKind.CONFIRMED: _confirmed,
    UpdateKind.CONTACT: _contact,
    UpdateKind.LEAD_CHANGED: _lead,
    UpdateKind.CASE_OPENED: _opened,
    UpdateKind.CASE_CLOSED: _closed,
    UpdateKind.CASE_REOPENED: _opened,
    UpdateKind.HANDOVER_ASKED: _asked,
    UpdateKind.HANDOVER_ANSWERED: _answered,
    UpdateKind.AWAY: _away,
    UpdateKind.TASK_OVERDUE: _overdue,
    UpdateKind.STRANGER: _stranger,
}
