"""What leads and governance leads are told of protected records: the child by reference only."""

from collections.abc import Sequence
from dataclasses import replace

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.inputs import TextInput
from cards.layout import ActionSet, Container, FactSet
from cards.notes import wrong
from cards.purposes import PURPOSES
from cards.reason import LONGEST_WORDS
from cards.text import clip, escape, mail_links, phone_link
from cases.commands import ReviewOverride
from cases.model import ApproachKind, Verdict
from cases.views import ApproachView

ALERT = "Somebody has seen, or tried to see, a protected record. Please review it."
LEAD_TOLD = "Somebody has seen a protected record of a child you lead for."
ASKED = "Somebody asks you to get in touch."
LISTED = "Here are the overrides that are still to be reviewed."
LONGEST, MOST = 100, 8
VERDICTS = {Verdict.RIGHT: "Looks right", Verdict.INVESTIGATE: "Investigate"}


def override_alert(view: ApproachView) -> Card:
    """To a governance lead: who saw what past the shield, when and why; to be reviewed in one tap."""
    body: list[Element] = [heading(_happened(view)), FactSet({**_facts(view), "Shown": _seen(view)})]
    body.append(TextBlock(f"In their words: {_words(view.words)}"))
    if view.review:
        review = view.review
        said = f": {_words(review.words)}" if review.words else "."
        body.append(
            TextBlock(
                f"Reviewed by {_short(review.by)} at {moment(review.at)}: "
                f"**{VERDICTS[review.verdict].lower()}**{said}"
            )
        )
    body += wrong(view.problem)
    if not view.may_review:
        return finish(body, ALERT)
    body.append(
        TextInput(
            "words",
            "Your words, kept with the review (needed to investigate)",
            max_length=LONGEST_WORDS,
            is_multiline=True,
        )
    )
    actions = [press(title, ReviewOverride(view.id, verdict)) for verdict, title in VERDICTS.items()]
    return replace(finish(body, ALERT, actions), urgent=True)


def _happened(view: ApproachView) -> str:
    reference = _short(view.reference)
    if view.kind is ApproachKind.REFUSED:
        return f"An override of {reference} was refused"
    return f"Somebody saw the protected record {reference}"


def _facts(view: ApproachView) -> dict[str, str]:
    facts = {
        "Who": _short(view.name),
        "Role": _short(view.role),
        "Agency": _short(view.agency),
        "When": moment(view.at),
        "Why": PURPOSES[view.purpose],
    }
    return {title: value for title, value in facts.items() if value}


def _seen(view: ApproachView) -> str:
    if view.kind is ApproachKind.REFUSED:
        return "nothing: they had reached the most for one day"
    if not view.seen:
        return "nothing"
    return "one involvement" if view.seen == 1 else f"{view.seen} involvements"


def override_list(views: Sequence[ApproachView]) -> Card:
    """To a governance lead: the overrides that nobody has reviewed, the oldest first."""
    if not views:
        return finish([heading("There is no override to review")], LISTED)
    body: list[Element] = [heading("Overrides to review")]
    body += [_line(view) for view in views[:MOST]]
    if len(views) > MOST:
        body.append(TextBlock(f"And {len(views) - MOST} more, once these are reviewed.", separator=True))
    return finish(body, LISTED)


def _line(view: ApproachView) -> Container:
    lines: list[Element] = [
        TextBlock(f"**{moment(view.at)}** · {_happened(view)}"),
        TextBlock(", ".join(filter(None, map(_short, (view.name, view.agency)))), spacing="None"),
        ActionSet([press("Review", ReviewOverride(view.id), tooltip="Read it and review it")]),
    ]
    return Container(lines, separator=True, spacing="Medium")


def override_told(view: ApproachView) -> Card:
    """To the lead of the case: somebody saw the record past its shield.

    Not how much they saw: that may have been more than the lead may know of.
    """
    body: list[Element] = [heading(_happened(view)), FactSet(_facts(view))]
    if view.words:
        body.append(TextBlock(f"In their words: {_words(view.words)}"))
    body.append(
        TextBlock("The governance lead has been alerted. If it surprises you, speak to them.", size="Small")
    )
    return replace(finish(body, LEAD_TOLD), urgent=True)


def lead_asked(view: ApproachView) -> Card:
    """To the lead: somebody who met the protected record asks to be called."""
    body: list[Element] = [
        heading(f"Please get in touch about {_short(view.reference)}"),
        FactSet(_facts(view)),
    ]
    if view.words:
        body.append(TextBlock(f"In their words: {_words(view.words)}"))
    ways = [phone_link(view.phone)] if view.phone else []
    ways += mail_links(view.email) if view.email else []
    if ways:
        body.append(TextBlock(" · ".join(ways)))
    rest = "They were told that it was passed on, and not to whom. Whether you answer is for you to decide."
    if view.leaderless:
        rest = "The child has no lead who could be asked, so it comes to you. They were not told to whom."
    body.append(TextBlock(rest, size="Small", is_subtle=True))
    return finish(body, ASKED)


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))


def _words(typed: str) -> str:
    return escape(clip(typed, LONGEST_WORDS))
