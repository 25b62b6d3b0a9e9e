"""Microsoft's clouds: where a bot in each of them gets its tokens, its keys and its calls from."""

from dataclasses import dataclass
from enum import StrEnum


class CloudName(StrEnum):
    """Which of Microsoft's clouds the bot is registered in. GCC (moderate) belongs to ``public``."""

    PUBLIC = "public"
    GCC_HIGH = "gcc_high"
    DOD = "dod"
    CHINA = "china"


@dataclass(frozen=True, slots=True)
class Cloud:
    """The endpoints of one cloud.

    ``authority`` issues our outbound tokens for ``scope``. Inbound tokens name ``issuer`` and are signed with
    the keys that ``metadata_url`` leads to. Answers go to ``service_hosts`` and nowhere else.
    ``graph`` is where Microsoft Graph is, and whom tokens for it are for.
    """

    authority: str
    scope: str
    issuer: str
    metadata_url: str
    service_hosts: frozenset[str]
    graph: str


# Hosts: https://microsoft.github.io/teams-sdk/python/essentials/app-configuration/service-url-validation and
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
# Issuers, scopes and keys: https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high and
# https://docs.azure.cn/bot-service/rest-api/bot-framework-rest-connector-authentication
# Graph: https://learn.microsoft.com/graph/deployments
CLOUDS = {
    CloudName.PUBLIC: Cloud(
        authority="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        issuer="https://api.botframework.com",
        metadata_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
        service_hosts=frozenset(
            {
                "smba.trafficmanager.net",
                "smba.onyx.prod.teams.trafficmanager.net",
                "smba.infra.gcc.teams.microsoft.com",
            }
        ),
        graph="https://graph.microsoft.com",
    ),
    CloudName.GCC_HIGH: Cloud(
        authority="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        issuer="https://api.botframework.us",
        metadata_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        service_hosts=frozenset({"smba.infra.gov.teams.microsoft.us"}),
        graph="https://graph.microsoft.us",
    ),
    CloudName.DOD: Cloud(
        authority="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        issuer="https://api.botframework.us",
        metadata_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        service_hosts=frozenset({"smba.infra.dod.teams.microsoft.us"}),
        graph="https://dod-graph.microsoft.us",
    ),
    CloudName.CHINA: Cloud(
        authority="https://login.partner.microsoftonline.cn",
        scope="https://api.botframework.azure.cn/.default",
        issuer="https://api.botframework.azure.cn",
        metadata_url="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        service_hosts=frozenset({"frontend.botapi.msg.infra.teams.microsoftonline.cn"}),
        graph="https://microsoftgraph.chinacloudapi.cn",
    ),
}
