"""What finding children while somebody types needs: those to whom they may have a standing right."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.model import Practitioner
from cases.typeahead import OwnChild, Typed


class OwnChildren(Protocol):
    """Reads the children around one person, without going through all that are registered."""

    async def around(self, person: Practitioner, typed: Typed, now: datetime) -> Sequence[OwnChild]:
        """Children whom they work with, whose service they manage, whose case or grant they have.

        At least those who begin so or come close, of many; all of them where they are few. In no meaningful
        order, shielded ones never. The policy has still to say who may be seen.
        """
        ...
