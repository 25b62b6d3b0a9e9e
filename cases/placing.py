"""How an involvement finds its place among those there are: widened, begun, ended, or called off."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from cases.model import Involvement, ServiceId
from cases.names import normalise
from cases.records import EventKind
from cases.scene import Done, Scene, begun
from cases.spans import covered, ended, touching


def of_service(scene: Scene) -> list[Involvement]:
    """Those of the service they work for now, which hold today or later."""
    service = scene.whose.service.id
    return [row for row in scene.held if row.service_id == service and not ended(row, scene.today)]


def alike(scene: Scene, role: str, service: ServiceId | None = None) -> list[Involvement]:
    """Those of that service (or the one they work for now) and in that role. What was called off stays so."""
    of = service or scene.whose.service.id
    held = (row for row in scene.held if row.service_id == of and not row.cancelled)
    return [row for row in held if same_role(row, role, scene)]


def meant_role(scene: Scene, wished: str) -> str:
    """The role wished for, else the one they have with this child, else the one they have anyway."""
    current = of_service(scene)
    return wished or (current[0].role if len(current) == 1 else "") or scene.whose.practitioner.role


def same_role(row: Involvement, role: str, scene: Scene) -> bool:
    """Whether both say the same, however they are written."""
    theirs = row.role or scene.whose.practitioner.role
    return (normalise(theirs) or theirs) == (normalise(role) or role)


def widened(
    scene: Scene,
    touched: Sequence[Involvement],
    since: date,
    until: date | None,
    renewed: Callable[[Involvement], Involvement] = lambda row: row,
) -> list[Done]:
    """The same involvements, confirmed, and covering those days too. ``renewed`` is for what begins again."""
    done: list[Done] = []
    for before, row in zip(touched, covered(touched, since, until), strict=True):
        after = replace(row, last_confirmed=scene.today)
        if ended(before, scene.today) and not ended(after, scene.today):
            done.append((renewed(after), EventKind.JOINED, since, _dates(after), _dates(before)))
        elif _dates(before) != _dates(after):
            done.append((after, EventKind.DATES_CHANGED, scene.today, _dates(after), _dates(before)))
        elif not ended(after, scene.today):
            done.append((after, EventKind.CONFIRMED, scene.today, "", ""))
    return done


def taken_over(scene: Scene, theirs: Involvement, role: str, since: date) -> list[Done]:
    """Somebody else's involvement as this practitioner's from that day on, merged into what they have.

    A new one is as sensitive as it was, and as far disclosed: the service's work goes on in other hands.
    """
    wished = meant_role(scene, role)
    if touched := touching(alike(scene, wished), since, theirs.until):
        return widened(scene, touched, since, theirs.until, lambda row: _said_as(theirs, row))
    made = begun(scene, wished, since, theirs.until)
    return [(_said_as(theirs, made), EventKind.JOINED, since, wished, "")]


def said_as_of(before: Involvement, done: Done) -> Done:
    """The same, disclosed as far and recorded on the same ground as that involvement."""
    row, kind, on, detail, previous = done
    return _said_as(before, row), kind, on, detail, previous


def _said_as(before: Involvement, row: Involvement) -> Involvement:
    return replace(
        row,
        visibility=before.visibility,
        disclosure=before.disclosure,
        recording_basis=before.recording_basis,
    )


def left(row: Involvement, until: date) -> Done:
    """It ends on that day."""
    return (replace(row, until=until), EventKind.LEFT, until, _until(until), _until(row.until))


def cancelled(row: Involvement) -> Done:
    """It had not begun, and never will: it stays, marked; the history says which days it was to have."""
    off = replace(row, until=row.since, cancelled=True)
    return (off, EventKind.CANCELLED, row.since, row.role, _dates(row))


def _dates(row: Involvement) -> str:
    return f"{row.since}/{_until(row.until)}"


def _until(day: date | None) -> str:
    return day.isoformat() if day else ""
