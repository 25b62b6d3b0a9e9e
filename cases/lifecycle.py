"""The life of an involvement: join, leave, change role, log contact, confirm. Rules on frozen values, no I/O.

Each answer is a ``Change`` to be written, or ``Ask``: a form is to be filled in, and the sentence says what
was wrong with it. What is allowed to whom is cases/policy.py; what of it is shown, cases/circle.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from cases.commands import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.days import NonsenseError, day_of, said, sensible
from cases.model import ContactKind, Disclosure, Involvement, InvolvementId, RecordingBasis
from cases.names import normalise
from cases.records import EventKind
from cases.scene import Ask, Change, Done, Scene, begun, changed_by
from cases.spans import covered, ended, touching

LONGEST_ROLE = 100
OUTDATED = "This changed in the meantime. Here is how it is now; nothing was done."


def decide_change(scene: Scene, command: OfInvolvement) -> Change | Ask:
    """What a command does to an involvement, or the question back."""
    try:
        done, sentence = _RULES[type(command)](scene, command)
    except NonsenseError as problem:
        return Ask(str(problem))
    return changed_by(scene, command, done, sentence)


def _join(scene: Scene, wish: Join) -> tuple[list[Done], str]:
    since = _day(wish.since, scene) if wish.since.strip() else scene.today
    until = _day(wish.until, scene) if wish.until.strip() else None
    if until is not None and until < since:
        raise NonsenseError(f"The last day cannot be before the first, {said(since)}.")
    wished = _role(wish.role)
    mine = [row for row in scene.held if row.service_id == scene.whose.service.id]
    current = [row for row in mine if not ended(row, scene.today)]
    if not wished and len(current) > 1 and not wish.since.strip():
        return _confirm(scene, Confirm())
    role = wished or (current[0].role if len(current) == 1 else "") or scene.whose.practitioner.role
    alike = [row for row in mine if _same_role(row, role, scene)]
    if touched := touching(alike, since, until):
        return _widen(scene, touched, since, until, wish)
    made = _new(scene, wish, role, since, until)
    return [(made, EventKind.JOINED, since, role, "")], f"Recorded: since {said(since)}, as {role}."


def _new(scene: Scene, wish: Join, role: str, since: date, until: date | None) -> Involvement:
    return replace(begun(scene, role, since, until), recording_basis=_ground(scene, wish))


def _ground(scene: Scene, wish: Join) -> str:
    """On what ground a sensitive service records it; asked whenever one begins, or begins again."""
    if not scene.whose.service.sensitive:
        return ""
    if wish.basis not in set(RecordingBasis):
        raise NonsenseError("Please say on what ground your service records this." if wish.sent else "")
    return wish.basis


def _widen(
    scene: Scene, touched: Sequence[Involvement], since: date, until: date | None, wish: Join | None = None
) -> tuple[list[Done], str]:
    done: list[Done] = []
    for before, row in zip(touched, covered(touched, since, until), strict=True):
        after = replace(row, last_confirmed=scene.today)
        if ended(before, scene.today) and not ended(after, scene.today):
            if wish is not None:
                # What was disclosed of it when it ended is disclosed no more: that takes a ground of its own.
                after = replace(after, disclosure=Disclosure(), recording_basis=_ground(scene, wish))
            done.append((after, EventKind.JOINED, since, _dates(after), _dates(before)))
        elif _dates(before) != _dates(after):
            done.append((after, EventKind.DATES_CHANGED, scene.today, _dates(after), _dates(before)))
        elif not ended(after, scene.today):
            done.append((after, EventKind.CONFIRMED, scene.today, "", ""))
    first = min(row.since for row, *_ in done) if done else since
    return done, f"This was on record already, since {said(first)}. It is confirmed as of today."


def _leave(scene: Scene, wish: Leave) -> tuple[list[Done], str]:
    rows = _chosen(scene.going_on, wish.which)
    if not wish.until.strip():
        raise NonsenseError("Please give the last day." if wish.sent else "")
    until = _day(wish.until, scene)
    if not rows:
        raise NonsenseError("")
    if begun := [row for row in rows if row.since <= until]:
        done: list[Done] = [
            (replace(row, until=until), EventKind.LEFT, until, _until(until), _until(row.until))
            for row in begun
        ]
        return (
            done,
            f"Recorded: {'the last day is' if until >= scene.today else 'the last day was'} {said(until)}.",
        )
    first = min(row.since for row in rows)
    raise NonsenseError(f"The last day cannot be before the first, {said(first)}.")


def _change_role(scene: Scene, wish: ChangeRole) -> tuple[list[Done], str]:
    row = _one(scene.going_on, wish.which)
    role = _role(wish.role)
    if not role:
        raise NonsenseError("Please say what you do for this child." if wish.sent else "")
    sentence = f"Recorded: {role}."
    if _same_role(row, role, scene):
        confirmed = replace(row, role=role, last_confirmed=scene.today)
        return [(confirmed, EventKind.CONFIRMED, scene.today, "", "")], sentence
    others = [
        other for other in scene.held if other.service_id == row.service_id and _same_role(other, role, scene)
    ]
    after = replace(row, role=role, last_confirmed=scene.today)
    if not touching(others, row.since, row.until):
        return [(after, EventKind.ROLE_CHANGED, scene.today, role, row.role)], sentence
    # They have had that role before, or will have: this involvement ends, and nothing is doubled or lost.
    start = max(row.since, scene.today)
    left: Done = (replace(row, until=start), EventKind.LEFT, start, _until(start), _until(row.until))
    if touched := touching(others, start, row.until):
        widened, _ = _widen(scene, touched, start, row.until)
        # It is the same work as before, so what was said of it still holds.
        return [left, *(_still(one, row) for one in widened)], sentence
    begun = replace(after, id=InvolvementId(scene.fresh_id), since=start)
    return [left, (begun, EventKind.ROLE_CHANGED, scene.today, role, row.role)], sentence


def _still(done: Done, before: Involvement) -> Done:
    row, kind, on, detail, previous = done
    kept = replace(row, disclosure=before.disclosure, recording_basis=before.recording_basis)
    return kept, kind, on, detail, previous


def _log_contact(scene: Scene, wish: LogContact) -> tuple[list[Done], str]:
    kind = wish.kind.strip()
    if kind and kind not in set(ContactKind):
        raise NonsenseError("Please choose what kind of contact it was.")
    if not wish.on.strip():
        raise NonsenseError("Please give the day of the contact." if wish.sent else "")
    on = day_of(wish.on)
    if on > scene.today:
        raise NonsenseError("A contact cannot lie in the future: please give a day up to today.")
    sensible(on, scene.file.child.birth, scene.today)
    row = _one(scene.going_on, wish.which)
    after = replace(
        row,
        last_contact=max(on, row.last_contact or on),
        last_confirmed=max(scene.today, row.last_confirmed or scene.today),
    )
    return [(after, EventKind.CONTACT, on, kind, "")], f"Contact on {said(on)} recorded."


def _confirm(scene: Scene, wish: Confirm) -> tuple[list[Done], str]:  # noqa: ARG001 - a rule among others
    done: list[Done] = [
        (replace(row, last_confirmed=scene.today), EventKind.CONFIRMED, scene.today, "", "")
        for row in scene.going_on
    ]
    return done, "Confirmed as of today."


_RULES: dict[type[OfInvolvement], Callable[..., tuple[list[Done], str]]] = {
    Join: _join,
    Leave: _leave,
    ChangeRole: _change_role,
    LogContact: _log_contact,
    Confirm: _confirm,
}


def _day(written: str, scene: Scene) -> date:
    return sensible(day_of(written), scene.file.child.birth, scene.today)


def _role(typed: str) -> str:
    role = " ".join(typed.split())
    if len(role) > LONGEST_ROLE:
        raise NonsenseError(f"Please say the role in at most {LONGEST_ROLE} letters.")
    return role


def _same_role(row: Involvement, role: str, scene: Scene) -> bool:
    theirs = row.role or scene.whose.practitioner.role
    return (normalise(theirs) or theirs) == (normalise(role) or role)


def _chosen(rows: Sequence[Involvement], which: str) -> list[Involvement]:
    return [row for row in rows if which in ("", row.id)]


def _one(rows: Sequence[Involvement], which: str) -> Involvement:
    chosen = _chosen(rows, which)
    if len(chosen) != 1:
        raise NonsenseError("")
    return chosen[0]


def _dates(row: Involvement) -> str:
    return f"{row.since}/{_until(row.until)}"


def _until(day: date | None) -> str:
    return day.isoformat() if day else ""
