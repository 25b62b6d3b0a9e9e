"""Ways to ask for lists of tasks: mine, those of a case, those of my team.

tests/dialogs/test_recognise_tasks.py holds the table of examples. Making a task is another module's.
"""

import re

from cases.commands import MyTasks, TeamTasks

_SHOW = (
    r"(?:(?:show|list|give|get|see|open)\s+(?:me\s+|us\s+)?|"
    r"what(?:'s|\s+is|\s+are|\s+were)\s+|which\s+are\s+|where\s+are\s+)?"
)
_LIVE = r"(?:(?:open|current|outstanding|overdue|unfinished|remaining|live)\s+)?"
_TASKS = r"(?:tasks?(?:\s+list)?|to-?\s?do(?:s|\s+list)?|jobs|actions)"
_TEAM = r"(?:team|service|people|staff)"
_SHOULD_I = r"(?:do\s+i\s+(?:have|need)\s+to|am\s+i\s+(?:supposed\s+)?to|should\s+i|must\s+i)"
_ABOUT = r"\s+(?:of|for|in|on|about|with|around)\s+"
_TO_DO = r"what(?:'s|\s+is)\s+(?:there\s+)?(?:still\s+|left\s+)?to\s+(?:be\s+done|do)"
_MINE = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}(?:all\s+)?(?:of\s+)?my\s+{_LIVE}{_TASKS}",
        rf"(?:all\s+)?{_LIVE}(?:tasks|to-?\s?dos|to-?\s?do\s+list|tasks\s+list|task\s+list)",
        rf"{_SHOW}{_LIVE}(?:tasks|jobs|actions)\s+(?:for|of)\s+(?:me|mine)",
        rf"what\s+{_SHOULD_I}\s+do(?:\s+(?:next|now|today|this\s+week))?",
        rf"(?:what|which)\s+{_LIVE}(?:tasks|jobs|actions)\s+do\s+i\s+have",
        r"what(?:'s|\s+is)\s+on\s+my\s+(?:list|plate|to-?\s?do\s+list)",
    )
)
_OURS = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}(?:all\s+)?(?:the\s+)?{_LIVE}{_TASKS}\s+(?:of|for|in)\s+(?:my|our|the)\s+{_TEAM}",
        rf"{_SHOW}(?:my|our|the)\s+{_TEAM}(?:'s|s|s')?\s+{_LIVE}{_TASKS}",
        rf"{_SHOW}team\s+{_TASKS}",
        rf"what\s+(?:does|do|has|have)\s+(?:my|our)\s+{_TEAM}\s+(?:have\s+|got\s+)?to\s+do",
    )
)
_OF_CASE = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}(?:all\s+)?(?:the\s+)?{_LIVE}(?:tasks|to-?\s?dos|actions){_ABOUT}(?P<subject>.+)",
        rf"{_SHOW}(?P<here>this\s+(?:case|child|young\s+person)|the\s+case)(?:'s|s)?\s+{_LIVE}(?:tasks|actions)",
        rf"{_SHOW}(?P<whose>.+?)['’]s?\s+{_LIVE}(?:tasks|to-?\s?dos)",
        rf"{_TO_DO}{_ABOUT}(?P<left>.+)",
        rf"{_SHOW}(?:the\s+)?{_LIVE}tasks\s+(?P<bare>here)",
    )
)
_CASE_WORD = re.compile(r"^(?:the\s+|our\s+|my\s+)?case\s+(?:(?:of|for|about)\s+)?(?=[\w'])", re.IGNORECASE)


def tasks_in(said: str) -> MyTasks | TeamTasks | str | None:
    """Mine, or my team's; or the words that name the case or its child; None if it is about neither."""
    if any(pattern.match(said) for pattern in _OURS):
        return TeamTasks()
    if any(pattern.match(said) for pattern in _MINE):
        return MyTasks()
    for pattern in _OF_CASE:
        if found := pattern.match(said):
            subject = next(part for part in found.groups() if part)
            if subject.lower() in ("the case", "our case", "here"):
                return "this case"
            return _CASE_WORD.sub("", subject).strip()
    return None
