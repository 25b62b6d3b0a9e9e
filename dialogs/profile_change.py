"""What somebody says of themself, and a manager of their people: recorded at once, or asked by a form."""

from cards.card import Card
from cards.namesakes import namesakes
from cards.profile import not_yours
from cards.profile_form import away_form, profile_form
from cases.commands import EditProfile, SetAway, SetLanguages, SetWorkingDays
from cases.days import NonsenseError
from cases.lifecycle import OUTDATED
from cases.model import Absence, Colleague, Viewer
from cases.policy_profiles import may_say_away
from cases.profile import WEEK, Profile, stamp
from cases.profile_change import Wish, changed, recorded
from cases.records import Action, AuditEntry, Effects, Notice, Outcome, ProfileRewrite
from cases.views import AwayForm, Namesake, ProfileForm
from dialogs.profile import again, entry_of
from dialogs.turn import Answer, Desk, Reply, Turn


async def change_mine(
    turn: Turn, viewer: Viewer, command: EditProfile | SetWorkingDays | SetLanguages, desk: Desk
) -> Answer:
    """My own profile: the form, or what it or I have said."""
    me = await desk.register.colleague(viewer.id)
    if me is None:
        return Answer((Reply(not_yours()),))
    return await _take(turn, viewer, me, command, desk)


async def set_away(turn: Turn, viewer: Viewer, command: SetAway, desk: Desk) -> Answer:
    """When I am away; or somebody whom I manage. Of anybody else nothing is said."""
    meant = await _meant(viewer, command, desk)
    mine = [one for one in meant if may_say_away(viewer, one)]
    if not mine:
        ids = [one.practitioner.id for one in meant]
        outcome = Outcome.REFUSED if ids else Outcome.NOT_FOUND
        entry = entry_of(turn, viewer, outcome, ids, action=Action.PRACTITIONER_CHANGE)
        return Answer((Reply(not_yours()),), Effects(audit=(entry,)))
    if len(mine) == 1:
        return await _take(turn, viewer, mine[0], command, desk)
    alike = [Namesake(one.practitioner.id, one.practitioner.role, one.agency.name) for one in mine]
    entry = entry_of(
        turn,
        viewer,
        Outcome.CHOICE_OFFERED,
        [one.practitioner_id for one in alike],
        action=Action.PRACTITIONER_CHANGE,
    )
    card = namesakes(
        alike,
        lambda chosen: SetAway(
            practitioner_id=chosen,
            away_from=command.away_from,
            away_until=command.away_until,
            back=command.back,
        ),
    )
    return Answer((Reply(card),), Effects(audit=(entry,)))


async def _meant(viewer: Viewer, command: SetAway, desk: Desk) -> list[Colleague]:
    if command.name:
        return list(await desk.register.colleagues(command.name))
    found = await desk.register.colleague(command.practitioner_id or viewer.id)
    return [found] if found else []


async def _take(turn: Turn, viewer: Viewer, whose: Colleague, command: Wish, desk: Desk) -> Answer:
    """Do it and show it; or ask with the form when there is something to ask."""
    before = await desk.profiles.of(whose.practitioner.id)
    seen = command.seen if isinstance(command, EditProfile | SetAway) else ""
    if turn.outdated or seen not in ("", stamp(before)):
        entry = _changing(turn, viewer, whose, Outcome.OUTDATED)
        return await again(turn, viewer, whose, before, desk, OUTDATED, Effects(audit=(entry,)))
    problem = ""
    if not _asks_for_form(command):
        try:
            after = changed(before, command, turn.today)
        except NonsenseError as wrong:
            problem = str(wrong)
        else:
            effects = _effects(turn, viewer, whose, before, after)
            return await again(turn, viewer, whose, after, desk, recorded(before, after), effects)
    entry = _changing(turn, viewer, whose, Outcome.FORM_SHOWN)
    card = _form(turn, viewer, whose, before, command, problem)
    return Answer((Reply(card),), Effects(audit=(entry,)))


def _asks_for_form(command: Wish) -> bool:
    match command:
        case EditProfile(sent=sent):
            return not sent
        case SetAway(form=form):
            return form
        case _:
            return False


def _effects(turn: Turn, viewer: Viewer, whose: Colleague, before: Profile, after: Profile) -> Effects:
    entry = _changing(turn, viewer, whose, Outcome.CHANGED)
    if before == after:
        return Effects(audit=(entry,))
    to = whose.practitioner.id
    told = () if to == viewer.id else (Notice(to, "profile", viewer.id),)
    return Effects(audit=(entry,), notices=told, rewrites=(ProfileRewrite(before, after),))


def _changing(turn: Turn, viewer: Viewer, whose: Colleague, outcome: Outcome) -> AuditEntry:
    return entry_of(turn, viewer, outcome, [whose.practitioner.id], action=Action.PRACTITIONER_CHANGE)


def _form(turn: Turn, viewer: Viewer, whose: Colleague, before: Profile, command: Wish, problem: str) -> Card:
    """As it was filled in; what was not said in words is as it is on record."""
    absence = before.absence
    if absence and absence.until and absence.until < turn.today:
        absence = None
    first, last = _days_of(command, absence)
    who = whose.practitioner
    if who.id != viewer.id:
        return away_form(AwayForm(who.id, who.name, first, last, stamp(before), problem))
    days, languages = ",".join(day for day in WEEK if day in before.working_days), ", ".join(before.languages)
    if isinstance(command, EditProfile) and command.sent:
        days, languages = command.working_days, command.languages
    return profile_form(
        ProfileForm(
            name=who.name,
            role=who.role,
            phone=who.phone,
            email=who.email,
            working_days=days,
            languages=languages,
            away_from=first,
            away_until=last,
            seen=stamp(before),
            problem=problem,
        )
    )


def _days_of(command: Wish, absence: Absence | None) -> tuple[str, str]:
    if isinstance(command, EditProfile | SetAway) and (
        command.sent or command.away_from or command.away_until
    ):
        return command.away_from, command.away_until
    if absence is None:
        return "", ""
    return absence.since.isoformat(), absence.until.isoformat() if absence.until else ""
