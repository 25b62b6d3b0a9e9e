from sandbox.world import SUGGESTIONS
from sandbox.world.shape import Row, World


def test_every_suggestion_has_a_person_a_question_and_what_it_shows(people: dict[str, Row]):
    for suggestion in SUGGESTIONS:
        assert suggestion["person"] in people
        assert suggestion["text"].endswith("?")
        assert suggestion["shows"]


def test_a_suggestion_is_asked_in_a_personal_chat_or_in_a_channel_the_person_is_in(world: World):
    channels = {row["name"]: row["members"] for row in world["conversations"] if row["type"] == "channel"}
    elsewhere = [suggestion for suggestion in SUGGESTIONS if suggestion["where"] != "personal"]
    assert elsewhere
    for suggestion in elsewhere:
        assert suggestion["person"] in channels[suggestion["where"]]


def test_suggestions_name_children_and_people_of_the_world_and_one_who_is_not(world: World):
    names = {
        f"{name['given']} {name['family']}".strip() for row in world["children"] for name in row["names"]
    }
    names |= {row["name"] for row in world["people"]} | {row["reference"] for row in world["children"]}
    asked = [suggestion["text"] for suggestion in SUGGESTIONS if "this child" not in suggestion["text"]]
    unknown = [text for text in asked if not any(name in text for name in names)]
    assert unknown == ["Who is working with Florence Nightjar?"]
