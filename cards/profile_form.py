"""The forms for one's own profile, and for when somebody one manages is away."""

from datetime import date

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, DateInput, TextInput
from cards.notes import wrong
from cards.presence import DAYS, presence
from cards.text import clip, escape, plain
from cases.availability import Presence
from cases.commands import EditProfile, SetAway, ShowProfile
from cases.views import AwayForm, AwayNotice, ProfileForm

SUMMARY = "Please fill in a few details."
TOLD = "Your manager has recorded whether you are at work."
LONGEST, LONGEST_LIST = 100, 500


def profile_form(view: ProfileForm) -> Card:
    """One's own profile. What the agency's directory says can be read here, and is changed there."""
    given = " · ".join(escape(clip(part, LONGEST)) for part in (view.role, view.phone, view.email) if part)
    body: list[Element] = [
        heading("My profile"),
        TextBlock(", ".join(filter(None, (f"**{escape(clip(view.name, LONGEST))}**", given)))),
        TextBlock(
            "Name, role, phone and e-mail are your agency's to change.",
            spacing="None",
            size="Small",
            is_subtle=True,
        ),
        *wrong(view.problem),
        ChoiceInput(
            "working_days",
            "Working days",
            {str(day): name for day, name in DAYS.items()},
            value=view.working_days,
            style="expanded",
            is_multi_select=True,
        ),
        TextInput(
            "languages",
            "Languages you speak, with a comma between them",
            value=view.languages,
            max_length=LONGEST_LIST,
        ),
        *_away(view.away_from, view.away_until),
    ]
    back = press("Show my profile instead", ShowProfile(), associated_inputs="none")
    return finish(body, SUMMARY, [press("Save", EditProfile(sent=True, seen=view.seen)), back])


def away_form(view: AwayForm) -> Card:
    """When somebody whom the viewer manages is away."""
    body: list[Element] = [
        heading("Away or back"),
        TextBlock(f"For {escape(clip(view.name, LONGEST))}. They are told what you save here."),
        *wrong(view.problem),
        *_away(view.away_from, view.away_until),
    ]
    whose = view.practitioner_id
    save = press("Save", SetAway(practitioner_id=whose, sent=True, seen=view.seen))
    back = press("Show the profile instead", ShowProfile(practitioner_id=whose), associated_inputs="none")
    return finish(body, SUMMARY, [save, back])


def away_told(view: AwayNotice) -> Card:
    """What a manager has recorded about when the reader is away."""
    now = presence(view.availability, view.today) or "You are not away."
    by = plain(clip(view.by, LONGEST)) or "Your manager"
    body: list[Element] = [
        heading("Your profile was changed"),
        TextBlock(f"{escape(by)} has recorded when you are away. Your profile now says: {escape(now)}"),
    ]
    away = view.availability.presence in (Presence.AWAY, Presence.OUT_OF_OFFICE)
    back = [press("I'm back", SetAway(back=True))] if away else []
    return finish(body, TOLD, [*back, press("Edit my profile", EditProfile())])


def _away(first: str, last: str) -> list[Element]:
    return [
        DateInput("away_from", "First day away, if not today", value=_day(first)),
        DateInput("away_until", "Last day away, if it is known", value=_day(last)),
        TextBlock("Clear both days when nobody is away.", spacing="None", size="Small", is_subtle=True),
    ]


def _day(written: str) -> str:
    """What a date input can show again: it drops, and some clients stumble over, what is no day."""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""
