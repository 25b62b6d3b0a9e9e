"""Finding a child by what was said, and the look that is then decided about: for every conversation alike."""

from collections.abc import Sequence
from dataclasses import replace

from cases.look import Look, sees
from cases.matching import PLAUSIBLE
from cases.model import ChildFile, ChildId, Reason, Viewer
from cases.query import Query
from dialogs.turn import Desk, Turn


async def find(
    turn: Turn, viewer: Viewer, query: Query, desk: Desk, *, further: bool = False
) -> Sequence[ChildFile]:
    """The files of all children who fit, and of those who come close enough to be meant.

    Nobody who only comes close is looked for where the viewer sees the circle of one who fits: that one goes
    before them all, unless no more than a part of the date of birth is said. ``further`` sets aside whom the
    viewer sees. What the viewer may not see plays no part.
    """
    files = await find_exactly(turn, viewer, query, desk)
    if query.reference or query.conversation_id:
        return files
    if not (further or query.half_dated) and any(sees(viewer, file, turn.now, turn.today) for file in files):
        return files
    near = {
        found.child_id: found.probability
        for found in await desk.search.find(query)
        if not found.exact and found.probability >= PLAUSIBLE
    }
    known = {file.child.id for file in files}
    close = await desk.register.files([child for child in near if child not in known], viewer.id, turn.now)
    return [*files, *(replace(file, close=near[file.child.id]) for file in close)]


async def find_exactly(turn: Turn, viewer: Viewer, query: Query, desk: Desk) -> Sequence[ChildFile]:
    """The files of all children who fit as was typed, those marked that were asked for by their reference.

    And by nothing else: else whether a name fits a reference would show what a shield hides.
    """
    found = await desk.search.exactly(query)
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
    turn: Turn,
    viewer: Viewer,
    query: Query,
    child: ChildId | None,
    desk: Desk,
    *,
    further: bool = False,
) -> Sequence[ChildFile]:
    """The file of the child who was chosen, or of all who fit the query or come close."""
    if child is not None:
        return await exactly(turn, viewer, child, desk)
    return await find(turn, viewer, query, desk, further=further)


def look_of(
    turn: Turn,
    viewer: Viewer,
    files: Sequence[ChildFile],
    desk: Desk,
    *,
    query: Query,
    reason: Reason | None,
    further: bool = False,
    acting: bool = False,
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
        acting=acting,
        now=turn.now,
        today=turn.today,
        grant_for=desk.grant_for,
        fresh_id=desk.fresh_id(),
    )
