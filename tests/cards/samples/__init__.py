"""Every card to look at, by name: ordinary ones and extreme ones. All people are made up."""

from collections.abc import Callable

from cards import Card
from tests.cards.samples import (
    base,
    case_ends,
    digest,
    handover,
    opening,
    override,
    pictures,
    profile,
    reach,
    sensitive,
    stewards,
    task_making,
    task_reminders,
    tasks,
    timeline,
    update_choices,
    updates,
    upkeep,
    weekly,
)
from tests.cards.samples.base import *  # noqa: F403 - what other tests make cards from

SAMPLES: dict[str, Callable[[], Card]] = {
    **base.SAMPLES,
    **upkeep.SAMPLES,
    **handover.SAMPLES,
    **timeline.SAMPLES,
    **profile.SAMPLES,
    **sensitive.SAMPLES,
    **override.SAMPLES,
    **pictures.SAMPLES,
    **case_ends.SAMPLES,
    **opening.SAMPLES,
    **tasks.SAMPLES,
    **task_reminders.SAMPLES,
    **task_making.SAMPLES,
    **weekly.SAMPLES,
    **updates.SAMPLES,
    **update_choices.SAMPLES,
    **digest.SAMPLES,
    **reach.SAMPLES,
    **stewards.SAMPLES,
}
