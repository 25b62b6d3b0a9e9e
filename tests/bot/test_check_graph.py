"""`check --graph` says of each permission whether it is there, and what does not work without it."""

import asyncio
import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError

from bot.check import Finding
from bot.check_graph import permission_findings, roles_of
from bot.cli import main
from graph.permissions import APPLICATION, IF_WISHED
from tests.bot.keyservice import APP_ID, TENANT
from tests.bot.loglines import logging_put_back
from tests.local_teams import started

SCOPE = "https://graph.microsoft.com/.default"
ALL = [permission.name for permission in (*APPLICATION, *IF_WISHED)]


def token_with(roles: list[str]) -> str:
    parts = ({"alg": "none"}, {"roles": roles, "tid": TENANT})
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts
    )


class Entra:
    """Gives a token with these roles, or none."""

    def __init__(self, roles: list[str] | None) -> None:
        self.roles = roles
        self.closed = False

    async def get_token(self, *_: str) -> AccessToken:
        if self.roles is None:
            raise ClientAuthenticationError("AADSTS7000222: the secret of Jo Smith has expired")
        return AccessToken(token_with(self.roles), 0)

    async def close(self) -> None:
        self.closed = True


async def found(roles: list[str] | None) -> dict[str, Finding]:
    entra = Entra(roles)
    findings = await permission_findings(entra, SCOPE)
    assert entra.closed
    return {finding.about.removeprefix("graph: "): finding for finding in findings}


async def test_with_all_of_them_all_is_well():
    findings = await found(ALL)
    assert list(findings) == ALL
    assert all(finding.ok for finding in findings.values())


@pytest.mark.parametrize("permission", [one for one in APPLICATION if one.needed], ids=lambda one: one.name)
async def test_a_missing_one_says_what_does_not_work(permission):
    instead = {permission.name, *permission.instead}
    finding = (await found([name for name in ALL if name not in instead]))[permission.name]
    assert not finding.ok
    assert permission.without in finding.message
    assert "docs/permissions.md" in finding.message


@pytest.mark.parametrize("without", ["Presence.Read.All", *(one.name for one in IF_WISHED)])
async def test_one_that_can_be_done_without_is_no_fault(without: str):
    finding = (await found([name for name in ALL if name != without]))[without]
    assert finding.ok
    assert "can do without" in finding.message


async def test_a_wider_one_does_as_well_and_is_named():
    roles = ["TeamMember.ReadWrite.All", *(name for name in ALL if not name.startswith("TeamMember"))]
    finding = (await found(roles))["TeamMember.ReadWriteNonOwnerRole.All"]
    assert finding.ok
    assert "TeamMember.ReadWrite.All" in finding.message


async def test_far_too_wide_ones_are_pointed_out():
    findings = await found([*ALL, "Directory.ReadWrite.All"])
    assert "take it away" in findings["Directory.ReadWrite.All"].message


async def test_no_token_is_one_line_without_entras_words():
    (finding,) = (await found(None)).values()
    assert not finding.ok
    assert "Smith" not in finding.message


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "a.bm8.c", f"a.{'e30'}.c"])
def test_a_token_that_cannot_be_read_allows_nothing(token: str):
    assert roles_of(token) == frozenset()


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with logging_put_back():
        yield


@pytest.mark.usefixtures("_elsewhere")
async def test_the_command_asks_the_local_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    async with started(f"sqlite:///{tmp_path / 'demo.db'}") as teams:
        given = {
            "APP_ID": "00000000-0000-4000-8000-0000000000b0",
            "APP_TYPE": "managed_identity",
            "TENANTS": TENANT,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.db'}",
            "GRAPH": "on",
            "GRAPH_TENANT_ID": TENANT,
            "GRAPH_OWNER_ID": TENANT,
            "GRAPH_URL": f"{teams.url}/graph/v1.0",
        }
        for name, value in given.items():
            monkeypatch.setenv(f"TEAMAROUND_{name}", value)
        code = await asyncio.to_thread(main, ["check", "--graph"])
        said = capsys.readouterr().out.splitlines()
        assert (code, [line.split()[0] for line in said]) == (0, ["ok"] * 4), said
        monkeypatch.setenv("TEAMAROUND_APP_ID", APP_ID)
        assert await asyncio.to_thread(main, ["check", "--graph"]) == 1
        assert "upload its package" in capsys.readouterr().out
