"""Ways to ask for overrides and for decisions not to share; and what is not meant so."""

import pytest

from cases.commands import NoReason, NotSharing, Overrides, Who
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

SAID = [
    ("overrides", Overrides()),
    ("Overrides?", Overrides()),
    ("show me the open overrides", Overrides()),
    ("my alerts", Overrides()),
    ("overrides to review", Overrides()),
    ("I'd rather not say", NoReason()),
    ("I would rather not say why.", NoReason()),
    ("decisions not to share about C-1042", NotSharing(Query(reference="C-1042"))),
    ("Show me the decisions not to share about C-1042, please", NotSharing(Query(reference="C-1042"))),
    ("refusals to share about lumo-tavi", NotSharing(Query(reference="lumo-tavi"))),
    ("decisions not to share about this child", NotSharing(Query(conversation_id=ConversationId("19:c")))),
    ("decision against sharing for Robin Example", NotSharing(Query(name="Robin Example"))),
    ("who is working with Alert Overridge", Who(Query(name="Alert Overridge"))),
    ("Alertson", Who(Query(name="Alertson"))),
]


@pytest.mark.parametrize(("said", "meant"), SAID, ids=[row[0] for row in SAID])
def test_what_is_meant(said: str, meant: object):
    assert recognise(said, ConversationId("19:c")) == meant
