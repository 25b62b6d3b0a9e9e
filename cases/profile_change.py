"""What somebody says of themself, or a manager of their people: rules on frozen values, no I/O.

Each takes the profile as it is and gives it as it is to be. What makes no sense raises NonsenseError, with
one sentence for the person.
"""

import re
from dataclasses import replace
from datetime import date

from cases.commands import EditProfile, SetAway, SetLanguages, SetWorkingDays
from cases.days import NonsenseError, day_of, said, sensible
from cases.model import Absence
from cases.names import normalise
from cases.profile import USUAL, WEEK, Profile, Weekday

MOST_LANGUAGES, LONGEST_LANGUAGE = 12, 40
_NAME_OF_A_LANGUAGE = re.compile(r"[^\W\d_]+(?:[ ('’-]{1,2}[^\W\d_]+\)?)*")
_SPELT = {"bsl": "BSL", "esl": "ESL"}

Wish = EditProfile | SetAway | SetWorkingDays | SetLanguages


def changed(before: Profile, wish: Wish, today: date) -> Profile:
    """The profile after what was said. Raises NonsenseError."""
    match wish:
        case EditProfile():
            return replace(
                before,
                working_days=_days(wish.working_days),
                languages=_languages(wish.languages),
                absence=_absence(before, wish, today, sent=True),
            )
        case SetAway():
            return replace(before, absence=_away_or_back(before, wish, today))
        case SetWorkingDays():
            return replace(before, working_days=_worked(before, wish))
        case SetLanguages():
            return replace(before, languages=_spoken(before, wish))


def recorded(before: Profile, after: Profile) -> str:
    """One sentence that says what was recorded."""
    if before == after:
        return "That is on record already."
    if before.absence != after.absence:
        return f"Recorded: {_absence_said(after.absence)}."
    return "Recorded."


def _absence_said(absence: Absence | None) -> str:
    if absence is None:
        return "back at work"
    until = f"until {said(absence.until)}" if absence.until else "with no last day yet"
    return f"away from {said(absence.since)}, {until}"


def _away_or_back(before: Profile, wish: SetAway, today: date) -> Absence | None:
    if wish.back:
        # Days away that have only been announced are not over.
        return before.absence if before.absence and before.absence.since > today else None
    return _absence(before, wish, today, sent=wish.sent)


def _absence(before: Profile, wish: EditProfile | SetAway, today: date, *, sent: bool) -> Absence | None:
    first, last = wish.away_from.strip(), wish.away_until.strip()
    if sent and not (first or last):
        return None
    going_on = before.absence if before.absence and before.absence.holds(today) else None
    since = sensible(day_of(first), None, today) if first else going_on.since if going_on else today
    until = sensible(day_of(last), None, today) if last else None
    if until and until < today:
        raise NonsenseError("That day is over: please give a last day away that is still to come.")
    if until and since > until:
        raise NonsenseError("The first day away comes after the last: please check the days.")
    return Absence(since, until)


def _worked(before: Profile, wish: SetWorkingDays) -> frozenset[Weekday]:
    days, so_far = _days(wish.days), before.working_days or USUAL
    after = {"only": days, "also": so_far | days, "not": so_far - days}.get(wish.how)
    if not after:
        raise NonsenseError("That would leave no working day: please choose at least one.")
    return after


def _days(written: str) -> frozenset[Weekday]:
    chosen = {one.strip() for one in written.split(",")} - {""}
    if not chosen <= set(WEEK):
        raise NonsenseError("Please choose the working days from the list.")
    return frozenset(map(Weekday, chosen))


def _spoken(before: Profile, wish: SetLanguages) -> tuple[str, ...]:
    named = _languages(wish.languages)
    if wish.how == "not":
        gone = set(map(normalise, named))
        return tuple(one for one in before.languages if normalise(one) not in gone)
    return named if wish.how == "only" else _once((*before.languages, *named))


def _languages(written: str) -> tuple[str, ...]:
    return _once(tuple(_language(one) for one in re.split(r"[,;\n]", written) if one.strip()))


def _language(typed: str) -> str:
    name = " ".join(typed.split())
    if len(name) > LONGEST_LANGUAGE or not _NAME_OF_A_LANGUAGE.fullmatch(name):
        raise NonsenseError("Please give the languages by name, with a comma between them.")
    return _SPELT.get(name.lower()) or name[:1].upper() + name[1:]


def _once(languages: tuple[str, ...]) -> tuple[str, ...]:
    kept = {normalise(one): one for one in reversed(languages)}
    listed = tuple(dict.fromkeys(kept[normalise(one)] for one in languages))
    if len(listed) > MOST_LANGUAGES:
        raise NonsenseError(f"Please give at most {MOST_LANGUAGES} languages.")
    return listed
