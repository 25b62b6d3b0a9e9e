"""What a picture needs: somebody who draws it."""

from typing import Protocol


class Pictures(Protocol):
    """Draws."""

    async def png(self, svg: str) -> bytes:
        """The picture as PNG. Equal pictures make equal bytes. ``svg`` is as cards/svg.py writes it."""
        ...
