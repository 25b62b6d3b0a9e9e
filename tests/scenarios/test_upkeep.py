"""What nobody has confirmed, and what leavers leave behind: whole conversations, and the truth after."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, BEN, NAOMI, MANAGER, MARCUS = (
    "p-leila-osei",
    "p-ben-holloway",
    "p-naomi-castellan",
    "p-joanna-whitlock",
    "p-marcus-thorne",
)
AMARA = "Amara Okonkwo-Reed"
STILL = "Still working with these?"

Json = dict[str, Any]


async def today(teams: LocalTeams) -> date:
    return date.fromisoformat((await teams.get("/sandbox/truth"))["today"])


async def to(teams: LocalTeams, day: date, hour: int = 9, minute: int = 0) -> None:
    """Move the clock to that hour in Britain."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    await teams.post("/sandbox/clock", {"to": moment.isoformat()})


async def monday(teams: LocalTeams, weeks: int = 13) -> date:
    """A Monday at least 91 days ahead."""
    ahead = await today(teams) + timedelta(weeks=weeks)
    return ahead + timedelta(days=7 - ahead.weekday())


async def asked(teams: LocalTeams, person: str) -> list[Json]:
    return [one for one in await teams.inbox(person) if STILL in words(card_of(one))]


async def held(teams: LocalTeams, person: str) -> list[Json]:
    truth = await teams.get("/sandbox/truth")
    return [one for one in truth["involvements"] if one["practitioner"] == person and one["current"]]


def after(message: Json, pressed: Json) -> Json:
    """The message as it is once the press has put a new card in its place."""
    return {**message, "attachments": [{"content": card_of(pressed["body"])}]}


def children_of(card: Json) -> set[str]:
    return {
        child
        for one in walk(card)
        if one.get("title") == "Still involved" and one.get("type") == "Action.Execute"
        for child in one["data"]["children"]
    }


async def test_whoever_confirmed_nothing_for_91_days_gets_one_card_for_all(teams: LocalTeams):
    day = await monday(teams)
    await to(teams, day - timedelta(days=1), 12)
    assert await asked(teams, LEILA) == [], "not on a Sunday"
    await to(teams, day, 7, 59)
    assert await asked(teams, LEILA) == [], "not before eight"
    await to(teams, day, 8, 1)
    (message,) = await asked(teams, LEILA)
    mine = {row["child"] for row in await held(teams, LEILA)}
    assert children_of(card_of(message)) == mine
    assert len(mine) > 1
    card = card_of(message)
    for shown in (message["summary"], card["fallbackText"], card["speak"]):
        assert "Amara" not in shown
        assert "C-1001" not in shown
    for later in (day, day + timedelta(days=1), day + timedelta(days=4), day + timedelta(days=6)):
        await to(teams, later, 17)
    assert len(await asked(teams, LEILA)) == 1, "once a week"
    await to(teams, day + timedelta(days=7))
    assert len(await asked(teams, LEILA)) == 2


async def test_each_press_leaves_what_remains(teams: LocalTeams):
    await to(teams, await monday(teams))
    (message,) = await asked(teams, LEILA)
    everybody = children_of(card_of(message))
    first = button(card_of(message), "Still involved")["data"]["children"][0]
    pressed = await teams.press(LEILA, message, "Still involved")
    assert "Confirmed as of today" in words(card_of(pressed["body"]))
    message = after(message, pressed)
    assert children_of(card_of(message)) == everybody - {first}
    gone = button(card_of(message), "I've stopped")["data"]["child_id"]
    message = after(message, await teams.press(LEILA, message, "I've stopped"))
    assert children_of(card_of(message)) == everybody - {first, gone}
    row = next(one for one in await held(teams, LEILA) if one["child"] == gone)
    assert row["until"] == (await today(teams)).isoformat()
    done = await teams.press(LEILA, message, "Still working with all of these")
    assert "All up to date" in words(card_of(done["body"]))
    await to(teams, await today(teams) + timedelta(days=7))
    assert len(await asked(teams, LEILA)) == 1


async def test_a_slip_is_put_right_with_one_tap(teams: LocalTeams):
    await to(teams, await monday(teams))
    (message,) = await asked(teams, LEILA)
    child = button(card_of(message), "I've stopped")["data"]["child_id"]
    message = after(message, await teams.press(LEILA, message, "I've stopped"))
    await teams.press(LEILA, message, "A slip")
    (row,) = [one for one in await held(teams, LEILA) if one["child"] == child]
    assert row["until"] is None


async def test_the_circle_says_since_when_nobody_confirmed(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    before = words(card_of(circle)).count("Not confirmed since")
    await to(teams, await monday(teams))
    (circle,) = await teams.ask(LEILA, AMARA)
    said = words(card_of(circle))
    assert said.count("Not confirmed since") > before
    pressed = await teams.press(LEILA, circle, "Still involved")
    assert (
        words(card_of(pressed["body"])).count("Not confirmed since") == said.count("Not confirmed since") - 1
    )


async def test_what_is_due_may_be_asked_at_any_time(teams: LocalTeams):
    (nothing,) = await teams.ask(LEILA, "what is due?")
    assert "All up to date" in words(card_of(nothing))
    await to(teams, await monday(teams) - timedelta(days=2))
    (message,) = await teams.ask(LEILA, "who have I not confirmed?")
    assert children_of(card_of(message)) == {row["child"] for row in await held(teams, LEILA)}


async def leave(teams: LocalTeams) -> Json:
    """Leila's manager says that Leila has left; the card of what she leaves behind."""
    (asked_back,) = await teams.ask(MANAGER, "Leila Osei has left")
    assert "Has this colleague left?" in words(card_of(asked_back))
    return after(asked_back, await teams.press(MANAGER, asked_back, "Yes, they have left"))


async def test_a_leaver_sees_nothing_and_is_shown_as_somebody_who_has_left(teams: LocalTeams):
    await leave(teams)
    (answer,) = await teams.ask(LEILA, AMARA)
    assert "I don't know you yet" in words(card_of(answer))
    (circle,) = await teams.ask(MARCUS, AMARA)
    said = words(card_of(circle))
    assert "Leila Osei" in said
    assert "Has left" in said
    assert "leila.osei@" not in str(circle)


async def test_the_manager_hands_over_in_place(teams: LocalTeams):
    sweep = await leave(teams)
    said = words(card_of(sweep))
    assert "Leila Osei has left" in said
    assert "Still the lead of **lumo-tavi**" in said
    (choice,) = [one for one in walk(card_of(sweep)) if one.get("id") == "to"]
    colleagues = [one["value"] for one in choice["choices"]]
    assert LEILA not in colleagues
    chosen = colleagues[0]
    before = {row["child"] for row in await held(teams, LEILA)}
    refused = await teams.press(MANAGER, sweep, "Hand over all")
    assert "Please choose first who takes over" in words(card_of(refused["body"]))
    assert {row["child"] for row in await held(teams, LEILA)} == before
    sweep = after(sweep, await teams.press(MANAGER, sweep, "Hand over all", to=chosen))
    assert "has taken over" in words(card_of(sweep))
    day = (await today(teams)).isoformat()
    assert all(row["until"] == day for row in await held(teams, LEILA))
    assert before <= {row["child"] for row in await held(teams, chosen)}
    while "Still the lead" in words(card_of(sweep)):
        sweep = after(sweep, await teams.press(MANAGER, sweep, "Make them the lead", to=chosen))
    assert "Nothing of theirs is left" in words(card_of(sweep))
    truth = await teams.get("/sandbox/truth")
    assert next(one["lead"] for one in truth["cases"] if one["reference"] == "lumo-tavi") == chosen
    await teams.post("/sandbox/settle", {})
    told = [words(card_of(one)) for one in await teams.inbox(chosen)]
    assert any("You lead lumo-tavi now" in one for one in told)
    assert sum("You were added to" in one for one in told) == len(before)
    assert not [one for one in await teams.inbox(LEILA) if "Your work with" in words(card_of(one))]


async def test_an_involvement_may_end_with_the_leaver(teams: LocalTeams):
    sweep = await leave(teams)
    child = button(card_of(sweep), "Nobody: end it")["data"]["child_id"]
    pressed = await teams.press(MANAGER, sweep, "Nobody: end it")
    assert "Recorded: ended for" in words(card_of(pressed["body"]))
    (row,) = [one for one in await held(teams, LEILA) if one["child"] == child]
    assert row["until"] == (await today(teams)).isoformat()


async def test_what_is_not_settled_is_told_again_every_week(teams: LocalTeams):
    await leave(teams)
    day = await monday(teams, 0)
    for weeks in (1, 2, 3):
        await to(teams, day + timedelta(weeks=weeks))
        await to(teams, day + timedelta(weeks=weeks, days=2))
    told = [one for one in await teams.inbox(MANAGER) if "Leila Osei has left" in words(card_of(one))]
    assert len(told) >= 3
    assert "leila" not in str([one["summary"] for one in told]).lower()


async def test_nobody_else_may_say_that_somebody_has_left(teams: LocalTeams):
    answers = {
        str(card_of(answer))
        for person in (MARCUS, BEN, NAOMI)
        for name in ("Leila Osei", "Zebedee Nonesuch", AMARA)
        for answer in await teams.ask(person, f"{name} has left")
    }
    assert len(answers) == 1
    assert "nobody of that name" in answers.pop()
    (answer,) = await teams.ask(LEILA, AMARA)
    assert "Leila Osei" in words(card_of(answer))
