"""What can I ask?"""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press
from cards.elements import TextBlock
from cards.layout import Container
from cases.commands import MyTasks

SUMMARY = "What you can ask me."
# Placeholders, not names: a made-up name that somebody tries could be a real child's.
EXAMPLES = (
    "“Who is working with _full name_, born _date of birth_?”",
    "“Is anyone else supporting _NHS number_?”",
    "“_Full name_”, and nothing else",
)
FURTHER = (
    "“Who is working with _full name_ and her siblings?”",
    "“Show me _full name_'s network as a picture”",
    "“What has happened with _full name_ since June?”",
)
TELLING = (
    "“I've started working with _full name_”",
    "“I saw _full name_ yesterday”",
    "“I'm still working with _full name_”, or “I've stopped working with _full name_”",
    "“Hand over _full name_ to _colleague_ from Monday”",
    "“Open a case for _full name_”",
    "“I'm away until _date_”, “I'm back”, or “my profile”",
)
OTHERS = (
    "“Who is _colleague_?”",
    "“My updates”, for how often and when you hear of what happens",
    "“My requests”, for those whom you asked to be put in touch with",
    "“My cases”, “my week”, or “close the case”, in its channel",
)
TASKS = (
    "“My tasks”",
    "“Tasks of _case_”, or “tasks of this case” in its channel",
    "“Calendar link”, for your tasks in your own calendar",
)


def examples() -> Container:
    """Three questions that the bot understands."""
    return _said(EXAMPLES)


def help_card() -> Card:
    """What to ask, what comes back, and what is recorded."""
    body = [
        heading("Ask me who is working with a child"),
        TextBlock("In your own words, for instance:"),
        _said((*EXAMPLES, *FURTHER)),
        TextBlock("Or tell me how it stands with your own work:"),
        _said(TELLING),
        TextBlock("Or ask about the people you work with:"),
        _said(OTHERS),
        TextBlock("Or about what is to be done:"),
        _said(TASKS),
        TextBlock("In a case's channel, “who is working with this child?” or “this family?” is enough."),
        TextBlock(
            "I answer with everybody you may see: who they are, how to reach them and when they were last in "
            "contact. I hold no case notes. If you are not involved yourself, I ask why you need to know. "
            "Every look is recorded.",
        ),
    ]
    return finish(body, SUMMARY, [press("My tasks", MyTasks())])


def _said(examples: Sequence[str]) -> Container:
    return Container([TextBlock(example, spacing="Small") for example in examples], style="emphasis")
