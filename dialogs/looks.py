"""Finding a child by what was said, and the look that is then decided about: for every conversation alike."""

from collections.abc import Sequence
from dataclasses import replace

from cases.look import Look
from cases.model import ChildFile, ChildId, Reason, Viewer
from cases.query import Query
from dialogs.turn import Desk, Turn


async def find(turn: Turn, viewer: Viewer, query: Query, desk: Desk) -> Sequence[ChildFile]:
    """The files of all children who fit, those marked that were asked for by their own reference.

    And by nothing else: else whether a name fits a reference would show what a shield hides.
    """
    found = await desk.search.find(query)
    files = await desk.register.files(found, viewer.id, turn.now)
    reference = query.reference
    alone = bool(reference) and query == Query(reference=reference)
    # A child who is a part of another now goes on being found by its own reference.
    own = frozenset(found)
    return [
        replace(file, by_reference=alone and (file.child.reference == reference or file.child.id not in own))
        for file in files
    ]


async def exactly(turn: Turn, viewer: Viewer, child: ChildId, desk: Desk) -> Sequence[ChildFile]:
    """The file of one child chosen from several alike."""
    return await desk.register.files([child], viewer.id, turn.now)


async def files_of(
    turn: Turn, viewer: Viewer, query: Query, child: ChildId | None, desk: Desk
) -> Sequence[ChildFile]:
    """The file of the child who was chosen, or of all who fit the query."""
    if child is not None:
        return await exactly(turn, viewer, child, desk)
    return await find(turn, viewer, query, desk)


def look_of(
    turn: Turn,
    viewer: Viewer,
    files: Sequence[ChildFile],
    desk: Desk,
    *,
    query: Query,
    reason: Reason | None,
    further: bool = False,
) -> Look:
    """This turn's look for these children."""
    return Look(
        viewer=viewer,
        identity=turn.identity,
        query=query,
        asked=turn.asked,
        files=files,
        reason=reason,
        further=further,
        now=turn.now,
        today=turn.today,
        grant_for=desk.grant_for,
        fresh_id=desk.fresh_id(),
    )
