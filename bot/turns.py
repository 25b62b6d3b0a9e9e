"""What happens with each kind of activity. One row per kind; what has no row is taken in and not answered."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from botbuilder.core import TurnContext

from bot import child_search, extension, searches
from bot.activity import Inbound
from bot.adapter import TeamsAdapter
from bot.channels.news import ChannelNews
from bot.connector import ConnectorError
from bot.inbound import conversation_of, mentions_bot, once, pressed, room_of, said_in, turn_of
from bot.logs import about
from bot.message import error_response, message_response
from bot.once import Once
from bot.outbound import Outbound
from bot.private import PrivateChats
from bot.roster import ConnectorRoster
from cards.buttons import UnknownButtonError
from cards.trouble import trouble
from cards.welcome import welcome
from cases.commands import Command
from cases.ports import Clock
from cases.records import Effects
from dialogs.dispatch import dispatch
from dialogs.turn import Audience, Desk, Reply, Room, Turn

log = structlog.get_logger()

OLD_BUTTON = "This button no longer works. Please ask again to get a fresh card."
DONE_BEFORE = "That has been done already."


@dataclass(frozen=True, slots=True)
class Response:
    """The HTTP answer to an activity: a status, and a JSON body for an invoke."""

    status: int
    body: dict[str, Any] | None = None


class UnknownInvokeError(ValueError):
    """An invoke that nothing here answers."""


class Turns:
    """Takes authenticated activities and answers them."""

    def __init__(
        self,
        adapter: TeamsAdapter,
        desk: Desk,
        outbound: Outbound,
        chats: PrivateChats,
        roster: ConnectorRoster,
        clock: Clock,
    ) -> None:
        self._adapter = adapter
        self._desk = desk
        self._outbound = outbound
        self._chats = chats
        self._roster = roster
        self._clock = clock
        self._news = ChannelNews(desk, clock)
        self._once: Once[Response] = Once(kept=512)
        self._kinds: Mapping[str, Callable[[Inbound], Awaitable[Response]]] = {
            "message": self._message,
            "invoke": lambda inbound: self._invokes[inbound.name or ""](inbound),
            "installationUpdate": self._installation,
            "conversationUpdate": self._conversation,
        }

        self._invokes: Mapping[str, Callable[[Inbound], Awaitable[Response]]] = {
            "adaptiveCard/action": self._press,
            extension.FETCH: self._fetch,
            extension.SUBMIT: self._submit,
            extension.SEARCH: self._search,
            child_search.QUERY: self._find_child,
        }

    async def take(self, inbound: Inbound, raw: Mapping[str, Any]) -> Response:
        """Answer one activity. Deliveries of the same one share the answer.

        Raises UnknownInvokeError.
        """
        kind = self._kinds.get(inbound.type)
        if kind is None:
            return Response(200)
        if inbound.type == "invoke" and inbound.name not in self._invokes:
            raise UnknownInvokeError("This bot does not answer that invoke.")

        async def run() -> Response:
            answered: list[Response] = []

            async def handler(_: TurnContext) -> None:
                answered.append(await kind(inbound))

            await self._adapter.process(inbound, raw, handler)
            return answered[0] if answered else Response(200)

        with about(inbound.id or "", inbound.conversation.conversation_type or "personal"):
            return await self._once.run(once(inbound), run) if inbound.id else await run()

    async def _message(self, inbound: Inbound) -> Response:
        if not self._meant_for_us(inbound):
            return Response(200)
        try:
            said = said_in(inbound)
        except UnknownButtonError:
            said = ""
        turn = turn_of(inbound, self._clock.now(), said)
        await self._heard(inbound, turn)
        replies = await self._replies(turn, said)
        if replies:
            await self._say(inbound, turn, replies)
        return Response(200)

    async def _say(self, inbound: Inbound, turn: Turn, replies: Sequence[Reply]) -> None:
        try:
            await self._outbound.say(inbound, turn, replies)
        except ConnectorError as failed:
            # Answered with a 503, so that Teams delivers the message again; unless the answer may be there.
            if not failed.maybe_delivered:
                await self._desk.ledger.release(turn.once)
            raise

    async def _press(self, inbound: Inbound) -> Response:
        try:
            command = pressed(inbound.value)
        except UnknownButtonError:
            return Response(200, error_response(400, "BadRequest", OLD_BUTTON))
        turn = turn_of(inbound, self._clock.now(), command)
        await self._heard(inbound, turn)
        replies = await self._replies(turn, command)
        if replies is None:
            return Response(200, message_response(DONE_BEFORE))
        return Response(200, await self._outbound.answer_press(inbound, turn, replies))

    async def _fetch(self, inbound: Inbound) -> Response:
        return await self._in_a_dialog(inbound, extension.task_from_message(inbound))

    async def _submit(self, inbound: Inbound) -> Response:
        try:
            return await self._in_a_dialog(inbound, extension.submitted(inbound))
        except UnknownButtonError:
            return Response(200, extension.dialog_words(OLD_BUTTON))

    async def _in_a_dialog(self, inbound: Inbound, command: Command | None) -> Response:
        """Answer in the dialog, which only whoever opened it sees."""
        if command is None:
            return Response(200, extension.dialog_words(extension.NOT_KNOWN))
        turn = turn_of(inbound, self._clock.now(), command)
        replies = await self._replies(turn, command)
        if not replies:
            return Response(200, extension.dialog_words(DONE_BEFORE))
        private = [reply for reply in replies if reply.to is Audience.ASKER] or list(replies)
        return Response(200, extension.dialog(private[0].card))

    async def _search(self, inbound: Inbound) -> Response:
        return Response(200, await searches.in_field(inbound, self._clock.now(), self._desk))

    async def _find_child(self, inbound: Inbound) -> Response:
        return Response(200, await searches.of_extension(inbound, self._clock.now(), self._desk))

    async def _installation(self, inbound: Inbound) -> Response:
        turn = turn_of(inbound, self._clock.now(), "")
        if room_of(inbound) is not Room.PERSONAL:
            await self._news.hear(inbound)
        if inbound.action == "remove" and turn.room is Room.PERSONAL:
            await self._chats.lost(turn.identity, turn.now)
        elif inbound.action == "add":
            await self._heard(inbound, turn, afresh=True)
            if await self._desk.ledger.commit(Effects(), turn.once):
                await self._say(inbound, turn, [Reply(welcome(), Audience.ROOM)])
        return Response(200)

    async def _conversation(self, inbound: Inbound) -> Response:
        self._roster.changed(conversation_of(inbound))
        await self._news.hear(inbound)
        return Response(200)

    async def _replies(self, turn: Turn, said: str | Command) -> tuple[Reply, ...] | None:
        try:
            return await dispatch(turn, said, self._desk)
        except Exception:  # whatever went wrong, the person gets a sentence
            code = turn.once[:6]
            log.exception("turn.failed", code=code)
            return (Reply(trouble(code)),)

    async def _heard(self, inbound: Inbound, turn: Turn, *, afresh: bool = False) -> None:
        if turn.room is Room.PERSONAL:
            place = turn.conversation_id
            await self._chats.heard(turn.identity, place, inbound.service_url, afresh=afresh)
        else:
            self._roster.heard(turn.conversation_id, inbound.service_url)

    def _meant_for_us(self, inbound: Inbound) -> bool:
        """In a room with others, only what mentions the bot; and never what another bot says."""
        sender = inbound.from_
        if sender is None or not sender.aad_object_id or not inbound.tenant_id:
            return False
        return room_of(inbound) is Room.PERSONAL or mentions_bot(inbound)
