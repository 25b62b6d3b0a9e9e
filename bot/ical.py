"""Tasks as an iCalendar: references and days, and no name of anybody.

As events (VEVENT) and not as to-dos (VTODO), which Outlook ignores when it imports or subscribes.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from cases.local import LOCAL
from cases.model import Task
from cases.reminding import moment_due
from cases.task import LIVE
from dialogs.tasks_calendar import Dated

_LENGTH = timedelta(minutes=30)
_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="


def as_calendar(dated: Sequence[Dated], bot_id: str, today: date) -> bytes:
    """The same bytes for the same tasks: nothing in it is of the moment at which it is made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Teamaround//Tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Teamaround: my tasks")
    calendar.add("x-wr-timezone", str(LOCAL))
    for one in dated:
        calendar.add_component(_event(one, _CHAT + quote(f"28:{bot_id}")))
    # From the year before: clock changes of what is in it, and not of half a century.
    calendar.add_missing_timezones(
        first_date=date(
            min((one.task.due.year for one in dated if one.task.due), default=today.year) - 1, 1, 1
        ),
        last_date=date(
            max((one.task.due.year for one in dated if one.task.due), default=today.year) + 2, 1, 1
        ),
    )
    return bytes(calendar.to_ical())


def _event(one: Dated, chat: str) -> Event:
    task, event = one.task, Event()
    event.add("uid", f"{task.id}@tasks.teamaround")
    event.add("dtstamp", task.at)
    event.add("last-modified", task.at)
    event.add("sequence", task.version)
    event.add("summary", f"{one.case.reference}: task due")
    event.add("description", f"Open Teams to read it: {chat}")
    event.add("url", chat)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if task.state in LIVE else "CANCELLED")
    _when(event, task)
    return event


def _when(event: Event, task: Task) -> None:
    moment = moment_due(task)
    if moment is None and task.due is not None:
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
    elif moment is not None:
        event.add("dtstart", moment)
        event.add("dtend", _later(moment))


def _later(moment: datetime) -> datetime:
    return datetime.fromtimestamp(moment.timestamp() + _LENGTH.total_seconds(), tz=LOCAL)
