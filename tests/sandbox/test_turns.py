from typing import Any

from sandbox.turns import Sent, Turn, Turns


def turn(activity: str, place: str, person: str) -> Turn:
    return Turn(activity, place, person)


def sent(place: str, *, to: str | None = None, private_to: str | None = None, **more: Any) -> Sent:
    return Sent("send", {"id": "9", "conversation": {"id": place}, **more}, private_to, to)


def test_a_reply_belongs_to_the_turn_it_answers() -> None:
    turns = Turns()
    with turns.open(turn("1", "room", "ana")) as ana, turns.open(turn("2", "room", "bo")) as bo:
        turns.note(sent("room;messageid=1", replyToId="1"))
    assert (len(ana.sent), len(bo.sent)) == (1, 0)


def test_what_goes_to_one_person_alone_belongs_to_their_turn() -> None:
    turns = Turns()
    with turns.open(turn("1", "room", "ana")) as ana, turns.open(turn("2", "room", "bo")) as bo:
        turns.note(sent("room", private_to="bo"))
        turns.note(sent("bo's own", private_to="bo"))
        turns.note(sent("room", to="ana"))
    assert (len(ana.sent), len(bo.sent)) == (1, 2)


def test_what_says_nothing_of_its_turn_belongs_to_those_in_its_conversation() -> None:
    turns = Turns()
    with turns.open(turn("1", "room", "ana")) as ana, turns.open(turn("2", "elsewhere", "bo")) as bo:
        turns.note(sent("room"))
    assert (len(ana.sent), len(bo.sent)) == (1, 0)


def test_what_goes_to_a_third_person_belongs_to_every_open_turn() -> None:
    turns = Turns()
    with turns.open(turn("1", "room", "ana")) as ana, turns.open(turn("2", "elsewhere", "bo")) as bo:
        turns.note(sent("cy's own", private_to="cy"))
    assert (len(ana.sent), len(bo.sent)) == (1, 1)


def test_what_comes_after_the_turn_is_not_part_of_it() -> None:
    turns = Turns()
    with turns.open(turn("1", "room", "ana")) as ana:
        pass
    turns.note(sent("room", private_to="ana"))
    assert ana.sent == []
    assert len(turns.inbox("ana")) == 1
