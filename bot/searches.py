"""Searches that run while somebody types: a form's field, and the message extension that finds a child."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import child_search, extension
from bot.activity import Inbound
from bot.inbound import turn_of
from dialogs.search_children import CHILDREN, search_children
from dialogs.search_people import search_people
from dialogs.turn import Desk


async def in_field(inbound: Inbound, now: datetime, desk: Desk) -> dict[str, Any]:
    """What a form's field offers: people of its list, or children."""
    asked = extension.searched(inbound)
    turn = replace(turn_of(inbound, now, ""), asked=asked.typed)
    if asked.dataset == CHILDREN:
        children = await search_children(turn, asked.typed, desk) or ()
        return extension.results(tuple((one.reference, one.words) for one in children))
    return extension.results(await search_people(turn, asked.dataset, asked.typed, desk))


async def of_extension(inbound: Inbound, now: datetime, desk: Desk) -> dict[str, Any]:
    """What the message extension offers to put into the conversation."""
    typed = child_search.asked_child(inbound)
    if typed is None:
        return child_search.sentence(extension.NOT_KNOWN)
    turn = replace(turn_of(inbound, now, ""), asked=typed)
    return child_search.answer(typed, await search_children(turn, typed, desk))
