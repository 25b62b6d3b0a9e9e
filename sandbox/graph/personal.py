"""The app in people's own chats. What is refused: https://learn.microsoft.com/graph/api/userteamwork-post-installedapps."""

from typing import Any

from sandbox.chat_ids import graph_chat_id
from sandbox.graph.apps import app_row, bound_app
from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError, forbidden, not_found
from sandbox.graph.graph import Graph
from sandbox.graph.odata import check_expand, many, one
from sandbox.graph.shapes import InstallationBody
from sandbox.graph.state import User
from sandbox.graph.users import user_at_home

Json = dict[str, Any]

PERMISSION = "TeamsAppInstallation.ReadWriteSelfForUser.All"


def list_installed(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/teamwork/installedApps``."""
    graph.check_permitted(PERMISSION)
    user = user_at_home(graph.state, ask.ids[0])
    wanted = check_expand(ask, "teamsAppInstallation", ("teamsApp", "teamsAppDefinition"))
    rows = [_row(graph, user, wanted)] if has_it(graph, user) else []
    context = f"users('{user.id}')/teamwork/installedApps"
    return many(ask, "teamsAppInstallation", context, rows, graph.settings.page_size)


def add_installed(graph: Graph, ask: Ask) -> Answer:
    """``POST /users/{id}/teamwork/installedApps``: itself alone, once, and where a policy allows it."""
    graph.check_permitted(PERMISSION)
    user = user_at_home(graph.state, ask.ids[0])
    app = bound_app(graph, ask.body(InstallationBody).app_bind or "")
    if app.id != graph.state.bot_app:
        raise forbidden("The application can manage the installation of itself only.")
    if has_it(graph, user):
        raise GraphError(409, "Conflict", "The specified application is already installed for the user.")
    if user.row.get("appBlocked"):
        raise forbidden("The app is blocked by the app permission policy of the user.")
    graph.state.tenancy.without_app.discard(user.id)
    graph.tell_installed(user)
    return Answer(201)


def get_chat(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/teamwork/installedApps/{id}/chat``."""
    graph.check_permitted(PERMISSION)
    user = user_at_home(graph.state, ask.ids[0])
    if not has_it(graph, user) or ask.ids[1] != _installation(user):
        raise not_found("No app installation found with that id.")
    bot = graph.state.apps[graph.state.bot_app].external_id or ""
    row = {
        "id": graph_chat_id(user.id, bot),
        "chatType": "oneOnOne",
        "tenantId": user.tenant_id,
        "topic": None,
    }
    return one(ask, "chat", "chats/$entity", row)


def has_it(graph: Graph, user: User) -> bool:
    """Whether the app is installed for them."""
    return user.id not in graph.state.tenancy.without_app


def _installation(user: User) -> str:
    return f"install-{user.id}"


def _row(graph: Graph, user: User, wanted: list[str]) -> Json:
    app = graph.state.apps[graph.state.bot_app]
    row: Json = {"id": _installation(user), "consentedPermissionSet": None}
    return row | {"teamsApp": app_row(app)} if "teamsApp" in wanted else row
