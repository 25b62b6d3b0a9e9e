"""Every person against many families: the answers compared with a second, independent reading of the rules.

The oracle knows docs/policy.md and the sandbox's contract, and shares no code with the product.
"""

from typing import Any

from tests.local_teams import LocalTeams, card_of, walk, words
from tests.scenarios.test_truth import LINE, Oracle

Json = dict[str, Any]
SIBLINGS = {"sibling", "twin"}
PARENTS = {"mother", "father", "stepfather"}


class FamilyOracle(Oracle):
    """What the page on policy says of families."""

    def family(self, child: str) -> set[str]:
        """The other children of it, by relationship, parent or household."""
        related = self.truth["relationships"]
        found = {one["other"] for one in related if one["child"] == child and one["kind"] in SIBLINGS}
        parents = {one["other"] for one in related if one["child"] == child and one["kind"] in PARENTS}
        found |= {one["child"] for one in related if one["other"] in parents and one["kind"] in PARENTS}
        for home in self.truth["households"]:
            if child in home["children"]:
                found |= set(home["children"])
        return found - {child}

    def adults(self, child: str) -> set[str]:
        children = {one["child"] for one in self.truth["relationships"]}
        return {
            one["other"]
            for one in self.truth["relationships"]
            if one["child"] == child and one["other"] not in children
        }

    def opens(self, person: Json, child: str, *, reason: bool) -> bool:
        """Whether the circle of a child is shown to somebody who asks for the family of a sibling."""
        if child in self.truth["shielded"]:
            return False
        names, line = self.visible(person, child)
        return self.has_right(person, child) or (reason and bool(names or line))


async def test_nobody_sees_more_or_less_of_a_family_than_the_rules_say(teams: LocalTeams):
    world, truth = await teams.get("/sandbox/world"), await teams.get("/sandbox/truth")
    oracle = FamilyOracle(world, truth)
    children = {one["id"]: one for one in world["children"]}
    names = {one["id"]: " ".join(one["name"].values()).strip() for one in teams.world["persons"]}
    everybody = {one["name"] for one in world["people"]}
    asked = 0
    for number, person in enumerate(one for one in world["people"] if one["agency"]):
        # Every person with some of the children, named by reference so that one is meant.
        for child in world["children"][number % 12 :: 12]:
            where = f"{person['id']} about {child['id']}"
            card = await _ask(teams, person["id"], f"family of {child['reference']}", oracle, child["id"])
            if card is None:
                continue
            by_right = oracle.has_right(person, child["id"])
            family = {
                one for one in oracle.family(child["id"]) if oracle.opens(person, one, reason=not by_right)
            }
            family |= {child["id"]} if oracle.opens(person, child["id"], reason=True) else set()
            if child["id"] not in family:
                assert not any(child["reference"] in one for one in words(card).split("\n")), where
                continue
            sections = _sections(card)
            assert sections.keys() == {children[one]["reference"] for one in family}, where
            asked += len(family) > 1
            for one in family:
                said = sections[children[one]["reference"]]
                visible, line = oracle.visible(person, one)
                assert {name for name in everybody if f"**{name}**" in said} == visible, where
                assert (LINE in said) == line, where
                around = {names[adult] for adult in oracle.adults(one)}
                assert {name for name in names.values() if f": {name}" in said} == around, where
            hidden = oracle.family(child["id"]) - family
            assert not [one for one in hidden if children[one]["reference"] in str(card)], where
    assert asked > 50, "most of these families have several children to show"


async def _ask(teams: LocalTeams, person: str, text: str, oracle: FamilyOracle, child: str) -> Json | None:
    """The card somebody ends up with; None for a shielded child, whom the other tests are about."""
    (answer,) = await teams.ask(person, text)
    if child in oracle.truth["shielded"]:
        return None
    if "Why do you need to know?" in words(card_of(answer)):
        assert not oracle.has_right(oracle.people[person], child), person
        answer = (await teams.press(person, answer, "Keeping a child safe"))["body"]
    return card_of(answer)


def _sections(card: Json) -> dict[str, str]:
    """What the card says of each child, by reference."""
    found = [one for one in card["body"] if one["type"] == "Container"][:-1]
    said = ["\n".join(part["text"] for part in walk(one) if "text" in part) for one in found]
    return {text.split("\n")[1].rpartition(" · ")[2]: text for text in said}
