"""What is known of the child somebody asks about."""

from dataclasses import dataclass

from cases.model import Birth, ConversationId


@dataclass(frozen=True, slots=True)
class Query:
    """A search for a child. Every given part must fit.

    ``name`` is as typed. ``reference`` is a child's or a case's reference. ``conversation_id`` stands for
    "this child", said inside a case's conversation. ``area`` is a hint: it need not fit.
    """

    name: str = ""
    born: Birth | None = None
    nhs_number: str = ""
    reference: str = ""
    conversation_id: ConversationId | None = None
    upn: str = ""
    area: str = ""

    @property
    def half_dated(self) -> bool:
        """Whether no more of the date of birth is said than the year or the month, and no number."""
        whole = self.born is None or self.born.day is not None
        return not whole and not self.nhs_number and not self.upn
