"""What Teams tells the bot about channels. Nothing is looked up in the turn: a check is asked for."""

from typing import Any

from bot.activity import Account, Inbound
from bot.channels import knocks
from bot.guids import is_guid
from bot.inbound import conversation_of, once
from cases.model import ConversationId, Identity
from cases.ports import Clock
from cases.records import Effects, Work
from dialogs.turn import Desk

_OF_TEAMS = frozenset({"teamArchived", "teamUnarchived", "teamDeleted", "teamHardDeleted", "teamRestored"})


class ChannelNews:
    """Has channels checked of which Teams tells that something has changed."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def hear(self, inbound: Inbound) -> None:
        """Take a conversationUpdate or an installationUpdate that may be about a case's channel."""
        works = await self._works(inbound)
        if works:
            await self._desk.ledger.commit(Effects(work=works), once(inbound) if inbound.id else None)

    async def _works(self, inbound: Inbound) -> tuple[Work, ...]:
        if self._desk.channels is None:
            return ()
        data, now = inbound.channel_data or {}, self._clock.now()
        about = _named(data, "channel", "id") or conversation_of(inbound)
        case = await self._desk.casework.at(ConversationId(about))
        if case is not None:
            return knocks.check(case, now, _came(inbound, self._desk.channels.home))
        team = _named(data, "team", "aadGroupId")
        if is_guid(team) and (data.get("eventType") in _OF_TEAMS or _bot_went(inbound)):
            return knocks.check_team(team, now)
        return ()


def _came(inbound: Inbound, home: str) -> list[Identity]:
    """Who is said to have come in. Those of other tenants are found when the listing shows them."""
    return [
        Identity(home, account.aad_object_id)
        for account in inbound.members_added or ()
        if account.aad_object_id and is_guid(account.aad_object_id)
    ]


def _bot_went(inbound: Inbound) -> bool:
    if inbound.type == "installationUpdate":
        return (inbound.action or "").startswith("remove")
    us: Account | None = inbound.recipient
    return us is not None and any(account.id == us.id for account in inbound.members_removed or ())


def _named(data: dict[str, Any], what: str, field: str) -> str:
    named = data.get(what)
    found = named.get(field) if isinstance(named, dict) else None
    return found if isinstance(found, str) else ""
