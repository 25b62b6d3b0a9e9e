"""Users: those of the home tenant and its guests. Nobody of another tenant can be seen."""

from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError
from sandbox.graph.graph import Graph
from sandbox.graph.odata import check_expand, expanded, many, one, within
from sandbox.graph.state import GraphState, User

Json = dict[str, Any]

# What Graph gives without being asked: https://learn.microsoft.com/graph/api/user-get
USUAL = (
    "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
    "preferredLanguage", "surname", "userPrincipalName", "id",
)  # fmt: skip


def user_at_home(state: GraphState, key: str) -> User:
    """A user of the home tenant by id or principal name. Raises GraphError 404."""
    known = find_at_home(state, key)
    if known is None:
        raise missing(key)
    return known


def find_at_home(state: GraphState, key: str) -> User | None:
    """The same, or None."""
    wanted = key.casefold()
    return next(
        (user for user in at_home(state) if wanted in (user.id, user.principal_name.casefold())), None
    )


def at_home(state: GraphState) -> list[User]:
    """Everybody in the directory."""
    tenancy = state.tenancy
    return [
        user
        for user in tenancy.users.values()
        if user.tenant_id == tenancy.id and user.id not in tenancy.deleted
    ]


def list_users(graph: Graph, ask: Ask) -> Answer:
    """``GET /users``."""
    led = "manager" in check_expand(ask, "user", ("manager",))
    rows = [
        _with_manager(graph, ask, user) if led else _row(graph.state, user) for user in at_home(graph.state)
    ]
    return usual(ask, many(ask, "user", "users", rows, graph.settings.page_size))


def get_user(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}``."""
    check_expand(ask, "user", ("manager",))
    user = user_at_home(graph.state, ask.ids[0])
    led = "manager" in expanded(ask)
    row = _with_manager(graph, ask, user) if led else _row(graph.state, user)
    answer = one(ask, "user", "users", row)
    return usual(ask, answer)


def get_manager(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/manager``."""
    boss = _manager(graph.state, user_at_home(graph.state, ask.ids[0]))
    if boss is None:
        raise missing("manager")
    return usual(ask, one(ask, "user", "directoryObjects", typed(boss, graph.state)))


def list_reports(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/directReports``."""
    boss = user_at_home(graph.state, ask.ids[0])
    reports = [user for user in at_home(graph.state) if _manager(graph.state, user) is boss]
    rows = [typed(user, graph.state) for user in reports]
    return usual(ask, many(ask, "user", "directoryObjects", rows, graph.settings.page_size))


def _with_manager(graph: Graph, ask: Ask, user: User) -> Json:
    boss = _manager(graph.state, user)
    led = None if boss is None else within(ask, "user", "manager", typed(boss, graph.state))
    return _row(graph.state, user) | {"manager": led}


def missing(what: str) -> GraphError:
    """There is no such thing in the directory."""
    message = (
        f"Resource '{what}' does not exist or one of its queried reference-property objects are not present."
    )
    return GraphError(404, "Request_ResourceNotFound", message)


def usual(ask: Ask, answer: Answer) -> Answer:
    """Without ``$select``, the usual properties only."""
    if "$select" in ask.query:
        return answer
    body = answer.body
    if "value" in body:
        return Answer(answer.status, body | {"value": [_shown(row) for row in body["value"]]})
    return Answer(answer.status, _shown(body))


def _shown(row: Json) -> Json:
    return {key: value for key, value in row.items() if key in USUAL or key[0] == "@" or key == "manager"}


def typed(user: User, state: GraphState) -> Json:
    """A user among objects of other kinds."""
    return {"@odata.type": "#microsoft.graph.user"} | _row(state, user)


def _row(state: GraphState, user: User) -> Json:
    given, _, family = user.name.partition(" ")
    phone = user.row.get("phone") or ""
    mobile = phone if phone.startswith("07") else None
    return {
        "id": user.id,
        "displayName": user.name,
        "givenName": given,
        "surname": family or None,
        "userPrincipalName": user.principal_name,
        "mail": user.mail or None,
        "jobTitle": user.row.get("role"),
        "department": user.row.get("service"),
        "companyName": user.row.get("agency"),
        "businessPhones": [phone] if phone and not mobile else [],
        "mobilePhone": mobile,
        "officeLocation": None,
        "preferredLanguage": "en-GB",
        "accountEnabled": user.id not in state.tenancy.disabled,
        "userType": "Guest" if user.guest else "Member",
        "externalUserState": "Accepted" if user.guest else None,
    }


def _manager(state: GraphState, user: User) -> User | None:
    """Who manages the user's service, and is in the directory."""
    service = user.row.get("service")
    if not service:
        return None
    managers = (other for other in at_home(state) if service in (other.row.get("manages") or ()))
    return next((other for other in managers if other is not user), None)
