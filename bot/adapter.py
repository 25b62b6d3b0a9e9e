"""The Bot Framework SDK's adapter over our own connector client.

The SDK's own HTTP layers are measured to be slow and to fail in ways that docs/decisions/0001 lists; what is
kept of it is the turn: an Activity, a TurnContext, the middleware pipeline.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from bot.activity import Inbound
from bot.connector import Connector

Handler = Callable[[TurnContext], Awaitable[None]]


class TeamsAdapter(BotAdapter):  # type: ignore[misc]  # the SDK carries no types
    """Runs turns through the SDK's pipeline and sends what they say through the connector."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def process(self, inbound: Inbound, raw: Mapping[str, Any], handler: Handler) -> None:
        """One turn. ``raw`` is the activity as it came: the SDK's model drops fields that Teams sends."""
        context = TurnContext(self, as_activity(inbound, raw))
        await self.run_pipeline(context, handler)

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send in order; the response to each carries its new id."""
        sent = []
        for activity in activities:
            body = as_json(activity)
            identifier = await self._connector.send(
                context.activity.service_url, context.activity.conversation.id, body
            )
            sent.append(ResourceResponse(id=identifier))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Replace an activity that was sent before."""
        await self._connector.update(
            context.activity.service_url, context.activity.conversation.id, activity.id, as_json(activity)
        )
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take back an activity that was sent before."""
        await self._connector.delete(
            context.activity.service_url, context.activity.conversation.id, reference.activity_id
        )


def as_activity(inbound: Inbound, raw: Mapping[str, Any]) -> Activity:
    """The SDK's view of an inbound activity."""
    room, sender, recipient = inbound.conversation, inbound.from_, inbound.recipient
    return Activity(
        type=inbound.type,
        id=inbound.id,
        timestamp=inbound.timestamp,
        service_url=inbound.service_url,
        channel_id=inbound.channel_id,
        from_property=ChannelAccount(id=sender.id, name=sender.name, aad_object_id=sender.aad_object_id)
        if sender
        else None,
        recipient=ChannelAccount(id=recipient.id, name=recipient.name) if recipient else None,
        conversation=ConversationAccount(
            id=room.id,
            conversation_type=room.conversation_type,
            tenant_id=inbound.tenant_id,
            is_group=room.is_group,
        ),
        name=inbound.name,
        text=inbound.text,
        value=inbound.value,
        channel_data=raw.get("channelData"),
        reply_to_id=inbound.reply_to_id,
    )


def as_json(activity: Activity) -> dict[str, Any]:
    """The SDK's activity as the connector takes it: what this service sends, nothing it does not."""
    body: dict[str, Any] = {
        "type": activity.type,
        "text": activity.text,
        "summary": activity.summary,
        "attachments": [
            {"contentType": one.content_type, "content": one.content} for one in activity.attachments or ()
        ],
        "replyToId": activity.reply_to_id,
        "channelData": activity.channel_data,
    }
    return {key: value for key, value in body.items() if value}
