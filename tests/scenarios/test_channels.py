"""A case's channel on the local Graph, over HTTP: the whole product, by Microsoft's own client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.model import CaseId, CaseStatus, ChannelForm, ChannelOrder, ChannelStage
from cases.ports_casework import CaseFile
from cases.records import CaseEvent, CaseEventKind, CaseRewrite, ChannelRewrite, Effects
from store.casework_files import SqlCasework
from store.database import Database
from store.ledger import SqlLedger
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams

CASE = CaseId("case-tiko-sabu")


@asynccontextmanager
async def register(url: str) -> AsyncIterator[tuple[SqlCasework, SqlLedger]]:
    """The register behind the product's back; the work lies until the product finds that it is due."""
    async with Database(url) as database:
        clock = FakeClock(datetime.now(UTC) - timedelta(seconds=5))
        yield SqlCasework(database), SqlLedger(database, clock)


async def until(teams: LocalTeams, casework: SqlCasework, stage: ChannelStage) -> CaseFile:
    """The case's file once its channel is so."""
    async with asyncio.timeout(60):
        while True:
            await teams.post("/sandbox/settle", {})
            file = await casework.case_file(CASE, datetime.now(UTC).date())
            if file.record is not None and file.record.stage is stage:
                return file
            assert file.record is None or not file.record.trouble, file.record
            await asyncio.sleep(0.2)


async def inside(teams: LocalTeams, name: str) -> tuple[dict, set[str]]:
    held = await teams.get("/sandbox/graph")
    (channel,) = (one for one in held["channels"] if one["displayName"] == name)
    return channel, {row["person"] for row in held["members"] if row["channelId"] == channel["id"]}


FAULTS = (
    {"match": "POST /v1.0/teams/[^/]+/channels$", "kind": "lost"},
    {"match": "POST /v1.0/teams/[^/]+/channels$", "status": 409},
    {"match": "POST /v1.0/teams/[^/]+/members$", "status": 429, "retryAfter": 1},
    {"match": "enabledApps", "status": 404},
    {"match": "POST /v1.0/teams/[^/]+/channels/[^/]+/members$", "status": 503},
    {"match": "POST /v1.0/teams/[^/]+/channels/[^/]+/members$", "kind": "lost"},
    {"match": "GET /v1.0/teams/[^/]+/channels/[^/]+/members", "kind": "reset"},
    {"match": "/archive$", "status": 503},
)


async def test_a_private_channel_is_opened_through_faults_and_archived_with_its_case(
    teams: LocalTeams, copied_url: str
):
    async with register(copied_url) as (casework, ledger):
        file = await casework.case_file(CASE, datetime.now(UTC).date())
        for fault in FAULTS:
            await teams.post("/sandbox/faults", {"target": "graph", "count": 1, **fault})
        order = ChannelOrder(CASE, ChannelForm.PRIVATE, file.case.lead_id, datetime.now(UTC))
        await ledger.commit(Effects(rewrites=(ChannelRewrite(None, order),)), None)
        file = await until(teams, casework, ChannelStage.OPEN)
        channel, people = await inside(teams, "tiko-sabu")
        owner = next(one["id"] for one in teams.world["people"] if one.get("ownsTeams"))
        seated = {seat.practitioner_id for seat in file.seats if not seat.why}
        assert channel["membershipType"] == "private"
        assert channel["enabledApps"], "the bot is in it"
        assert people == {owner, *seated}
        assert file.case.conversation_id == channel["id"]
        closed = CaseEvent(
            "closed", datetime.now(UTC), CaseEventKind.CLOSED, CASE, None, order.asked_at.date()
        )
        rewrite = CaseRewrite(file.case, replace(file.case, status=CaseStatus.CLOSED))
        await ledger.commit(Effects(rewrites=(rewrite,), case_events=(closed,)), None)
        await until(teams, casework, ChannelStage.ARCHIVED)
        channel, _ = await inside(teams, "tiko-sabu")
        assert channel["isArchived"]
