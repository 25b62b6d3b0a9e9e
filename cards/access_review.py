"""How records were looked at in a month: counts, people and references, and no child's name."""

from collections.abc import Iterator, Sequence
from datetime import date

from cards.actions import Action
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST
from cards.dates import MONTHS, day, moment
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.purposes import PURPOSES
from cards.text import clip, escape, plain
from cases.commands import AccessReview, LookedAt, Overrides, ReviewOverride
from cases.model import Verdict
from cases.periods import month_before, month_name
from cases.views import AccessView, Lapse, Looker, OverrideLine

SUMMARY = "How records were looked at in the month."
NOTHING = "Nothing is on record for this month."
RECORDED = (
    "Looks of your own agency's people, and of others at children with whom it openly works. That you read "
)
RECORDED += "this is recorded in the trail."
LONGEST = 100
_VERDICTS = {Verdict.RIGHT: "looks right", Verdict.INVESTIGATE: "to be investigated", None: "not reviewed"}


def access_review(view: AccessView) -> Card:
    """As many of each list as 28 KB hold."""
    for most in (5, 4, 3, 2, 1, 0):
        card = _card(view, most)
        if size(card) <= LARGEST:
            break
    return card


def _card(view: AccessView, most: int) -> Card:
    body: list[Element] = [heading(f"Access in {_month(view.month)}")]
    if view.empty:
        body.append(TextBlock(NOTHING))
    body += _overrides(view.overrides, most)
    body += _reasons(view)
    body += _lapses(view.lapses, most)
    body += _lookers("Refused looks", "refused", view.refused, most)
    body += _lookers("Children of their own surname", "children", view.same_name, most)
    title = f"More than {view.burst} children in an hour"
    body += _lookers(title, "children", view.bursts, most)
    body += _lookers("Before 07:00, after 20:00 or on a day off", "looks", view.out_of_hours, most)
    body.append(TextBlock(RECORDED, size="Small", is_subtle=True, separator=True, spacing="Medium"))
    return finish(body, SUMMARY, list(_pages(view)))


def _pages(view: AccessView) -> Iterator[Action]:
    before = month_before(view.month)
    yield press(f"Access in {_month(before)}", AccessReview(month_name(before)))
    if any(one.verdict is None for one in view.overrides):
        yield press("Overrides to review", Overrides())


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _titled(title: str, lines: Sequence[Element]) -> list[Element]:
    if not lines:
        return []
    return [Container([TextBlock(title, weight="Bolder"), *lines], separator=True, spacing="Medium")]


def _overrides(overrides: Sequence[OverrideLine], most: int) -> list[Element]:
    lines: list[Element] = []
    for one in overrides[:most]:
        what = "Refused" if one.refused else "Overrode"
        said = f"{moment(one.at)} · {_short(one.who)}, {_short(one.agency)} · {_short(one.reference)}"
        why = f"{what}: {PURPOSES[one.purpose]} · {_VERDICTS[one.verdict]}"
        lines += [TextBlock(said, spacing="Small"), TextBlock(why, spacing="None", is_subtle=True)]
        lines.append(ActionSet([press("Open", ReviewOverride(one.id))], spacing="Small"))
    return (
        _titled(f"Overrides: {len(overrides)}", _and_more(lines, len(overrides) - most)) if overrides else []
    )


def _reasons(view: AccessView) -> list[Element]:
    lines: list[Element] = [
        TextBlock(f"{PURPOSES[purpose]}: {count}", spacing="Small") for purpose, count in view.reasons
    ]
    return _titled(f"Reasons given: {sum(count for _, count in view.reasons)}", lines)


def _lapses(lapses: Sequence[Lapse], most: int) -> list[Element]:
    lines: list[Element] = [
        TextBlock(
            f"With {', '.join(map(_short, one.agencies[:5])) or 'nobody else'}: "
            f"{'ended on' if one.over else 'ends on'} {day(one.last)}",
            spacing="Small",
        )
        for one in lapses[: most * 2]
    ]
    return _titled("Agreements that end", _and_more(lines, len(lapses) - most * 2)) if lapses else []


def _lookers(title: str, what: str, people: Sequence[Looker], most: int) -> list[Element]:
    if not people:
        return []
    lines: list[Element] = []
    for one in people[:most]:
        about = [f"{one.count} {_counted(what, one.count)}", *map(_short, one.references)]
        about += [f"from {moment(one.since)}"] if one.since else []
        lines.append(
            TextBlock(f"{_short(one.name)}, {_short(one.agency)}: {' · '.join(about)}", spacing="Small")
        )
    shown = people[:most]
    if shown:
        pressed = [press(plain(clip(one.name, 40)), LookedAt(one.practitioner_id)) for one in shown]
        lines.append(ActionSet(pressed, spacing="Small"))
    whom = "1 person" if len(people) == 1 else f"{len(people)} people"
    return _titled(f"{title}: {whom}", _and_more(lines, len(people) - most))


def _counted(what: str, count: int) -> str:
    if count != 1 or what == "refused":
        return what
    return "child" if what == "children" else what.removesuffix("s")


def _and_more(lines: list[Element], more: int) -> list[Element]:
    return [*lines, *([TextBlock(f"And {more} more.", spacing="Small")] if more > 0 else [])]


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
