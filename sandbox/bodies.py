"""The bodies of contract calls: what they must carry, and what is said of one that does not."""

from typing import Annotated, Any, Literal, TypeVar

import msgspec
from aiohttp import web
from msgspec import Meta

from sandbox.errors import ContractError
from sandbox.faults import Kind

# Teams' limit for what a person posts: https://learn.microsoft.com/microsoftteams/limits-specifications-teams
USER_POST_BYTES = 28 * 1024


class Body(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """What all bodies have in common: nothing but the named fields."""


class Said(Body):
    """A person's text, or the value of an Action.Submit. ``replyToId`` names the card that was submitted."""

    text: str | None = None
    value: dict[str, Any] | None = None
    reply_to_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse what Teams could not have sent."""
        if (self.text is None) == (self.value is None):
            raise ValueError("Give either a text or a value")
        if self.text is not None and len(self.text.encode("utf-16-le", "surrogatepass")) > USER_POST_BYTES:
            raise ValueError("Teams takes no post of more than 28 KB")


class SaidBy(Said, kw_only=True):
    """The same, and who said it."""

    person: str = msgspec.field(name="as")


class Press(Body):
    """A press on an Action.Execute."""

    person: str = msgspec.field(name="as")
    activity_id: str
    verb: str
    data: dict[str, Any] = {}
    trigger: Literal["manual", "automatic"] = "manual"


class Invocation(Body, kw_only=True):
    """Any other invoke."""

    person: str = msgspec.field(name="as")
    conversation: str | None = None
    name: str
    value: Any


class Raw(Body):
    """Any JSON for the product."""

    activity: Any


class Blocked(Body):
    """Whether a person blocks the bot."""

    blocked: bool


class ClockMove(Body):
    """Forward by so many seconds, or to a moment."""

    advance: Annotated[float, Meta(ge=0)] | None = None
    to: Annotated[str, Meta(max_length=40)] | None = None


class FaultOrder(Body):
    """Which calls are to fail, and how; or an end to it."""

    target: Literal["connector", "graph"] | None = None
    match: str = ""
    status: Annotated[int, Meta(ge=400, le=599)] = 503
    retry_after: Annotated[float, Meta(ge=0)] | None = None
    count: Annotated[int, Meta(ge=1)] = 1
    kind: Kind = "status"
    seconds: Annotated[float, Meta(ge=0, le=600)] = 30.0
    clear: bool = False


AnyBody = TypeVar("AnyBody", bound=Body)


async def read(request: web.Request, kind: type[AnyBody]) -> AnyBody:
    """The body of a contract call. Raises ContractError (400, 413) with the reason."""
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except web.HTTPRequestEntityTooLarge as too_large:
        raise ContractError(413, "The body is too large.") from too_large
    except msgspec.ValidationError as wrong:
        raise ContractError(400, f"{wrong}.") from wrong
    except msgspec.DecodeError as wrong:
        raise ContractError(400, "The body is not JSON.") from wrong
