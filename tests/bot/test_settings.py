"""Settings: what is wrong with them is said in a sentence, and secrets are never shown."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.clouds import CLOUDS, CloudName
from bot.settings import AppType, Settings, SettingsError, load, problems
from tests.bot.certificate import write_certificate
from tests.bot.keyservice import APP_ID, OTHER_TENANT, TENANT

SECRET = "s3cr3t-of-the-bot"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from any .env file of the developer's."""
    monkeypatch.chdir(tmp_path)


def complete(**changed: object) -> Settings:
    given = {
        "app_id": APP_ID,
        "app_tenant_id": TENANT,
        "app_password": SecretStr(SECRET),
        "tenants": frozenset({TENANT}),
        **changed,
    }
    return Settings(**given)


def test_a_complete_configuration_has_no_problems():
    assert problems(complete()) == []


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TEAMAROUND_TENANTS", f" {TENANT.upper()} , {OTHER_TENANT},")
    monkeypatch.setenv("TEAMAROUND_PORT", "8080")
    monkeypatch.setenv("TEAMAROUND_APP_TYPE", "managed_identity")
    settings = load()

    assert settings.tenants == {TENANT, OTHER_TENANT}
    assert settings.port == 8080
    assert settings.app_type is AppType.MANAGED_IDENTITY


def test_settings_come_from_a_file_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".env").write_text("TEAMAROUND_PORT=8080\nTEAMAROUND_GRANT_HOURS=12\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("TEAMAROUND_PORT", "9090")
    settings = load()

    assert (settings.port, settings.grant_hours) == (9090, 12)


def test_without_anything_set_the_defaults_hold():
    settings = load()

    assert settings.database_url == "sqlite:///var/teamaround.db"
    assert (settings.port, settings.grant_hours) == (3978, 24)
    assert settings.endpoints == CLOUDS[CloudName.PUBLIC]


def test_the_service_is_not_configured_without_an_app_id_and_tenants():
    said = problems(load())

    assert any("TEAMAROUND_APP_ID" in problem for problem in said)
    assert any("TEAMAROUND_TENANTS" in problem for problem in said)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"app_id": ""}, "TEAMAROUND_APP_ID is missing"),
        ({"app_id": "my-bot"}, "TEAMAROUND_APP_ID is not an app id"),
        ({"app_tenant_id": ""}, "TEAMAROUND_APP_TENANT_ID"),
        ({"app_tenant_id": "borough.example"}, "TEAMAROUND_APP_TENANT_ID"),
        ({"app_password": SecretStr("")}, "either TEAMAROUND_APP_PASSWORD or"),
        ({"app_certificate_path": Path("bot.pem")}, "not both"),
        ({"app_type": AppType.MANAGED_IDENTITY}, "has no secret"),
        ({"tenants": frozenset()}, "TEAMAROUND_TENANTS is missing"),
        ({"tenants": frozenset({TENANT, "borough.example"})}, "not a tenant id: borough.example"),
        ({"service_hosts": frozenset({"https://smba.trafficmanager.net/"})}, "TEAMAROUND_SERVICE_HOSTS"),
        ({"service_hosts": frozenset({"*"})}, "TEAMAROUND_SERVICE_HOSTS"),
        ({"openid_metadata_url": "http://keys.example/"}, "TEAMAROUND_OPENID_METADATA_URL"),
        ({"database_url": "mysql://somewhere/x"}, "TEAMAROUND_DATABASE_URL"),
        ({"database_url": "sqlite:///"}, "TEAMAROUND_DATABASE_URL"),
    ],
)
def test_each_problem_gets_one_sentence_that_names_the_setting(changed: dict[str, object], named: str):
    (said,) = problems(complete(**changed))

    assert named in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_certificate_takes_the_place_of_a_password(tmp_path: Path):
    path = write_certificate(tmp_path)

    assert problems(complete(app_password=SecretStr(""), app_certificate_path=path)) == []


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----"])
def test_a_certificate_has_to_be_there_with_its_key(tmp_path: Path, content: bytes | None):
    path = tmp_path / "bot.pem"
    if content is not None:
        path.write_bytes(content)
    (said,) = problems(complete(app_password=SecretStr(""), app_certificate_path=path))

    assert "TEAMAROUND_APP_CERTIFICATE_PATH" in said


def test_a_managed_identity_needs_neither_tenant_nor_secret():
    settings = complete(app_type=AppType.MANAGED_IDENTITY, app_password=SecretStr(""), app_tenant_id="")

    assert problems(settings) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "70000"), ("PORT", SECRET), ("CLOUD", SECRET), ("LOG_LEVEL", SECRET), ("GRANT_HOURS", "0")],
)
def test_a_value_that_cannot_be_read_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(f"TEAMAROUND_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load()
    (said,) = refused.value.problems

    assert said.startswith(f"TEAMAROUND_{name} cannot be read")
    assert value not in said or value == "0"


def test_the_cloud_brings_its_endpoints_and_single_ones_may_be_replaced():
    endpoints = complete(
        cloud=CloudName.GCC_HIGH,
        token_issuer="https://issuer.example",
        service_hosts=frozenset({"smba.example"}),
    ).endpoints

    assert endpoints.scope == "https://api.botframework.us/.default"
    assert endpoints.metadata_url.startswith("https://login.botframework.azure.us/")
    assert endpoints.issuer == "https://issuer.example"
    assert endpoints.service_hosts == {"smba.example"}


def test_secrets_are_never_printed():
    settings = complete(database_url=f"postgresql://bot:{SECRET}@db.example/teamaround")

    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)
    assert SECRET not in " ".join(problems(complete(app_id="", database_url=f"mysql://x:{SECRET}@db/x")))


def test_a_workload_identity_needs_its_tenant_and_no_secret():
    given = {"app_type": AppType.WORKLOAD_IDENTITY, "app_password": SecretStr("")}
    assert problems(complete(**given)) == []
    (missing,) = problems(complete(**given, app_tenant_id=""))
    assert "TEAMAROUND_APP_TENANT_ID" in missing
    (secret,) = problems(complete(app_type=AppType.WORKLOAD_IDENTITY))
    assert "workload_identity, which has no secret" in secret


def test_graph_needs_to_know_its_tenant():
    identity = {"app_type": AppType.MANAGED_IDENTITY, "app_password": SecretStr(""), "app_tenant_id": ""}
    assert problems(complete(**identity)) == []
    owner = {"graph": "on", "graph_owner_id": TENANT}
    (missing,) = problems(complete(**identity, **owner))
    assert "TEAMAROUND_GRAPH_TENANT_ID" in missing
    assert problems(complete(**identity, **owner, graph_tenant_id=TENANT)) == []
    assert problems(complete(**owner)) == []


def test_the_teams_of_cases_need_an_owner():
    (missing,) = problems(complete(graph="on"))
    assert "TEAMAROUND_GRAPH_OWNER_ID" in missing


@pytest.mark.parametrize(
    "url",
    ["https://graph.example/v1.0", "http://127.0.0.1.example/", "http://127.0.0.1@graph.example/", "x"],
)
def test_another_graph_than_the_clouds_is_on_this_machine_alone(url: str):
    (wrong,) = problems(complete(graph_url=url))
    assert "TEAMAROUND_GRAPH_URL" in wrong
    assert url not in wrong
    assert problems(complete(graph_url="http://127.0.0.1:3978/graph/v1.0")) == []


def test_an_id_in_the_catalogue_is_an_id():
    (wrong,) = problems(complete(graph_catalog_id="teamaround"))
    assert "TEAMAROUND_GRAPH_CATALOG_ID" in wrong


@pytest.mark.parametrize("share", [0, 1.5, -1])
def test_a_share_is_a_part_of_the_whole(share: float):
    with pytest.raises(ValueError, match="graph_share"):
        Settings(_env_file=None, graph_share=share)
