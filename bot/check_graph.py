"""``teamaround check --graph``: what the app may do in the tenant, and what does not work without it."""

import base64
import binascii
from collections.abc import Collection, Iterator

import msgspec
from azure.core.exceptions import AzureError

from bot.check import Finding
from bot.entra import credential
from bot.settings import Settings
from bot.settings_graph import is_local, notification_url
from bot.tenant import LateTenant
from cases.ports_tenant import RefusedError, TenantError
from graph.credentials import Credential
from graph.permissions import APPLICATION, IF_WISHED, TOO_WIDE, Permission

_HOW = "Grant it: docs/permissions.md."


class _Claims(msgspec.Struct):
    roles: list[str] = []


async def graph_findings(settings: Settings) -> list[Finding]:
    """Each permission, and whether Graph answers. Changes nothing in the tenant."""
    if is_local(settings.graph_url):
        allowed = [Finding("graph", ok=True, message="It is on this machine, and asks for no permissions.")]
    else:
        allowed = await permission_findings(credential(settings), f"{settings.endpoints.graph}/.default")
    return [*allowed, await _reached(settings), *_told(settings)]


async def permission_findings(entra: Credential, scope: str) -> list[Finding]:
    """What a token for Graph says that the app may do. Closes the credential."""
    try:
        token = (await entra.get_token(scope)).token
    except AzureError as wrong:
        message = (
            f"Entra gives no token ({type(wrong).__name__}): check TEAMAROUND_APP_ID and its credential."
        )
        return [Finding("graph", ok=False, message=message)]
    finally:
        await entra.close()
    return list(_each(roles_of(token)))


def roles_of(token: str) -> frozenset[str]:
    """The application permissions in a token of our own; it is ours, so its signature is not looked at."""
    try:
        payload = token.split(".")[1]
        claims = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        return frozenset(msgspec.json.decode(claims, type=_Claims).roles)
    except (IndexError, binascii.Error, msgspec.MsgspecError):
        return frozenset()


def _each(roles: Collection[str]) -> Iterator[Finding]:
    for permission in (*APPLICATION, *IF_WISHED):
        yield _one(permission, roles)
    for wide in TOO_WIDE:
        if wide in roles:
            message = "It allows far more than is needed: grant the least ones, then take it away."
            yield Finding(f"graph: {wide}", ok=True, message=message)


def _one(permission: Permission, roles: Collection[str]) -> Finding:
    about = f"graph: {permission.name}"
    if permission.name in roles:
        return Finding(about, ok=True, message=f"There, to {permission.use}.")
    if permission.granted(roles):
        wider = next(one for one in (*permission.instead, *TOO_WIDE) if one in roles)
        return Finding(about, ok=True, message=f"The wider {wider} is there; this one would do.")
    if not permission.needed:
        return Finding(about, ok=True, message=f"Not there; one can do without: {permission.without}.")
    return Finding(about, ok=False, message=f"Missing, so {permission.without}. {_HOW}")


def _told(settings: Settings) -> Iterator[Finding]:
    if not notification_url(settings):
        message = (
            "TEAMAROUND_PUBLIC_HOST is missing, so Graph cannot tell of members who are changed by hand: "
            "set it to where Teams reaches the service."
        )
        yield Finding("graph: notifications", ok=False, message=message)


async def _reached(settings: Settings) -> Finding:
    tenant = LateTenant(settings)
    try:
        await (await tenant.graph()).channels.catalog_id()
    except RefusedError as refused:
        return Finding("graph: app", ok=False, message=f"{refused.advice} ({refused.code or refused.why})")
    except TenantError as wrong:
        return Finding("graph: app", ok=False, message=f"Graph does not answer ({type(wrong).__name__}).")
    finally:
        await tenant.close()
    return Finding("graph: app", ok=True, message="Known to the tenant's catalogue.")
