"""What a profile needs of Teams, without ever waiting for it."""

from collections.abc import Iterable
from typing import Protocol

from cases.face import Face
from cases.model import Identity, PractitionerId


class Faces(Protocol):
    """What was looked up lately, for one viewer each: nobody learns by it that others looked at somebody."""

    def of(self, viewer: PractitionerId, identity: Identity) -> Face | None:
        """What is known of somebody just now; None if nothing is. What is not, is looked up meanwhile."""
        ...

    def expect(self, viewer: PractitionerId, people: Iterable[Identity]) -> None:
        """This viewer may ask about them next: they are looked up meanwhile."""
        ...
