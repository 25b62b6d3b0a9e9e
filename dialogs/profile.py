"""Who is this practitioner? Their profile, for whoever may see it; to others they are an unknown name."""

from collections.abc import Sequence

from cards.namesakes import namesakes
from cards.not_found import not_found
from cards.profile import people as people_card
from cards.profile import profile as profile_card
from cards.profile import unknown_practitioner
from cases.circle import circle_view, disclosed
from cases.commands import People, ShowProfile
from cases.model import Colleague, InvolvementId, PractitionerId, Viewer
from cases.policy import right_to_see
from cases.profile import Profile
from cases.profile_sight import Known, in_order, known, profile_view
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import Namesake, PeopleView
from dialogs.entries import entry_by
from dialogs.looks import find_exactly
from dialogs.turn import Answer, Desk, Reply, Turn


async def show_profile(turn: Turn, viewer: Viewer, command: ShowProfile, desk: Desk) -> Answer:
    """The profile of whoever is meant, as far as this viewer may see it."""
    meant = await _meant(viewer, command, desk)
    visible = [one for who in meant if (one := await _known(turn, viewer, who, desk))]
    if not visible:
        outcome = Outcome.REFUSED if meant else Outcome.NOT_FOUND
        entry = entry_of(turn, viewer, outcome, [who.practitioner.id for who in meant])
        return Answer((Reply(unknown_practitioner(command.name)),), Effects(audit=(entry,)))
    if len(visible) > 1:
        ordered = in_order(visible)
        alike = [_namesake(one.whose) for one in ordered]
        entry = entry_of(turn, viewer, Outcome.CHOICE_OFFERED, [one.practitioner_id for one in alike])
        card = namesakes(alike, lambda chosen: ShowProfile(practitioner_id=chosen))
        return Answer((Reply(card),), Effects(audit=(entry,)))
    (one,) = visible
    profile = await desk.profiles.of(one.whose.practitioner.id)
    return shown(turn, viewer, one, profile)


async def people(turn: Turn, viewer: Viewer, command: People, desk: Desk) -> Answer:
    """Whose profiles a circle leads to, for whoever may see that circle now."""
    for file in await find_exactly(turn, viewer, command.query, desk):
        standing = right_to_see(viewer, file, turn.now, turn.today)
        if standing is None:
            continue
        view = circle_view(viewer, file, standing, turn.today)
        named = {
            one.practitioner_id: (one.practitioner_id, one.name, one.role)
            for one in view.members
            if one.practitioner_id
        }
        if named:
            entry = entry_by(
                turn,
                viewer,
                Action.CIRCLE_SEE,
                Outcome.SHOWN,
                child_id=file.child.id,
                basis=standing.basis,
                shown=disclosed([viewer], file, standing, turn.today),
            )
            card = people_card(PeopleView(file.child.reference, tuple(named.values())))
            return Answer((Reply(card),), Effects(audit=(entry,)))
    return Answer((Reply(not_found()),), Effects(audit=(entry_of(turn, viewer, Outcome.NOT_FOUND, ()),)))


async def again(
    turn: Turn, viewer: Viewer, whose: Colleague, profile: Profile, desk: Desk, note: str, so_far: Effects
) -> Answer:
    """The profile of somebody whom this viewer may certainly see, with a sentence on what was just done."""
    one = await _known(turn, viewer, whose, desk)
    if one is None:
        return Answer((Reply(unknown_practitioner("")),), so_far)
    return shown(turn, viewer, one, profile, note, so_far)


def shown(
    turn: Turn,
    viewer: Viewer,
    one: Known,
    profile: Profile,
    note: str = "",
    so_far: Effects | None = None,
) -> Answer:
    """The card, and one entry that says whose profile was seen, and by which involvements children."""
    entry = entry_of(turn, viewer, Outcome.SHOWN, [one.whose.practitioner.id], one.rests_on)
    before = so_far or Effects()
    effects = Effects(audit=(*before.audit, entry), notices=before.notices, rewrites=before.rewrites)
    card = profile_card(profile_view(viewer, one, profile, turn.today), note)
    return Answer((Reply(card),), effects)


def entry_of(
    turn: Turn,
    viewer: Viewer,
    outcome: Outcome,
    whose: Sequence[PractitionerId],
    rests_on: tuple[InvolvementId, ...] = (),
    action: Action = Action.PRACTITIONER_SEE,
) -> AuditEntry:
    """That somebody looked at, or changed, these practitioners' profiles."""
    named = ", ".join(whose)
    return AuditEntry(
        at=turn.now,
        identity=turn.identity,
        practitioner_id=viewer.id,
        action=action,
        outcome=outcome,
        asked="; ".join(filter(None, (turn.asked, f"practitioner {named}" if named else ""))),
        shown=rests_on,
    )


async def _meant(viewer: Viewer, command: ShowProfile, desk: Desk) -> Sequence[Colleague]:
    if command.name:
        return await desk.register.colleagues(command.name)
    found = await desk.register.colleague(command.practitioner_id or viewer.id)
    return [found] if found else []


async def _known(turn: Turn, viewer: Viewer, who: Colleague, desk: Desk) -> Known | None:
    children = await desk.profiles.works_with(who.practitioner.id, turn.today)
    files = await desk.register.files(children, viewer.id, turn.now)
    return known(viewer, who, files, turn.now, turn.today)


def _namesake(who: Colleague) -> Namesake:
    return Namesake(who.practitioner.id, who.practitioner.role, who.agency.name)
