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
