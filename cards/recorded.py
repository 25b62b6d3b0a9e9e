"""At the foot of what is recorded of children: as of which day, and until when one may look."""

from datetime import date, datetime

from cards.dates import day, moment
from cards.elements import TextBlock
from cards.layout import Container

_TOLD = "because you gave a reason. If there is a lead, they have been told."


def recorded(today: date, grant_until: datetime | None) -> Container:
    """The foot of a card. ``grant_until`` is when the right ends that a reason gave, if it rests on one."""
    lines = [TextBlock(f"As recorded on {day(today)}.", size="Small", is_subtle=True)]
    if grant_until:
        lines.insert(0, TextBlock(f"You may look until {moment(grant_until)}, {_TOLD}", size="Small"))
    return Container(lines, separator=True, spacing="Medium")
