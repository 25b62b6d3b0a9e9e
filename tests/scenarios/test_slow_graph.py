"""While Graph takes half a minute a call, and twenty cases wait for it, turns answer as ever."""

import asyncio
from datetime import UTC, datetime, timedelta
from time import perf_counter

from cases.model import Case, CaseId, ChannelForm, ChannelOrder, ChildId, PractitionerId
from cases.records import CaseOpening, ChannelRewrite, Effects
from store.database import Database
from store.ledger import SqlLedger
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams, card_of, words
from tests.scenarios.test_case_open import CALLUM, FIONA, FOLARIN, SAID, filled

CASES = 20
LONGEST = 5.0
"""Seconds that Teams waits for the strictest of its calls."""
SLOW = {"target": "graph", "match": "/teams", "kind": "slow", "seconds": 30, "count": 1_000}


async def order(teams: LocalTeams, url: str) -> None:
    """Open so many cases behind the product's back, each with a channel to be made."""
    at, lead = datetime.now(UTC) - timedelta(seconds=5), PractitionerId("p-leila-osei")
    taken = {child for case in teams.world["cases"] for child in case["children"]}
    free = [row["id"] for row in teams.world["children"] if row["id"] not in taken | {"c-1018", "c-1019"}]
    async with Database(url) as database:
        ledger = SqlLedger(database, FakeClock(at))
        for number, child in enumerate(free[:CASES]):
            case = Case(CaseId(f"case-slow-{number}"), f"slow-{number}", (ChildId(child),), lead)
            asked = ChannelOrder(case.id, ChannelForm.PRIVATE, lead, at)
            await ledger.commit(
                Effects(rewrites=(CaseOpening(None, case), ChannelRewrite(None, asked))), None
            )


async def held(teams: LocalTeams, least: int) -> None:
    """Return once so many calls to Graph hang."""
    ordered = (await teams.post("/sandbox/faults", SLOW))["ordered"]
    async with asyncio.timeout(60):
        while True:
            ordered += 1
            never = SLOW | {"match": "nothing is called so", "count": 1}
            if ordered - (await teams.post("/sandbox/faults", never))["ordered"] >= least:
                return
            await asyncio.sleep(0.25)


async def test_turns_answer_while_twenty_cases_wait_for_a_graph_that_hangs(
    teams: LocalTeams, copied_url: str
):
    await order(teams, copied_url)
    await held(teams, least=3)
    took = []

    async def timed(asking):
        began = perf_counter()
        answer = await asking
        took.append(perf_counter() - began)
        return answer

    (form,) = await timed(teams.ask(CALLUM, SAID))
    opened = await timed(
        teams.press(CALLUM, form, "Open the case", **filled(card_of(form), kind="child_in_need"))
    )
    assert opened["status"] == 200
    assert "Case " in words(card_of(opened["body"]))
    for _ in range(10):
        (circle,) = await timed(teams.ask(FIONA, FOLARIN))
        assert "Callum Birkett" in words(card_of(circle))
    print(f"\nslowest of {len(took)} turns: {max(took):.2f} s")  # noqa: T201 - measured, not judged
    assert max(took) < LONGEST
    held_still = await teams.get("/sandbox/graph")
    assert not [one for one in held_still["channels"] if one["displayName"].startswith("slow-")]
    await teams.post("/sandbox/faults", {"clear": True})
