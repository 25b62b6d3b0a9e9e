"""Scenarios run against the whole product, on each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.local_teams import LocalTeams, started

ABOUT_CHANNELS = {
    "test_case_ends",
    "test_case_open",
    "test_channels",
    "test_entries",
    "test_leavers",
    "test_reconcile",
    "test_slow_graph",
    "test_stewards",
}
"""Those that are about what Graph is needed for. In the others a clock that is moved has no night's check of
all channels, at Graph's own pace."""


@pytest.fixture
async def teams(copied_url: str, request: pytest.FixtureRequest) -> AsyncIterator[LocalTeams]:
    """A local Teams with the made-up borough, fresh for each test."""
    graph = request.module.__name__.rpartition(".")[2] in ABOUT_CHANNELS
    async with started(copied_url, graph=graph) as local:
        yield local
