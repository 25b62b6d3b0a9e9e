"""A card with a picture in it: the bytes travel in the message, at no address that anybody could open."""

from base64 import b64encode
from dataclasses import replace

from cards.actions import Execute
from cards.card import Card, size
from cards.elements import Image, TextBlock, rendered
from cards.layout import ActionSet

# Teams takes 100 KB in UTF-16, and 80 is far enough from that; the rest is for the activity around the card.
LARGEST = 78 * 1024
AFTER = 2  # elements of a circle or a timeline: the child's name, and what else is known of them
TOO_LARGE = "The picture would be too large for a message."


def with_picture(card: Card, png: bytes, words: str, hide: Execute) -> Card | None:
    """The card with the picture below the child's name; None if that would be too large for a message."""
    image = Image(f"data:image/png;base64,{b64encode(png).decode()}", words, size="Stretch", spacing="Medium")
    less = ActionSet([hide], spacing="Small")
    body = card.content["body"]
    shown = [*body[:AFTER], *rendered([image, less]), *body[AFTER:]]
    whole = replace(card, content={**card.content, "body": shown})
    return whole if size(whole) <= LARGEST else None


def without_picture(card: Card, why: str) -> Card:
    """The card with a sentence in the picture's place."""
    body = card.content["body"]
    said = rendered([TextBlock(why, is_subtle=True)])
    return replace(card, content={**card.content, "body": [*body[:AFTER], *said, *body[AFTER:]]})
