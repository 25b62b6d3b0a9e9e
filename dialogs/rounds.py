"""What is looked after without anybody asking: reminders, and what lapses by itself."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from dialogs.rounds_digests import plan_digests
from dialogs.rounds_handover import begin_handovers, remind_of_handovers
from dialogs.rounds_introduction import introductions
from dialogs.rounds_reach import tell_who_is_out_of_reach
from dialogs.rounds_stewards import tell_of_duplicates
from dialogs.rounds_tasks import ask_who_takes_over, remind_of_tasks, remind_within_the_hour
from dialogs.rounds_update_seen import remind_of_unseen
from dialogs.rounds_updates import gather_updates
from dialogs.rounds_upkeep import ask_what_is_due, remind_of_leavers
from dialogs.rounds_weekly import tell_of_access, tell_of_weeks
from dialogs.turn import Desk

Round = Callable[[Desk, datetime], Awaitable[None]]
"""Does all of its kind that is due at that moment. It may be made again at any time, and by two at once."""

ROUNDS: tuple[Round, ...] = (
    ask_what_is_due,
    remind_of_leavers,
    remind_of_handovers,
    begin_handovers,
    introductions,
    remind_of_tasks,
    remind_within_the_hour,
    ask_who_takes_over,
    tell_of_weeks,
    tell_of_access,
    gather_updates,
    remind_of_unseen,
    plan_digests,
    tell_who_is_out_of_reach,
    tell_of_duplicates,
)
