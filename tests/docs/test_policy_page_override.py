"""docs/policy.md on shielded children and on not sharing says what the code does, row by row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.not_found import not_found
from cases.look import Look, NotFound, decide
from cases.model import ChildFile, Ending, Grant, Purpose, Reason
from cases.policy_override import alerted, may_approach, may_override
from cases.policy_trail import TrailSight, trail_sight
from cases.query import Query
from cases.views import CircleView
from dialogs.turn import Reply
from tests.builders import NOW, TODAY, file, grant, viewer
from tests.cases import test_override as rules
from tests.cases import test_trail as trails
from tests.dialogs import test_override as talks
from tests.docs.tables import table
from tests.local_teams import words

PAGE = "docs/policy.md"
YES = {True: "yes", False: "no"}
TRAIL = {
    TrailSight.ALL: "everything",
    TrailSight.AGENCIES: "agencies and days",
    TrailSight.NOTHING: "nothing",
}
ME = viewer(rules.ME, "council", rules.TOGETHER)


def said(name: str) -> dict[str, str]:
    rows = table(PAGE, name)
    assert len({row[0] for row in rows}) == len(rows)
    return dict(rows)


def test_who_may_override_is_what_the_page_says():
    decided = {
        label: YES[may_override(viewer(who, "council", *agreements), TODAY)]
        for label, who, agreements, _ in rules.MAY
    }
    assert said("override") == decided


def test_to_whom_the_minimal_record_is_shown_is_what_the_page_says():
    decided = {label: YES[may_approach(ME, held, NOW, TODAY)] for label, held, _ in rules.MINIMAL}
    assert said("minimal") == decided


def test_who_is_alerted_is_what_the_page_says():
    decided = {
        label: ", ".join(alerted(rules.ME.id, rules.SELF, [rules.LEAD], governance)) or "nobody"
        for label, governance, _ in rules.ALERTED
    }
    assert said("alerted") == decided


def test_what_a_cases_reference_opens_of_the_trail_is_what_the_page_says():
    decided = {
        label: TRAIL[trail_sight(viewer(who, "council"), held, by_case=True)]
        for label, who, held, _ in trails.BY_CASE
    }
    assert said("casetrail") == decided


def answered(reply: Reply) -> str:
    text = words(reply.card.content)
    known = {
        "Why do you need to know?": "the question why",
        "Before you see this protected record": "the warning",
        "You see this once": "one view",
        "This record is protected": "the minimal record",
        "That is not possible now": "refused",
    }
    if reply.card == not_found():
        return "nobody that can be shown"
    (found,) = [answer for start, answer in known.items() if start in text]
    return found


@pytest.mark.parametrize("row", table(PAGE, "stages"), ids=lambda row: row[0])
async def test_a_press_is_answered_as_the_page_says(row: list[str]):
    situation, answer = row
    assert answered(await talks.STAGES[situation]()) == answer


def test_every_situation_of_a_press_is_on_the_page():
    assert said("stages").keys() == talks.STAGES.keys()


LIVE = grant("me")
ENDED = replace(LIVE, ending=Ending(NOW, rules.OTHER.id, "Why"))
LONG_AGO = replace(ENDED, given_at=NOW - timedelta(days=2), expires_at=NOW - timedelta(days=1))


def sees(held: ChildFile, given: Grant, reason: Reason | None) -> str:
    look = Look(
        ME, rules.ME.identity, Query(name="Robin"), "Robin", [replace(held, grants=(given,))], reason,
        False, NOW, TODAY, timedelta(hours=24), "fresh",  # noqa: FBT003
    )  # fmt: skip
    answer = decide(look).answer
    return (
        "shown" if isinstance(answer, CircleView) else "nothing" if isinstance(answer, NotFound) else "asked"
    )


def test_what_an_ending_does_is_what_the_page_says():
    theirs, why = file(*rules.CIRCLE), Reason(Purpose.SAFEGUARDING, "Again")
    mine = file(*rules.CIRCLE, rules.member(rules.ME, "council"))
    decided = {
        "live": sees(theirs, LIVE, None),
        "ended by the lead": sees(theirs, ENDED, None).replace("asked", "nothing"),
        "ended by the lead, and a new reason": sees(theirs, ENDED, why),
        "ended by the lead, and over since, and a new reason": sees(theirs, LONG_AGO, why),
        "ended by the lead, and involved": sees(mine, ENDED, None),
    }
    assert said("ending") == decided
