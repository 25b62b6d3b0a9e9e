"""Every person against every child's timeline: compared with a second, independent reading of the rules."""

from typing import Any

from tests.local_teams import LocalTeams, card_of, words
from tests.scenarios.test_timeline import all_pages
from tests.scenarios.test_truth import Oracle

Json = dict[str, Any]


class PastOracle(Oracle):
    """Whom a timeline names: past and coming ones as the agreements of today share the present ones."""

    def named(self, person: Json, child: str) -> set[str]:
        names = set()
        for one in self.truth["involvements"]:
            practitioner = self.people[one["practitioner"]]
            inside = one["service"] == person["service"] or person["broker"] or practitioner is person
            shared = one["visibility"] == "open" and self._agree(person["agency"], practitioner["agency"])
            told = one["disclosure"] == "named" and person["id"] in one["namedTo"]
            if one["child"] == child and (inside or shared or told):
                names.add(practitioner["name"])
        for case in self.truth["cases"]:
            lead = self.people[case["lead"]]
            if child in case["children"] and self._agree(person["agency"], lead["agency"]):
                names.add(lead["name"])
        return names


async def test_no_timeline_names_more_or_fewer_than_the_rules_say(teams: LocalTeams):
    oracle = PastOracle(await teams.get("/sandbox/world"), await teams.get("/sandbox/truth"))
    everybody = {one["name"] for one in oracle.people.values()}
    shielded, shown = set(oracle.truth["shielded"]), 0
    children = (await teams.get("/sandbox/world"))["children"]
    for number, person in enumerate(one for one in oracle.people.values() if one["agency"]):
        # Every person with another twelfth of the children.
        for child in children[number % 12 :: 12]:
            if child["id"] in shielded:
                continue
            (answer,) = await teams.ask(person["id"], f"timeline of {child['reference']}")
            where = f"{person['id']} about {child['id']}"
            if not oracle.has_right(person, child["id"]):
                assert "Why do you need to know?" in words(card_of(answer)), where
                pressed = (await teams.press(person["id"], answer, "Keeping a child safe"))["body"]
                if not any(oracle.visible(person, child["id"])):
                    assert not everybody & set(words(card_of(pressed)).split("\n")), where
                    assert child["reference"] not in str(pressed), where
                    continue
                answer = {**answer, "attachments": [{"content": card_of(pressed)}]}
            told = "\n".join(line for page in await all_pages(teams, person["id"], answer) for line in page)
            assert {name for name in everybody if name in told} == oracle.named(person, child["id"]), where
            shown += 1
    assert shown > 50
