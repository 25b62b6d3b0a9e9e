"""Tells the bot, as Teams does, that somebody has the app now."""

from typing import Any

from sandbox import teams_activities
from sandbox.errors import ContractError
from sandbox.graph.state import User
from sandbox.state import Sandbox

Json = dict[str, Any]


class Newcomers:
    """Hears of installations."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def arrived(self, user: User) -> None:
        """Let the bot know."""
        sandbox = self._sandbox
        if not sandbox.graph.service_url:
            return
        person = sandbox.directory.person(user.row["id"])
        conversation = sandbox.directory.personal(person)
        scene = teams_activities.Scene(
            id=sandbox.ids.next(sandbox.product.now()),
            at=sandbox.product.now(),
            person=person,
            conversation=conversation,
            place=conversation.id,
            bot_id=sandbox.product.bot_id,
            service_url=sandbox.graph.service_url,
            team=sandbox.directory.team(),
        )
        sandbox.graph.background.start(self._deliver(teams_activities.installed(scene)))

    async def _deliver(self, activity: Json) -> None:
        try:
            await self._sandbox.delivery.inform(activity)
        except ContractError:
            return  # Teams would try again; nobody is there to be told that it was in vain
