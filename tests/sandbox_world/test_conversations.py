import re
from itertools import combinations

from sandbox.world.shape import Row, World


def channels(world: World) -> list[tuple[Row, Row]]:
    """Each channel with its case."""
    cases = {row["conversation"]: row for row in world["cases"] if row["conversation"]}
    return [(row, cases[row["id"]]) for row in world["conversations"] if row["type"] == "channel"]


def test_everybody_has_one_personal_chat_the_unregistered_too(world: World):
    chats = [row["members"] for row in world["conversations"] if row["type"] == "personal"]
    assert sorted(chats) == sorted([row["id"]] for row in world["people"])


def test_conversation_ids_look_like_those_of_teams(world: World):
    shapes = {
        "personal": r"a:1[0-9a-f]{32}",
        "groupChat": r"19:[0-9a-f]{32}@thread\.v2",
        "channel": r"19:[0-9a-f]{32}@thread\.tacv2",
    }
    for row in world["conversations"]:
        assert re.fullmatch(shapes[row["type"]], row["id"])


def test_six_open_cases_have_a_channel_named_by_their_reference(world: World):
    found = channels(world)
    assert len(found) == 6
    for channel, case in found:
        assert case["status"] == "open"
        assert channel["name"] == channel["caseReference"] == case["reference"]


def test_a_channel_holds_the_lead_the_openly_involved_and_whom_all_of_them_know(
    world: World, current: list[Row]
):
    for channel, case in channels(world):
        circle = [row for row in current if row["child"] in case["children"]]
        members = {case["lead"], *(row["practitioner"] for row in circle if row["visibility"] == "open")}
        known = {
            row["practitioner"]
            for row in circle
            if row["visibility"] == "sensitive"
            and set(channel["members"]) - {row["practitioner"]} <= set(row["namedTo"])
        }
        assert set(channel["members"]) == members | known


def test_one_channel_has_a_sensitive_practitioner_named_to_all_others_and_two_keep_one_out(
    world: World, current: list[Row]
):
    kept: dict[bool, set[str]] = {True: set(), False: set()}
    for channel, case in channels(world):
        for row in current:
            if row["child"] in case["children"] and row["visibility"] == "sensitive":
                kept[row["practitioner"] in channel["members"]].add(case["reference"])
    assert kept == {True: {"vado-nelu"}, False: {"sira-pomo", "nami-dero"}}


def test_an_agreement_in_force_covers_any_two_members_of_a_channel(
    world: World, people: dict[str, Row], sharing: list[set[str]]
):
    for channel, _ in channels(world):
        for one, other in combinations(channel["members"], 2):
            pair = {people[one]["agency"], people[other]["agency"]}
            assert any(pair <= parties for parties in sharing), (channel["name"], one, other)


def test_group_chats_mix_agencies_and_one_has_somebody_unregistered(world: World, people: dict[str, Row]):
    chats = [row for row in world["conversations"] if row["type"] == "groupChat"]
    assert len(chats) == 2
    for row in chats:
        assert len({people[member]["agency"] for member in row["members"]}) > 2
    assert [all(people[member]["registered"] for member in row["members"]) for row in chats] == [True, False]
