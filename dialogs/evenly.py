"""Answers that show nobody take as long whether somebody is hidden or nobody is there.

More is read of a hidden child, and its refusal written; with a watch that could be told from none. So these
answers wait for the next beat since the question came.
"""

import asyncio
from collections.abc import Iterable
from time import monotonic

from cases.records import AuditEntry, Outcome

_SHOWING_NOBODY = frozenset({Outcome.REASON_ASKED, Outcome.NOT_FOUND, Outcome.REFUSED})


async def evenly(audit: Iterable[AuditEntry], began: float, beat: float) -> None:
    """Wait for the next multiple of ``beat`` seconds since ``began`` (monotonic), if nobody is shown.

    No beat, no waiting.
    """
    if beat and any(entry.outcome in _SHOWING_NOBODY for entry in audit):
        now = monotonic()
        next_beat = now + -(now - began) % beat
        # Loops wait for whole milliseconds: what is left of one would tell how long the work before took.
        while (left := next_beat - monotonic()) > 0:  # noqa: ASYNC110 - the time is what is waited for
            await asyncio.sleep(left)
