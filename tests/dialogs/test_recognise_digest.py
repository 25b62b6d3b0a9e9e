"""What is said about a manager's digest, and what is not."""

import pytest

from cases.commands import MyDigest
from dialogs.recognise import recognise

SAID = (
    "digest",
    "my digest",
    "My digest now",
    "my digest now please",
    "show me my digest",
    "Can you give me the digest?",
    "today's digest",
    "team digest",
    "digest of my team",
    "how is my team doing?",
    "how does my service stand",
    "what needs my attention in my team?",
    "my team's caseload",
)
ELSE = (
    "Digest Okonkwo",
    "who is working with Digest Khan",
    "tasks of my team",
    "my team",
    "my cases",
    "caseload",
    "caseload of Amina Khan's team",
)


@pytest.mark.parametrize("text", SAID)
def test_a_digest_is_asked_for_in_these_ways(text: str):
    assert recognise(text) == MyDigest()


@pytest.mark.parametrize("text", ELSE)
def test_what_only_sounds_like_it_is_something_else(text: str):
    assert not isinstance(recognise(text), MyDigest)
