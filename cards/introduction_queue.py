"""Being put in touch, for the broker: who is waiting, and each request with what can be done about it."""

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, TextInput
from cards.layout import ActionSet, Container, FactSet
from cards.notes import wrong
from cards.person import about, line, ways
from cards.purposes import PURPOSES
from cards.text import clip, escape, plain
from cases.commands import IntroductionQueue, PassIntroduction
from cases.views import QueueView, RequestView

SUMMARY = "Somebody is waiting to be put in touch."
EMPTY = "Nobody is waiting to be put in touch."
LONGEST, LONGEST_WORDS, MOST = 100, 300, 12


def introduction_queue(view: QueueView) -> Card:
    """The request that was opened, or the only one, in full; the others in two lines each."""
    count = len(view.waiting)
    body: list[Element] = [heading(f"Being put in touch: {count} waiting")]
    if view.note:
        body.append(TextBlock(escape(view.note), weight="Bolder"))
    if not count:
        body.append(TextBlock("There is nothing to do here now."))
        return finish(body, EMPTY)
    opened = view.opened or (view.waiting[0] if count == 1 else None)
    if opened:
        body += _opened(opened, view)
    others = [one for one in view.waiting if opened is None or one.introduction != opened.introduction]
    body += [_short(one) for one in others[:MOST]]
    if (more := len(others) - MOST) > 0:
        body.append(TextBlock(f"{more} more are waiting: they come up as you answer these."))
    return finish(body, SUMMARY)


def _short(one: RequestView) -> Container:
    lines: list[Element] = [
        TextBlock(f"{line(one.asker)} · {escape(one.reference)}"),
        TextBlock(f"Waiting since {moment(one.asked_at)}", spacing="None", size="Small", is_subtle=True),
        ActionSet(
            [press("Open", IntroductionQueue(one.introduction), associated_inputs="none")], spacing="Small"
        ),
    ]
    return Container(lines, separator=True, spacing="Medium")


def _opened(one: RequestView, view: QueueView) -> list[Element]:
    body = request(one)
    body += wrong(view.problem)
    for _, asked in one.passed:
        body.append(TextBlock(f"Passed on, no answer yet: {_words(asked)}", spacing="Small"))
    body += _passing_on(one, view.which)
    why = TextInput("why", "If you say no: why?", value=view.why, max_length=LONGEST_WORDS)
    no = ActionSet([press("Say no", PassIntroduction(one.introduction, no=True))], spacing="Small")
    body.append(Container([why, no], separator=True, spacing="Medium"))
    return [Container(body, separator=True, spacing="Medium")]


def _passing_on(one: RequestView, which: str) -> list[Element]:
    """To whom, and the button right below: the common answer is one tap, above the words for the other."""
    if not one.services:
        return []
    if len(one.services) == 1:
        ((key, service),) = one.services
        concerned: Element = TextBlock(f"Concerns {_words(service)}")
        command = PassIntroduction(one.introduction, which=key)
    else:
        choices = {str(key): clip(plain(title), LONGEST) for key, title in one.services}
        chosen = which or ",".join(choices)
        concerned = ChoiceInput("which", "Pass on to", choices, value=chosen, is_multi_select=True)
        command = PassIntroduction(one.introduction)
    return [concerned, ActionSet([press("Pass on", command)], spacing="Small")]


def request(one: RequestView) -> list[Element]:
    """Who asks about which child, why and since when."""
    facts = {
        **about(one.asker),
        "Child": escape(one.reference),
        "Why": PURPOSES[one.reason.purpose],
        "Asked": moment(one.asked_at),
    }
    lines: list[Element] = [FactSet(facts), TextBlock(ways(one.asker), spacing="Small")]
    if one.reason.words:
        lines.append(TextBlock(f"In their words: {escape(clip(one.reason.words, LONGEST_WORDS))}"))
    return lines


def _words(typed: str) -> str:
    return escape(clip(typed, LONGEST))
