"""How people hear of updates, what they mute, and what they acknowledge: whole conversations over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cases.choices import Choice, Pace
from cases.model import CaseId, PractitionerId, Update, UpdateKind
from cases.updates_seen import Telling
from store.choices import SqlChoices
from store.database import Database
from store.seens import SqlSeens
from tests.local_teams import LocalTeams, card_of, walk, words
from tests.scenarios.test_task_reminders import heard, tuesday
from tests.scenarios.test_upkeep import after, to
from tests.store.conftest import write_telling

LEILA, FIONA, KWAME = "p-leila-osei", "p-fiona-maddox", "p-kwame-asante"
CASE, REFERENCE = CaseId("case-lumo-tavi"), "lumo-tavi"
UNKNOWN = "There is no such case that I can show you."
REMINDER, UNSEEN = "An update is waiting for your “Seen”.", "Some people have not seen an update yet."
Json = dict[str, Any]


async def ask(teams: LocalTeams, person: str, text: str) -> Json:
    (answer,) = await teams.ask(person, text)
    return answer


def filled(card: Json) -> dict[str, str]:
    return {one["id"]: one.get("value", "") for one in walk(card) if "label" in one}


async def chosen(url: str, who: str) -> Choice | None:
    async with Database(url) as database:
        return await SqlChoices(database).made(PractitionerId(who))


async def muted(url: str, who: str) -> frozenset[CaseId]:
    async with Database(url) as database:
        return (await SqlChoices(database).of(PractitionerId(who))).muted


async def test_the_form_is_saved_and_says_what_it_means(teams: LocalTeams, copied_url: str):
    form = await ask(teams, FIONA, "my updates")
    card = card_of(form)
    assert filled(card)["zone"] == "Europe/London"
    assert form["summary"] == "Please fill in a few details."
    nonsense = {**filled(card), "how": "daily", "quiet_from": ""}
    again = await teams.press(FIONA, form, "Save", **nonsense)
    said = words(card_of(again["body"]))
    assert "Please say both when your quiet hours begin and when they end." in said
    assert filled(card_of(again["body"])) == nonsense
    assert await chosen(copied_url, FIONA) is None

    saved = await teams.press(
        FIONA, form, "Save", **{**filled(card), "how": "daily", "daily_at": "09:15", "zone": "Europe/Dublin"}
    )
    said = words(card_of(saved["body"]))
    assert (
        "You hear once a day at 09:15, not between 18:00 and 08:00, not on your days off (Dublin time)."
        in said
    )
    choice = await chosen(copied_url, FIONA)
    assert choice
    assert (choice.pace, choice.zone) == (Pace.DAILY, "Europe/Dublin")
    # A button of the form as it was: somebody else's change is not written over, nor is one's own.
    old = await teams.press(FIONA, form, "Save", **filled(card))
    assert "changed" in words(card_of(old["body"]))
    assert (await chosen(copied_url, FIONA)) == choice


async def test_in_words(teams: LocalTeams):
    for text, sentence in (
        ("updates at once", "You hear at once, not between 18:00 and 08:00, not on your days off."),
        ("quiet from 17:30 to 08:30", "You hear at once, not between 17:30 and 08:30, not on your days off."),
        ("send me updates every two hours", "You hear at most every 2 hours, not between 17:30 and 08:30"),
        ("only what needs me", "You hear only of what needs you, not between 17:30 and 08:30"),
        ("my time zone is Kolkata", "not on your days off (Kolkata time)."),
        ("my time zone is Atlantis", "I know no such time zone: please choose one from the list"),
    ):
        assert sentence in words(card_of(await ask(teams, KWAME, text))), text


async def test_a_case_is_muted_in_its_channel_and_in_the_chat(teams: LocalTeams, copied_url: str):
    channel = teams.case_channel(REFERENCE)
    sent = await teams.say(FIONA, channel, "@Teamaround mute this case")
    in_the_room = [one for one in sent if one["conversation"]["id"] == channel]
    assert all(REFERENCE not in words(card_of(one)) for one in in_the_room), "others hear nothing of it"
    assert await muted(copied_url, FIONA) == {CASE}
    listed = await ask(teams, FIONA, "what is muted?")
    assert REFERENCE in words(card_of(listed))
    unmuted = await teams.press(FIONA, listed, "Unmute")
    assert f"You hear of {REFERENCE} again." in words(card_of(unmuted["body"]))
    assert await muted(copied_url, FIONA) == frozenset()
    assert f"{REFERENCE} is muted." in words(card_of(await ask(teams, FIONA, f"mute {REFERENCE}")))
    assert await chosen(copied_url, FIONA) is None


async def test_a_case_that_is_no_concern_of_theirs_is_unknown_byte_for_byte(
    teams: LocalTeams, copied_url: str
):
    outsider = "p-carol-beamish"
    answers = [await ask(teams, outsider, f"mute {one}") for one in (REFERENCE, "babe-bibi")]
    assert UNKNOWN in words(card_of(answers[0]))
    assert card_of(answers[0]) == card_of(answers[1])
    assert answers[0]["summary"] == answers[1]["summary"]
    assert await muted(copied_url, outsider) == frozenset()


async def told(url: str, at: datetime, *people: str) -> None:
    """These people have been told that the case has another lead."""
    update = Update("u-1", at, UpdateKind.LEAD_CHANGED, case_id=CASE, subject="u-1")
    async with Database(url) as database:
        for one in people:
            await write_telling(database, Telling(update, PractitionerId(one), f"batch-{one}", at))


async def seen(url: str) -> dict[str, Telling]:
    async with Database(url) as database:
        return {one.practitioner_id: one for one in await SqlSeens(database).of_update("u-1")}


async def test_who_lets_an_update_lie_is_asked_again_and_then_the_lead_hears(
    teams: LocalTeams, copied_url: str
):
    day = await tuesday(teams)
    await ask(teams, FIONA, "hello")
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    await told(copied_url, at, FIONA, KWAME)
    await to(teams, day + timedelta(days=1), 9)
    assert await heard(teams, FIONA, REMINDER) == []
    await to(teams, day + timedelta(days=1), 11)
    (reminder,) = await heard(teams, FIONA, REMINDER)
    assert f"The lead changed: **{REFERENCE}**" in words(card_of(reminder))
    assert REFERENCE not in reminder["summary"] + card_of(reminder)["fallbackText"]
    pressed = await teams.press(FIONA, reminder, "Seen")
    now = words(card_of(after(reminder, pressed)))
    assert "You said so at" in now
    assert "Seen" not in [one.get("title") for one in walk(card_of(after(reminder, pressed)))]
    assert (await seen(copied_url))[FIONA].seen_at

    await to(teams, day + timedelta(days=2), 10)
    assert await heard(teams, LEILA, UNSEEN) == []
    await to(teams, day + timedelta(days=2), 12)
    (message,) = await heard(teams, LEILA, UNSEEN)
    said = words(card_of(message))
    assert "1 of 2 has not seen it yet." in said
    assert "Kwame Asante" in said.partition("Fiona Maddox")[0]
    await to(teams, day + timedelta(days=6), 12)
    assert len(await heard(teams, LEILA, UNSEEN)) == 1
    assert len(await heard(teams, KWAME, REMINDER)) == 1


async def test_a_forged_press_acknowledges_nothing_and_tells_nothing(teams: LocalTeams, copied_url: str):
    await told(copied_url, datetime.now(UTC), FIONA)
    mine = await ask(teams, KWAME, "my updates")
    path = f"/sandbox/conversations/{mine['conversation']['id']}/actions"
    bodies = []
    for verb, data in (
        ("updates.seen", {"batch": f"batch-{FIONA}"}),
        ("updates.seen", {"batch": "nothing"}),
        ("updates.witnesses", {"update_id": "u-1"}),
        ("updates.witnesses", {"update_id": "nothing"}),
    ):
        press = {"as": KWAME, "activityId": mine["id"], "verb": verb, "data": data}
        bodies.append(card_of((await teams.post(path, press))["body"]))
    assert all(one == bodies[0] for one in bodies)
    assert (await seen(copied_url))[FIONA].seen_at is None
