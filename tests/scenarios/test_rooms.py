"""Asking where others listen: case channels and group chats."""

from tests.local_teams import LocalTeams, card_of, words

LEILA, MARCUS, ELLIE = "p-leila-osei", "p-marcus-thorne", "p-ellie-farrow"
PRIVATELY = "I've answered you privately"


def here(activities: list[dict], place: str) -> list[dict]:
    return [one for one in activities if one["conversation"]["id"].partition(";")[0] == place]


def elsewhere(activities: list[dict], place: str) -> list[dict]:
    return [one for one in activities if one not in here(activities, place)]


async def test_nothing_is_answered_unless_the_bot_is_mentioned(teams: LocalTeams):
    assert await teams.say(LEILA, teams.case_channel("lumo-tavi"), "who is working with this child?") == []


async def test_this_child_in_a_sibling_groups_channel_is_asked_back_privately(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    sent = await teams.say(LEILA, place, "@Teamaround who is working with this child?")
    (notice,) = here(sent, place)
    (choice,) = elsewhere(sent, place)
    assert PRIVATELY in words(card_of(notice))
    assert "Is it one of these?" in words(card_of(choice))


async def test_a_circle_that_every_member_may_see_alike_is_shown_in_the_channel(teams: LocalTeams):
    shared = [await _ask_in(teams, case) for case in await _single_child_channels(teams)]
    answers = [words(card_of(one)) for sent, place in shared for one in here(sent, place)]
    assert any("Last contact" in said for said in answers), "at least one channel's members all see the same"
    for sent, place in shared:
        said = [words(card_of(one)) for one in here(sent, place)]
        assert len(said) == 1
        if PRIVATELY in said[0]:
            assert len(elsewhere(sent, place)) == 1
        else:
            assert "You may look until" not in said[0]
            assert " · You" not in said[0], "a card for everybody speaks to nobody in particular"
            assert elsewhere(sent, place) == []


async def _single_child_channels(teams: LocalTeams) -> list[dict]:
    return [one for one in teams.world["cases"] if one["conversation"] and len(one["children"]) == 1]


async def _ask_in(teams: LocalTeams, case: dict) -> tuple[list[dict], str]:
    place = case["conversation"]
    return await teams.say(case["lead"], place, "@Teamaround who is working with this child?"), place


async def test_a_child_of_another_case_is_answered_privately(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    sent = await teams.say(LEILA, place, "@Teamaround who is working with Niamh O'Sullivan?")
    (notice,) = here(sent, place)
    assert PRIVATELY in words(card_of(notice))
    assert "Niamh" not in str(notice)
    (private,) = elsewhere(sent, place)
    assert "Why do you need to know?" in words(card_of(private))


async def test_a_group_chat_never_hears_the_answer(teams: LocalTeams):
    chat = teams.group_chat()
    asker = chat["members"][0]
    sent = await teams.say(asker, chat["id"], "@Teamaround who is working with Amara Okonkwo-Reed?")
    (notice,) = here(sent, chat["id"])
    assert PRIVATELY in words(card_of(notice))
    assert len(elsewhere(sent, chat["id"])) == 1


async def test_help_is_for_everybody(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    (helped,) = await teams.say(LEILA, place, "@Teamaround help")
    assert helped["conversation"]["id"].startswith(place)


async def test_a_press_on_a_card_in_a_channel_is_answered_privately(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    (helped,) = await teams.say(LEILA, place, "@Teamaround help")
    amara = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    path = f"/sandbox/conversations/{helped['conversation']['id'].replace(';', '%3B')}/actions"
    body = {
        "as": MARCUS,
        "activityId": helped["id"],
        "verb": "who.exactly",
        "data": {"child_id": amara["id"]},
    }
    answer = await teams.post(path, body)
    assert answer["body"]["type"] == "application/vnd.microsoft.activity.message"
    assert PRIVATELY in answer["body"]["value"]
    (private,) = elsewhere(answer["activities"], place)
    assert "Leila Osei" in words(card_of(private))


async def test_somebody_who_blocked_the_bot_gets_nothing_and_nothing_breaks(teams: LocalTeams):
    chat = teams.group_chat()
    asker = chat["members"][0]
    await teams.post(f"/sandbox/people/{asker}/blocked", {"blocked": True})
    sent = await teams.say(asker, chat["id"], "@Teamaround who is working with Amara Okonkwo-Reed?")
    assert all("Leila Osei" not in str(one) for one in sent)
