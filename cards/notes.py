"""One sentence above the rest of a card: what was just done, or what was wrong with what was filled in."""

from cards.elements import Element, TextBlock
from cards.layout import Container
from cards.text import escape


def noted(sentence: str) -> list[Element]:
    """What was just done, or is to be known first; nothing for ""."""
    return [Container([TextBlock(escape(sentence))], style="emphasis")] if sentence else []


def wrong(sentence: str) -> list[Element]:
    """Why the form is back; nothing for ""."""
    return [TextBlock(escape(sentence), color="Attention", weight="Bolder")] if sentence else []
