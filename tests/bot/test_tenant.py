"""Graph is opened when somebody first asks for it, once, and beside the event loop."""

import asyncio
import sys
from pathlib import Path

from bot.entra import credential
from bot.settings import AppType, CloudName, Settings
from bot.tenant import LateTenant, access
from tests.bot.keyservice import APP_ID, OTHER_TENANT, TENANT

HEAVY = "{'msgraph', 'kiota_http', 'azure.identity', 'httpx'}"


async def modules_after(code: str) -> str:
    script = f"{code}\nimport sys; print(sorted({HEAVY} & sys.modules.keys()))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode().strip()


async def test_the_service_and_its_turns_import_nothing_of_graph():
    assert await modules_after("import bot.app, bot.turns, dialogs.dispatch, dialogs.rounds") == "[]"


async def test_the_demo_with_its_local_graph_starts_and_answers_without_importing_it(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'demo.db'}"
    code = f"""
import asyncio
from tests.local_teams import started
async def turn():
    async with started({database!r}) as teams:
        assert await teams.ask("p-leila-osei", "help")

asyncio.run(turn())
"""
    assert await modules_after(code) == "[]"


async def test_graph_is_opened_once_and_closed():
    tenant = LateTenant(Settings(_env_file=None, graph_url="http://127.0.0.1:9/graph/v1.0"))
    first, second = await asyncio.gather(tenant.channels(), tenant.channels())
    assert first is second is await tenant.channels()
    assert await tenant.directory() is await tenant.directory()
    await tenant.close()


async def test_a_tenant_that_was_never_asked_closes_too():
    await LateTenant(Settings(_env_file=None)).close()


def settings(**changed: object) -> Settings:
    given = {"app_id": APP_ID, "app_type": AppType.MANAGED_IDENTITY, "graph_tenant_id": TENANT}
    return Settings(_env_file=None, **(given | changed))


def test_each_cloud_has_its_own_graph():
    public = access(settings())
    assert (public.base_url, public.scope) == (
        "https://graph.microsoft.com/v1.0",
        "https://graph.microsoft.com/.default",
    )
    dod = access(settings(cloud=CloudName.DOD))
    assert (dod.base_url, dod.scope) == (
        "https://dod-graph.microsoft.us/v1.0",
        "https://dod-graph.microsoft.us/.default",
    )


def test_the_tenant_is_the_apps_own_unless_another_is_named():
    assert access(settings()).tenant_id == TENANT
    named = settings(graph_tenant_id="", app_tenant_id=OTHER_TENANT)
    assert access(named).tenant_id == OTHER_TENANT


def test_a_graph_on_this_machine_gets_no_credential():
    local = access(settings(graph_url="http://127.0.0.1:3978/graph/v1.0/"))
    assert (local.base_url, local.credential) == ("http://127.0.0.1:3978/graph/v1.0", None)


async def test_a_workload_identity_reads_the_token_that_the_platform_gives(tmp_path: Path):
    token = tmp_path / "token"
    token.write_text("federated")
    given = settings(app_type=AppType.WORKLOAD_IDENTITY, app_tenant_id=TENANT, app_token_path=token)
    made = credential(given)
    assert type(made).__name__ == "WorkloadIdentityCredential"
    await made.close()
