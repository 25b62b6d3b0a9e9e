"""Something went wrong: what happened, what to do, and a code for whoever looks into it."""

from cards.card import Card, finish, heading
from cards.elements import TextBlock
from cards.text import escape

SUMMARY = "Sorry, that didn't work."
HAPPENED = "Something went wrong on my side."
TODO = "Please try again in a minute. If it happens again, give your IT help desk the code below."


def trouble(code: str, happened: str = HAPPENED, todo: str = TODO) -> Card:
    """One sentence each. ``code`` finds the log line; the sentences are ours, never an exception's text."""
    body = [
        heading("Sorry, that didn't work"),
        TextBlock(escape(happened)),
        TextBlock(escape(todo)),
        TextBlock(f"Code {escape(code)}", size="Small", is_subtle=True),
    ]
    return finish(body, SUMMARY)
