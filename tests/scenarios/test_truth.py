"""Every person against every child: the answers compared with a second, independent reading of the rules.

The oracle here knows design section 4 and the sandbox's contract, and shares no code with the product.
"""

from typing import Any

from tests.local_teams import LocalTeams, card_of, walk, words

Json = dict[str, Any]
LINE = "A further service is involved. Ask to be put in touch."


class Oracle:
    """What design section 4 says, from /sandbox/world and /sandbox/truth."""

    def __init__(self, world: Json, truth: Json) -> None:
        self.people = {one["id"]: one for one in world["people"]}
        self.truth = truth
        self.channels = {c["id"]: set(c["members"]) for c in world["conversations"] if c["type"] == "channel"}

    def has_right(self, person: Json, child: str) -> bool:
        current = self._current(child)
        service = person["service"] if person["manages"] else None
        return (
            any(i["practitioner"] == person["id"] for i in current)
            or any(i["service"] == service for i in current)
            or any(
                person["id"] in self.channels.get(case["conversation"], ())
                for case in self.truth["cases"]
                if child in case["children"] and case["status"] == "open"
            )
        )

    def visible(self, person: Json, child: str) -> tuple[set[str], bool]:
        names, line = set(), False
        for one in self._current(child):
            practitioner = self.people[one["practitioner"]]
            inside = one["service"] == person["service"] or person["broker"] or practitioner is person
            if inside or (
                one["visibility"] == "open" and self._agree(person["agency"], practitioner["agency"])
            ):
                names.add(practitioner["name"])
            elif one["visibility"] == "sensitive" and one["disclosure"] != "none":
                if one["disclosure"] == "named" and person["id"] in one["namedTo"]:
                    names.add(practitioner["name"])
                else:
                    line = True
        return names, line

    def leads(self, person: Json, child: str) -> bool:
        return any(case["lead"] == person["id"] and child in case["children"] for case in self.truth["cases"])

    def _current(self, child: str) -> list[Json]:
        day = self.truth["today"]
        return [
            i
            for i in self.truth["involvements"]
            if i["child"] == child and i["since"] <= day and (i["until"] is None or i["until"] >= day)
        ]

    def _agree(self, one: str, other: str) -> bool:
        return one == other or any(
            a["inForce"] and one in a["agencies"] and other in a["agencies"] for a in self.truth["agreements"]
        )


async def test_nobody_sees_more_or_less_than_the_rules_say(teams: LocalTeams):
    world, truth = await teams.get("/sandbox/world"), await teams.get("/sandbox/truth")
    oracle = Oracle(world, truth)
    everybody = {one["name"] for one in world["people"]}
    shielded = set(truth["shielded"])
    for number, person in enumerate(one for one in world["people"] if one["agency"]):
        # Every person with another sixth of the children, named by reference so that one is meant.
        for child in world["children"][number % 6 :: 6]:
            names, line = oracle.visible(person, child["id"])
            (answer,) = await teams.ask(person["id"], child["reference"])
            where = f"{person['id']} about {child['id']}"
            if child["id"] in shielded and not oracle.leads(person, child["id"]):
                assert not _names_in(answer, everybody) - {person["name"]}, where
                continue
            if not oracle.has_right(person, child["id"]):
                assert "Why do you need to know?" in words(card_of(answer)), where
                assert child["name"] not in str(answer), where
                answer = (await teams.press(person["id"], answer, "Keeping a child safe"))["body"]
            elif not names and not line:
                continue
            assert _names_in(answer, everybody) == names, where
            assert (LINE in words(card_of(answer))) == line, where
            assert (child["reference"] in words(card_of(answer))) == bool(names or line), where


def _names_in(answer: Json, everybody: set[str]) -> set[str]:
    said = {one["text"] for one in walk(card_of(answer)) if isinstance(one.get("text"), str)}
    return everybody & said
