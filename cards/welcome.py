"""The first contact: three things to do at once."""

from cards.actions import Execute
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.help import examples
from cards.layout import ActionSet, Container
from cases.commands import EditUpdates, Help, MyCases

SUMMARY = "Hello, I'm Teamaround. Ask me who is working with a child."


def welcome() -> Card:
    """Ask, say, choose."""
    body: list[Element] = [
        heading("Hello, I'm Teamaround"),
        TextBlock("I show you the team around a child. Three things to try:"),
        TextBlock("**1. Ask who is working with a child**, for instance:"),
        examples(),
        ActionSet([press("What can I ask?", Help())], spacing="Small"),
        _step(
            "**2. Say what you are working on**: “I've started working with _full name_”. "
            "Your cases show who else is.",
            press("My cases", MyCases()),
        ),
        _step(
            "**3. Choose how you hear of changes**: at once, grouped or once a day, and never at night. "
            "Or write “my updates”.",
            press("My updates", EditUpdates()),
        ),
        TextBlock("Every look is recorded.", size="Small", is_subtle=True),
    ]
    return finish(body, SUMMARY)


def _step(words: str, button: Execute) -> Container:
    return Container([TextBlock(words), ActionSet([button], spacing="Small")], separator=True)
