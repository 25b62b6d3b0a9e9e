"""What a leaver had is ended, and a colleague of the same service takes it over: the rules, without I/O."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.commands import Join
from cases.lifecycle import decide_change
from cases.model import ChildFile, Involvement, PractitionerId
from cases.placing import cancelled, left
from cases.records import Event, Rewrite
from cases.scene import Ask, Change, Done, Scene, recorded


@dataclass(frozen=True, slots=True)
class Reassigned:
    """What is written of both: the leaver's end and, if somebody takes over, the colleague's beginning."""

    rewrites: tuple[Rewrite, ...]
    events: tuple[Event, ...]
    file: ChildFile


def left_over(row: Involvement, today: date) -> bool:
    """Whether a leaver's involvement is still to be ended: it does not end today, or on its first day."""
    return row.until is None or row.until > max(row.since, today)


def ended(scene: Scene) -> Reassigned | None:
    """All of the scene that is not hidden ends today; what is yet to begin is cancelled.

    None if there is nothing to end.
    """
    done: list[Done] = [
        left(row, scene.today) if row.since <= scene.today else cancelled(row)
        for row in scene.going_on
        if left_over(row, scene.today)
    ]
    if not done:
        return None
    change = recorded(scene, done, "")
    return Reassigned((change.rewrite,), change.events, change.file)


def taken_over(leaving: Scene, taking: Scene, basis: str) -> Reassigned | Ask:
    """The leaver's involvements end today and the colleague's begin, in the same roles.

    By the rules of joining: what the colleague has already is confirmed and not doubled, and a sensitive
    service says on what ground; what had been disclosed of the leaver is not disclosed of the colleague.
    """
    parts: list[Change] = []
    end = ended(leaving)
    theirs = [row for row in leaving.going_on if left_over(row, leaving.today)]
    for number, row in enumerate(theirs):
        so_far = parts[-1] if parts else None
        scene = replace(
            taking,
            held=_held(taking, so_far),
            fresh_id=f"{taking.fresh_id}.{number}",
            file=so_far.file if so_far else (end.file if end else taking.file),
        )
        since = max(row.since, leaving.today)
        wish = Join(since=since.isoformat(), until=row.until.isoformat() if row.until else "", role=row.role)
        result = decide_change(scene, replace(wish, basis=basis, sent=True))
        if isinstance(result, Ask):
            return result
        parts.append(result)
    if end is None or not parts:
        return Ask()
    begun = {row.id: row for part in parts for row in part.rewrite.after}
    rewrite = Rewrite(taking.file.child.id, taking.whose.practitioner.id, taking.held, tuple(begun.values()))
    events = (*end.events, *(event for part in parts for event in part.events))
    return Reassigned((*end.rewrites, rewrite), events, parts[-1].file)


def _held(taking: Scene, so_far: Change | None) -> tuple[Involvement, ...]:
    if so_far is None:
        return taking.held
    after = {row.id: row for row in (*so_far.rewrite.before, *so_far.rewrite.after)}
    return tuple(row for _, row in sorted(after.items()))


def leads_told(file: ChildFile, but: Collection[PractitionerId]) -> Sequence[PractitionerId]:
    """The leads who hear that somebody began or stopped working with this child."""
    return sorted({case.lead_id for case in file.cases if case.lead_id is not None} - set(but))
