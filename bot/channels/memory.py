"""What a piece of work has seen, as the JSON that the durable engine keeps. Ids and moments alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cases.model import Identity, PractitionerId
from cases.tending_steps import (
    Did,
    Seen,
)


def kept(seen: Seen) -> dict[str, Any]:
    """As JSON."""
    return {
        "did": sorted(seen.did),
        "tries": dict(seen.tries),
        "until": {what: moment.isoformat() for what, moment in seen.until.items()},
        "cleared": sorted(seen.cleared),
        "about": dict(seen.about),
        "coming": sorted([one.tenant_id, one.object_id, who] for one, who in seen.coming),
    }


def remembered(memory: Mapping[str, Any]) -> Seen:
    """From JSON; nothing seen if it is empty."""
    if not memory:
        return Seen()
    return Seen(
        did=frozenset(map(Did, memory["did"])),
        tries=memory["tries"],
        until={what: datetime.fromisoformat(moment) for what, moment in memory["until"].items()},
        cleared=frozenset(memory["cleared"]),
        about=memory["about"],
        # What the version before has kept does not have it.
        coming=frozenset(
            (Identity(tenant, person), PractitionerId(who))
            for tenant, person, who in memory.get("coming", ())
        ),
    )
