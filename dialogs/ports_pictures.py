"""What a picture needs: somebody who paints it. Here and not in cases/, which knows no shapes."""

from typing import Protocol

from cards.shapes import Sketch


class Pictures(Protocol):
    """Paints."""

    async def png(self, sketch: Sketch) -> bytes:
        """The picture as PNG. Equal pictures make equal bytes."""
        ...
