"""What others may see of a sensitive involvement: nothing, that it exists, or to certain people by name.

Rules on frozen values, no I/O. Who may decide it is cases/policy_sensitive.py.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from cases.days import NonsenseError
from cases.model import Disclosure, DisclosureBasis, DisclosureLevel, Involvement, PractitionerId
from cases.records import Event, EventKind, Rewrite
from cases.scene import Change, Scene, file_after

MOST_NAMED = 200
"""To how many people one involvement can be named: far more than are ever around one child."""


def wished(level: str, basis: str, named: Iterable[PractitionerId]) -> Disclosure:
    """The disclosure that was filled in. Raises NonsenseError with the sentence for whoever filled it in."""
    if level not in set(DisclosureLevel):
        raise NonsenseError("Please choose what others may see.")
    if level == DisclosureLevel.NONE:
        return Disclosure()
    if basis not in set(DisclosureBasis):
        raise NonsenseError("Please say on what ground this is shared.")
    to = frozenset(named) if level == DisclosureLevel.NAMED else frozenset()
    if level == DisclosureLevel.NAMED and not to:
        raise NonsenseError("Please choose who may know, or choose another level.")
    if len(to) > MOST_NAMED:
        raise NonsenseError(f"Please choose at most {MOST_NAMED} people.")
    return Disclosure(DisclosureLevel(level), basis, to)


def disclose(scene: Scene, row: Involvement, disclosure: Disclosure) -> Change:
    """What is written when this is what others may see from now on; nothing if it was so already."""
    after = replace(row, disclosure=disclosure)
    if after == row:
        return Change(Rewrite(row.child_id, row.practitioner_id, scene.held, ()), (), scene.file, said(row))
    withdrawn = disclosure.level is DisclosureLevel.NONE
    event = Event(
        id=f"{scene.fresh_id}.disclosed",
        at=scene.now,
        kind=EventKind.DISCLOSURE_WITHDRAWN if withdrawn else EventKind.DISCLOSED,
        child_id=row.child_id,
        involvement_id=row.id,
        practitioner_id=row.practitioner_id,
        actor_id=scene.actor,
        on=scene.today,
        detail=_detail(disclosure),
        previous=_detail(row.disclosure),
        basis=disclosure.basis,
    )
    rewrite = Rewrite(row.child_id, row.practitioner_id, scene.held, (after,))
    file = file_after(scene, {row.id: after}) if row.current(scene.today) else scene.file
    return Change(rewrite, (event,), file, said(after))


def newly_named(row: Involvement, disclosure: Disclosure) -> frozenset[PractitionerId]:
    """Who learns of it by name through this disclosure."""
    return disclosure.named_to - row.disclosure.named_to - {row.practitioner_id}


def named_too(row: Involvement, whom: PractitionerId, basis: str) -> Disclosure:
    """The disclosure of an involvement that is now named to one person more."""
    return Disclosure(DisclosureLevel.NAMED, basis, row.disclosure.named_to | {whom})


def said(row: Involvement) -> str:
    """One sentence on what others see."""
    match row.disclosure.level:
        case DisclosureLevel.NONE:
            return "Recorded: others see nothing of this involvement."
        case DisclosureLevel.EXISTENCE:
            return "Recorded: others see that a further service is involved, and no more."
        case DisclosureLevel.NAMED:
            count = len(row.disclosure.named_to)
            people = "1 person sees" if count == 1 else f"{count} people see"
            return f"Recorded: {people} who you are; others see that a further service is involved."


def stamp_of(row: Involvement) -> str:
    """What a form about a disclosure was made from."""
    made_of = f"{row.id}|{row.until}|{_detail(row.disclosure)}|{row.disclosure.basis}"
    return blake2b(made_of.encode(), digest_size=8).hexdigest()


def _detail(disclosure: Disclosure) -> str:
    return ": ".join(filter(None, (str(disclosure.level), ",".join(sorted(disclosure.named_to)))))
