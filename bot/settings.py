"""Settings: from ``TEAMAROUND_*`` in the environment or a ``.env`` file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.clouds import CLOUDS, Cloud, CloudName
from bot.guids import is_guid
from bot.settings_graph import GraphFields, graph_problems
from cases.seals import SHORTEST_SECRET, SealKey

PREFIX = "TEAMAROUND_"
_HOST = re.compile(r"\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*", re.IGNORECASE)
_DATABASES = re.compile(r"sqlite:///.|postgresql(\+asyncpg)?://.")


class SettingsError(Exception):
    """The settings cannot be used. ``problems`` holds one sentence each: what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class AppType(StrEnum):
    """How the bot is registered. New multi-tenant bots can no longer be created."""

    SINGLE_TENANT = "single_tenant"
    MANAGED_IDENTITY = "managed_identity"
    WORKLOAD_IDENTITY = "workload_identity"


def _listed(value: object) -> object:
    if isinstance(value, str):
        return frozenset(part.strip().lower() for part in value.split(",") if part.strip())
    return value


CommaSeparated = Annotated[frozenset[str], NoDecode, BeforeValidator(_listed)]


class Settings(GraphFields):
    """All that can be set. What is left empty of the endpoints comes from the cloud: see ``endpoints``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    app_id: str = ""
    app_type: AppType = AppType.SINGLE_TENANT
    app_tenant_id: str = ""
    app_password: SecretStr = SecretStr("")
    app_certificate_path: Path | None = None
    app_token_path: Path | None = None
    tenants: CommaSeparated = frozenset()

    cloud: CloudName = CloudName.PUBLIC
    service_hosts: CommaSeparated = frozenset()
    openid_metadata_url: str = ""
    token_issuer: str = ""

    database_url: str = Field(default="sqlite:///var/teamaround.db", repr=False)  # may hold a password
    host: str = "0.0.0.0"  # noqa: S104 - Teams calls from outside, behind a proxy that ends TLS
    port: int = Field(default=3978, ge=0, le=65535)
    public_host: str = ""  # where Teams reaches the service; goes into the app package
    grant_hours: int = Field(default=24, ge=1, le=24 * 7)
    even_ms: int = Field(default=250, ge=0, le=2000)  # answers that show nobody go out at its multiples
    overrides_a_day: int = Field(default=3, ge=1, le=100)
    task_escalate_days: int = Field(default=2, ge=1, le=20)
    burst_children: int = Field(default=20, ge=1, le=1000)  # in an hour; beyond it is unusual
    contact_gap_days: int = Field(default=28, ge=1, le=366)
    digest_at: time = time(8)
    caseload_level: int = Field(default=20, ge=1, le=1000)
    digest_contact_days: int = Field(default=28, ge=1, le=365)
    audit_key: SecretStr = SecretStr("")  # seals the audit trail; after a comma, keys used before
    # Of our messages to one tenant: what Teams takes (bot/pace.py), and this process's share of it.
    send_per_second: int = Field(default=50, ge=1, le=1000)
    send_share: float = Field(default=1.0, gt=0, le=1)
    pictures: Literal["on", "off"] = "on"
    task_templates: Path | None = None  # a folder of an agency's own
    name_forms: Path | None = None  # a file of an agency's own: names that stand for each other
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "console"] = "auto"

    @property
    def audit_keys(self) -> tuple[SealKey, ...]:
        """The keys that seals may have been made with, the present one first."""
        listed = self.audit_key.get_secret_value().split(",")
        return tuple(SealKey(secret.strip().encode()) for secret in listed if secret.strip())

    @property
    def endpoints(self) -> Cloud:
        """The endpoints of the chosen cloud, with what the settings put in their place."""
        cloud = CLOUDS[self.cloud]
        return replace(
            cloud,
            issuer=self.token_issuer or cloud.issuer,
            metadata_url=self.openid_metadata_url or cloud.metadata_url,
            service_hosts=self.service_hosts or cloud.service_hosts,
        )


def load(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a value cannot be read. Its sentences name the variable and never the value.
    """
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # no field, but pydantic-settings takes it
    except ValidationError as wrong:
        raise SettingsError(
            [
                f"{PREFIX}{'_'.join(map(str, error['loc'])).upper()} cannot be read: {error['msg']}."
                for error in wrong.errors(include_input=False, include_url=False)
            ]
        ) from None


def problems(settings: Settings) -> list[str]:
    """What keeps the service from running safely with these settings: one sentence each, empty if nothing."""
    checks = (_identity, _credential, _tenants, _places, _audit_key, graph_problems)
    return [problem for check in checks for problem in check(settings)]


def _identity(settings: Settings) -> Iterator[str]:
    if not settings.app_id:
        yield (
            "TEAMAROUND_APP_ID is missing: set it to the Microsoft App ID of the bot's Azure registration; "
            "without it nobody's calls can be authenticated."
        )
    elif not is_guid(settings.app_id):
        yield "TEAMAROUND_APP_ID is not an app id: it looks like 00000000-0000-0000-0000-000000000000."


def _credential(settings: Settings) -> Iterator[str]:
    secret, certificate = bool(settings.app_password.get_secret_value()), settings.app_certificate_path
    if settings.app_type is not AppType.MANAGED_IDENTITY and not is_guid(settings.app_tenant_id):
        yield "TEAMAROUND_APP_TENANT_ID is missing or not a tenant id: set it to the bot's own Entra tenant."
    if settings.app_type is not AppType.SINGLE_TENANT:
        if secret or certificate is not None:
            yield (
                f"TEAMAROUND_APP_TYPE is {settings.app_type}, which has no secret: "
                "remove TEAMAROUND_APP_PASSWORD and TEAMAROUND_APP_CERTIFICATE_PATH."
            )
    elif secret == (certificate is not None):
        yield (
            "Set either TEAMAROUND_APP_PASSWORD or TEAMAROUND_APP_CERTIFICATE_PATH, and not both, "
            "so that the bot can prove to Entra who it is."
        )
    elif certificate is not None:
        yield from _certificate(certificate)


def _certificate(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except OSError:
        yield "TEAMAROUND_APP_CERTIFICATE_PATH cannot be read: check that the file is there and permitted."
        return
    if b"PRIVATE KEY-----" not in content or b"BEGIN CERTIFICATE-----" not in content:
        yield "TEAMAROUND_APP_CERTIFICATE_PATH needs a PEM file with the certificate and its private key."


def _tenants(settings: Settings) -> Iterator[str]:
    if not settings.tenants:
        yield (
            "TEAMAROUND_TENANTS is missing: list the Entra tenant ids whose people may use the bot, "
            "separated by commas; nobody else is answered."
        )
    wrong = sorted(tenant for tenant in settings.tenants if not is_guid(tenant))
    if wrong:
        yield f"TEAMAROUND_TENANTS holds what is not a tenant id: {', '.join(wrong)}. Use ids, not domains."


def _places(settings: Settings) -> Iterator[str]:
    wrong = sorted(host for host in settings.service_hosts if not _HOST.fullmatch(host))
    if wrong:
        yield (
            f"TEAMAROUND_SERVICE_HOSTS holds what is not a host: {', '.join(wrong)}. "
            "Use names such as smba.trafficmanager.net, or .teams.example for all hosts of a domain."
        )
    if not settings.endpoints.metadata_url.startswith("https://"):
        yield "TEAMAROUND_OPENID_METADATA_URL has to begin with https://: keys from elsewhere prove nothing."
    if not _DATABASES.match(settings.database_url):
        yield "TEAMAROUND_DATABASE_URL has to begin with sqlite:/// or postgresql://."


def _audit_key(settings: Settings) -> Iterator[str]:
    if any(len(key.secret) < SHORTEST_SECRET for key in settings.audit_keys):
        yield (
            f"TEAMAROUND_AUDIT_KEY is too short: give each key at least {SHORTEST_SECRET} characters, "
            "for instance what `openssl rand -hex 32` prints."
        )
