"""Why a message comes although its reader is to be left alone: one line below it."""

from cards.card import Card
from cards.elements import TextBlock
from cards.text import escape


def with_reason(card: Card, sentence: str) -> Card:
    """The same card with that line at its end."""
    line = TextBlock(escape(sentence), size="Small", is_subtle=True, separator=True)
    content = {**card.content, "body": [*card.content["body"], line.render()]}
    return Card(content, card.summary, card.urgent)
