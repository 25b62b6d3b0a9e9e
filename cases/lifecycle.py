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
from cases.placing import alike, cancelled, left, meant_role, of_service, said_as_of, same_role, widened
from cases.records import EventKind
from cases.scene import Ask, Change, Done, Scene, begun, recorded
from cases.spans import touching

LONGEST_ROLE = 100
OUTDATED = "This changed in the meantime. Here is how it is now; nothing was done."


def decide_change(scene: Scene, command: OfInvolvement) -> Change | Ask:
    """What a command does to an involvement, or the question back."""
    try:
        done, sentence = _RULES[type(command)](scene, command)
    except NonsenseError as problem:
        return Ask(str(problem))
    return recorded(scene, done, sentence)


def _join(scene: Scene, wish: Join) -> tuple[list[Done], str]:
    since = _day(wish.since, scene) if wish.since.strip() else scene.today
    until = _day(wish.until, scene) if wish.until.strip() else None
    if until is not None and until < since:
        raise NonsenseError(f"The last day cannot be before the first, {said(since)}.")
    wished = _role(wish.role)
    if not wished and len(of_service(scene)) > 1 and not wish.since.strip():
        return _confirm(scene, Confirm())
    role = meant_role(scene, wished)
    if touched := touching(alike(scene, role), since, until):
        # What was disclosed of it when it ended is disclosed no more: that takes a ground of its own.
        done = widened(
            scene,
            touched,
            since,
            until,
            lambda row: replace(row, disclosure=Disclosure(), recording_basis=_ground(scene, wish)),
        )
        return done, _on_record(done, since)
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


def _on_record(done: Sequence[Done], since: date) -> str:
    first = min(row.since for row, *_ in done) if done else since
    return f"This was on record already, since {said(first)}. It is confirmed as of today."


def _leave(scene: Scene, wish: Leave) -> tuple[list[Done], str]:
    rows = _chosen(scene.going_on, wish.which)
    if not wish.until.strip():
        raise NonsenseError("Please give the last day." if wish.sent else "")
    until = _day(wish.until, scene)
    if not rows:
        raise NonsenseError("")
    if begun := [row for row in rows if row.since <= until]:
        done: list[Done] = [left(row, until) for row in begun if not _goes_over(row, begun)]
        return (
            done,
            f"Recorded: {'the last day is' if until >= scene.today else 'the last day was'} {said(until)}.",
        )
    first = min(row.since for row in rows)
    if first > scene.today:
        return [cancelled(row) for row in rows], f"It was to begin on {said(first)}: it is cancelled."
    raise NonsenseError(f"The last day cannot be before the first, {said(first)}.")


def _goes_over(row: Involvement, rows: Sequence[Involvement]) -> bool:
    """Whether it ends by itself before another of these begins in the same role: that one goes on for it."""
    role = (row.service_id, normalise(row.role))
    later = (one for one in rows if one is not row and (one.service_id, normalise(one.role)) == role)
    return row.until is not None and any(row.until < one.since for one in later)


def _change_role(scene: Scene, wish: ChangeRole) -> tuple[list[Done], str]:
    row = _one(scene.going_on, wish.which)
    role = _role(wish.role)
    if not role:
        raise NonsenseError("Please say what you do for this child." if wish.sent else "")
    sentence = f"Recorded: {role}."
    if same_role(row, role, scene):
        confirmed = replace(row, role=role, last_confirmed=scene.today)
        return [(confirmed, EventKind.CONFIRMED, scene.today, "", "")], sentence
    others = alike(scene, role, row.service_id)
    after = replace(row, role=role, last_confirmed=scene.today)
    if not touching(others, row.since, row.until):
        return [(after, EventKind.ROLE_CHANGED, scene.today, role, row.role)], sentence
    # They have had that role before, or will have: this involvement ends, and nothing is doubled or lost.
    start = max(row.since, scene.today)
    over = left(row, start)
    if touched := touching(others, start, row.until):
        # It is the same work as before, so what was said of it still holds.
        again = widened(scene, touched, start, row.until)
        return [over, *(said_as_of(row, one) for one in again)], sentence
    begun = replace(after, id=InvolvementId(scene.fresh_id), since=start)
    return [over, (begun, EventKind.ROLE_CHANGED, scene.today, role, row.role)], sentence


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
    before = row.last_contact.isoformat() if row.last_contact else ""
    return [(after, EventKind.CONTACT, on, kind, before)], f"Contact on {said(on)} recorded."


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


def _chosen(rows: Sequence[Involvement], which: str) -> list[Involvement]:
    return [row for row in rows if which in ("", row.id)]


def _one(rows: Sequence[Involvement], which: str) -> Involvement:
    chosen = _chosen(rows, which)
    if len(chosen) != 1:
        raise NonsenseError("")
    return chosen[0]
