"""The words of a digest's lines, for its card and for the cards behind it."""

from cases.digest import Line

_ONE_AND_MORE = {
    Line.CHILDREN: ("child", "children"),
    Line.ABOVE: (
        "practitioner with more than {level} children",
        "practitioners with more than {level} children",
    ),
    Line.NO_CONTACT: (
        "child without a contact for {days} days",
        "children without a contact for {days} days",
    ),
    Line.UNCONFIRMED: ("involvement that nobody has confirmed", "involvements that nobody has confirmed"),
    Line.OVERDUE: ("overdue task", "overdue tasks"),
    Line.OVERDUE_5: ("task up to 5 working days overdue", "tasks up to 5 working days overdue"),
    Line.OVERDUE_10: ("task 6 to 10 working days overdue", "tasks 6 to 10 working days overdue"),
    Line.OVERDUE_MORE: (
        "task more than 10 working days overdue",
        "tasks more than 10 working days overdue",
    ),
    Line.UNCOVERED: ("child left uncovered by a leaver", "children left uncovered by leavers"),
    Line.NO_LEAD: ("case without a lead", "cases without a lead"),
    Line.NO_CHANNEL: ("case without a channel", "cases without a channel"),
    Line.UNSEEN: ("update not acknowledged", "updates not acknowledged"),
    Line.WAITING: ("request to be put in touch waits", "requests to be put in touch wait"),
    Line.STRANGERS: (
        "channel with somebody in it who does not belong",
        "channels with somebody in them who does not belong",
    ),
    Line.OVERRIDES: ("look past a shield by your people", "looks past a shield by your people"),
    Line.OPENED: ("case opened", "cases opened"),
    Line.CLOSED: ("case closed", "cases closed"),
}


def words(line: Line, count: int, level: int, days: int) -> str:
    """What is counted, as it is read behind the number."""
    one, more = _ONE_AND_MORE[line]
    return (one if count == 1 else more).format(level=level, days=days)


def changed(change: int | None) -> str:
    """For instance "(+3)"; "" where nothing has changed, or there is nothing to compare with."""
    return f"({change:+d})" if change else ""
