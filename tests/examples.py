"""How many examples a property is tried on."""

import os

EXPLORING = os.environ.get("TEAMAROUND_EXAMPLES") == "explore"
_SHARE = 2


def examples(whole: int) -> int:
    """All where new ones are looked for (``make explore``); half where they are the same each time."""
    return whole if EXPLORING else whole // _SHARE
