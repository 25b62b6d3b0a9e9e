"""One built world, and how to look things up in it."""

from datetime import date

import pytest

from sandbox.world import build_world
from sandbox.world.shape import Row, World

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def world() -> World:
    return build_world(TODAY)


@pytest.fixture(scope="session")
def people(world: World) -> dict[str, Row]:
    return {row["id"]: row for row in world["people"]}


@pytest.fixture(scope="session")
def children(world: World) -> dict[str, Row]:
    return {row["id"]: row for row in world["children"]}


@pytest.fixture(scope="session")
def current(world: World) -> list[Row]:
    """The involvements that hold today."""
    day = TODAY.isoformat()
    return [
        row
        for row in world["involvements"]
        if row["since"] <= day and (row["until"] is None or row["until"] >= day)
    ]


@pytest.fixture(scope="session")
def sharing(world: World) -> list[set[str]]:
    """The agencies of each agreement in force today."""
    day = TODAY.isoformat()
    return [
        set(row["agencies"])
        for row in world["agreements"]
        if row["validFrom"] <= day and (row["validTo"] is None or row["validTo"] >= day)
    ]
