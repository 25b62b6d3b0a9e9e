"""Tasks as an iCalendar: references and days, and no name of anybody.

As events (VEVENT) and not as to-dos (VTODO), which Outlook ignores when it imports or subscribes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event, Timezone

from cases.local import LOCAL
from cases.model import Task
from cases.reminding import moment_due
from cases.task import LIVE
from dialogs.tasks_calendar import Dated

# By rule, and not by dates as the library would list them: that Outlook reads, and it holds for ever.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
_LENGTH = timedelta(minutes=30)
_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="


def as_calendar(dated: Sequence[Dated], bot_id: str) -> bytes:
    """The same bytes for the same tasks: nothing in it is of the moment at which it is made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Teamaround//Tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Teamaround: my tasks")
    calendar.add("x-wr-timezone", str(LOCAL))
    calendar.add_component(Timezone.from_ical(_LONDON))
    for one in dated:
        calendar.add_component(_event(one, _CHAT + quote(f"28:{bot_id}")))
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
