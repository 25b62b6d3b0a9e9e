"""Nobody by that name that I can show you: the same bytes for a child unknown and a child not allowed."""

from cards.card import Card, finish, heading
from cards.elements import TextBlock

SUMMARY = "I found nobody that I can show you."


def not_found(*, mistyped: bool = False) -> Card:
    """Says nothing of what was asked and nothing of why: whoever asks whatever gets equal bytes.

    But for an NHS number that is none (``mistyped``), which the number alone tells.
    """
    said = [TextBlock("That is no NHS number as it stands: one of its digits is wrong.")] if mistyped else []
    body = [
        heading("I know nobody by that name that I can show you"),
        *said,
        TextBlock("Try adding the date of birth, or ask by NHS number."),
        TextBlock("Try another spelling, or another name they use.", spacing="Small"),
        TextBlock("Or ask the child's school, or the social care front door."),
        TextBlock("If a child is in danger now, call 999."),
    ]
    return finish(body, SUMMARY)
