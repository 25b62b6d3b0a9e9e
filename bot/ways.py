"""The ways on which messages leave the service: those of turns, and those of background work, which waits."""

from dataclasses import dataclass

import aiohttp

from bot.connector import Connector
from bot.outside import Outside
from bot.pace import TENANT, SendPace, rates_of
from bot.private import PrivateChats
from bot.roster import ConnectorRoster
from bot.settings import Settings
from cases.model import ConversationId
from store.contacts import SqlContacts


@dataclass(frozen=True, slots=True)
class Ways:
    """All of one process.

    Calls of ``connector`` and ``chats`` are counted and never wait; those of ``patient`` and ``background``
    wait for their turn. ``home`` is where to open a chat with somebody no activity has come from yet.
    """

    sends: SendPace
    connector: Connector
    patient: Connector
    contacts: SqlContacts
    chats: PrivateChats
    background: PrivateChats
    roster: ConnectorRoster
    home: str

    def service_url(self, conversation: ConversationId) -> str:
        """Where a conversation lives, as far as an activity has told."""
        return self.roster.service_url(conversation) or self.home


def ways_out(
    settings: Settings, outside: Outside, session: aiohttp.ClientSession, contacts: SqlContacts
) -> Ways:
    """All of them, under one count. Close ``sends``."""
    rates = rates_of(settings.send_per_second, settings.send_share * outside.faster)
    sends = SendPace(rates, settings.graph_tenant, quiet=TENANT.seconds / outside.faster)
    connector = Connector(session, outside.tokens, outside.hosts, gate=sends.counted)
    patient = Connector(session, outside.tokens, outside.hosts, gate=sends.waiting)
    chats = PrivateChats(connector, contacts, f"28:{settings.app_id}", outside.home)
    roster = ConnectorRoster(connector, outside.clock)
    return Ways(sends, connector, patient, contacts, chats, chats.by(patient), roster, outside.home)
