"""The first contact."""

from cards.card import Card, finish, heading, press
from cards.elements import TextBlock
from cards.help import examples
from cases.commands import Help

SUMMARY = "Hello, I'm Teamaround. Ask me who is working with a child."


def welcome() -> Card:
    """Who the bot is and three questions to try."""
    body = [
        heading("Hello, I'm Teamaround"),
        TextBlock(
            "Ask me who is working with a child, and I'll show you the team around them. For instance:"
        ),
        examples(),
        TextBlock("Every look is recorded.", size="Small", is_subtle=True),
    ]
    return finish(body, SUMMARY, [press("What can I ask?", Help())])
