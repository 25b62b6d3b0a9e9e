"""Being put in touch, for the asker: the question why, what comes of it, and all they have asked for."""

from cards.card import Card, finish, heading, press
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.inputs import TextInput
from cards.layout import ActionSet, Container, FactSet
from cards.person import about, line, ways
from cards.purposes import PURPOSES
from cards.text import clip, escape
from cases.commands import AskIntroduction, MyIntroductions, WithdrawIntroduction
from cases.introduction import Reads
from cases.local import LOCAL
from cases.model import Purpose, Reason
from cases.query import Query
from cases.views import MyIntroduction, MyIntroductionsView, OutcomeView

ASK = "Ask to be put in touch"
ASK_SUMMARY = "Please say why you would like to be put in touch."
PASSED_ON = "Your request has been passed on."
TOLD = "There is news of a request of yours."
MINE = "Here is what you have asked for."
RATHER_NOT = "They would rather not be put in touch now."
WILL_CALL = "They will get in touch with you themselves."
READS: dict[Reads, str] = {
    Reads.PASSED_ON: "Passed on.",
    Reads.IN_TOUCH: "You have been put in touch.",
    Reads.DECLINED: RATHER_NOT,
    Reads.WITHDRAWN: "You withdrew this.",
}
LONGEST_WORDS, MOST = 300, 10


def introduction_ask(reference: str, purposes: tuple[Purpose, ...]) -> Card:
    """One tap on a purpose asks; words are optional."""
    ask = AskIntroduction(Query(reference=reference))
    body: list[Element] = [
        heading(ASK),
        TextBlock("Your name, your agency and your reason are passed on. They decide whether to answer."),
        TextInput(
            "reason.words",
            "In a few words, if you like",
            max_length=LONGEST_WORDS,
            is_multiline=True,
            placeholder="For instance: we should plan together before the meeting",
        ),
        TextBlock("Why?", weight="Bolder"),
        *(
            ActionSet(
                [press(PURPOSES[one], AskIntroduction(ask.query, Reason(one)))],
                spacing="Small",
            )
            for one in purposes
        ),
    ]
    return finish(body, ASK_SUMMARY)


def introduction_passed_on(reference: str) -> Card:
    """All that the asker hears until somebody chooses to say more."""
    body: list[Element] = [
        heading("Passed on"),
        TextBlock(f"You will hear here what comes of it. It is about {escape(reference)}."),
    ]
    return finish(body, PASSED_ON, [press("My requests", MyIntroductions())])


def introduction_outcome(view: OutcomeView) -> Card:
    """What the practitioner chose, and nothing else."""
    reference = escape(view.reference)
    if view.reads is not Reads.IN_TOUCH:
        body: list[Element] = [heading(f"About {reference}"), TextBlock(RATHER_NOT)]
        if view.why:
            body.append(TextBlock(f"In their words: {escape(clip(view.why, LONGEST_WORDS))}"))
        return finish(body, TOLD)
    if not view.people:
        return finish([heading(f"About {reference}"), TextBlock(WILL_CALL)], TOLD)
    body = [heading(f"You have been put in touch about {reference}")]
    for person in view.people:
        body += [FactSet(about(person)), TextBlock(ways(person))]
    return finish(body, TOLD)


def my_introductions(view: MyIntroductionsView) -> Card:
    """Each request with where it stands, the newest first; what is only passed on can be withdrawn."""
    body: list[Element] = [heading("My requests")]
    if view.note:
        body.append(TextBlock(escape(view.note), weight="Bolder"))
    if not view.requests:
        body.append(TextBlock("You have not asked to be put in touch with anybody."))
    body += [Container(_mine(one), separator=True, spacing="Medium") for one in view.requests[:MOST]]
    return finish(body, MINE)


def _mine(one: MyIntroduction) -> list[Element]:
    outcome = one.outcome
    asked = day(one.asked_at.astimezone(LOCAL).date())
    lines: list[Element] = [
        TextBlock(f"{escape(outcome.reference)} · {asked} · {PURPOSES[one.purpose]}"),
    ]
    if outcome.reads is Reads.IN_TOUCH:
        lines += [TextBlock(f"{line(person)} · {ways(person)}", spacing="Small") for person in outcome.people]
        if not outcome.people:
            lines.append(TextBlock(WILL_CALL, spacing="Small"))
    else:
        lines.append(TextBlock(READS[outcome.reads], spacing="Small"))
    if outcome.reads is Reads.PASSED_ON:
        withdraw = press("Withdraw", WithdrawIntroduction(one.introduction))
        lines.append(ActionSet([withdraw], spacing="Small"))
    return lines
