"""Past a shield: what a press on "I must see this now" leads to. One view, which opens nothing.

Shielding is what is overridden, and not the agreements: of the circle is shown what a reason for that purpose
would have shown of a child who is not shielded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b

from cases.circle import circle_view, disclosed
from cases.commands import Override
from cases.model import (
    Approach,
    ApproachKind,
    ChildFile,
    InvolvementId,
    PractitionerId,
    Purpose,
    Reason,
    Viewer,
)
from cases.policy import Right, Standing, purposes_for
from cases.policy_override import left_today
from cases.views import CircleView, WarningView

SHORTEST_WORDS = 10

NO_WORDS = f"Please say in your own words what has happened, in at least {SHORTEST_WORDS} letters."
NO_DANGER = (
    "I can show this only when a child is at immediate risk. If not, ask the lead to get in touch instead."
)
NO_PURPOSE = "Please choose one of the purposes."
NOBODY_TO_ALERT = "There is no governance lead who could be alerted, and without one I cannot show it."
TOO_MANY = (
    "You have seen as many protected records today as one person may. The governance lead has been told that "
    "you asked. Ask the lead to get in touch, or call the social care front door."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who wants to see which shielded child past the shield, and all that is known of it.

    ``today_so_far`` are their approaches of the day, ``hear`` the governance leads who would be alerted, and
    ``fresh_id`` names a warning, and what is written if there is no form.
    """

    viewer: Viewer
    command: Override
    file: ChildFile
    today_so_far: Sequence[Approach]
    hear: tuple[PractitionerId, ...]
    a_day: int
    now: datetime
    today: date
    fresh_id: str


@dataclass(frozen=True, slots=True)
class Warn:
    """The warning comes, as far as it was filled in; ``command`` names the form."""

    view: WarningView
    command: Override


@dataclass(frozen=True, slots=True)
class Refuse:
    """It cannot be, and ``sentence`` says why. Governance leads hear of ``approach``, if there is one."""

    sentence: str
    approach: Approach | None = None


@dataclass(frozen=True, slots=True)
class See:
    """The one view, the right it rests on, and what it shows something of."""

    view: CircleView
    standing: Standing
    shown: tuple[InvolvementId, ...]
    approach: Approach


def override_id(viewer: Viewer, form: str) -> str:
    """What the one view that a form is good for is called. A form is one person's, whoever sends it."""
    return blake2b(f"{viewer.id}\n{form}".encode(errors="replace"), digest_size=16).hexdigest()


def decide_override(scene: Scene, reason: Reason) -> Warn | Refuse | See:
    """Warn, refuse or show. That it is the minimal record, and the form unused, the caller has found."""
    if not scene.hear:
        return Refuse(NOBODY_TO_ALERT)
    left = left_today(scene.today_so_far, scene.a_day)
    if left == 0:
        return Refuse(TOO_MANY, _refusal(scene, reason))
    command = scene.command
    fresh = replace(command, form=command.form or scene.fresh_id)
    purposes = purposes_for(scene.viewer, scene.today)
    problem = _problem(command, reason, purposes) if command.sent and command.form else ""
    if problem or not (command.sent and command.form):
        return Warn(WarningView(purposes, left, problem), fresh)
    return _see(scene, reason)


def _see(scene: Scene, reason: Reason) -> See:
    standing = Standing(Right.OVERRIDE, reason.purpose)
    view = circle_view(scene.viewer, scene.file, standing, scene.today)
    name = override_id(scene.viewer, scene.command.form)
    seen = len(view.members) + view.further_service
    approach = _approach(scene, name, ApproachKind.OVERRIDE, reason, seen)
    return See(view, standing, disclosed([scene.viewer], scene.file, standing, scene.today), approach)


def _problem(command: Override, reason: Reason, purposes: Sequence[Purpose]) -> str:
    if reason.purpose not in purposes:
        return NO_PURPOSE
    if len(" ".join(reason.words.split())) < SHORTEST_WORDS:
        return NO_WORDS
    return "" if command.danger == "true" else NO_DANGER


def _refusal(scene: Scene, reason: Reason) -> Approach | None:
    """Told once a day for each child, however often it is tried."""
    child = scene.file.child.id
    if any(one.kind is ApproachKind.REFUSED and one.child_id == child for one in scene.today_so_far):
        return None
    return _approach(scene, scene.fresh_id, ApproachKind.REFUSED, reason)


def _approach(scene: Scene, name: str, kind: ApproachKind, reason: Reason, seen: int = 0) -> Approach:
    return Approach(name, kind, scene.viewer.id, scene.file.child.id, reason, scene.now, seen)
