"""Scenarios run against the whole product, on each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.local_teams import LocalTeams, started


@pytest.fixture
async def teams(fresh_url: str) -> AsyncIterator[LocalTeams]:
    """A local Teams with the made-up borough, fresh for each test."""
    async with started(fresh_url) as local:
        yield local
