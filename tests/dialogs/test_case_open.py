"""Opening a case: the form, what is written, and everything that may be wrong with it."""

from dataclasses import replace

import pytest

from cases.commands import OpenCase
from cases.model import (
    CaseKind,
    ChannelForm,
    ChildId,
    ConversationId,
    DisclosureLevel,
    Identity,
    Place,
    Purpose,
    Reason,
)
from cases.opening_form import CHANGED, NO_CHILD, NO_LEAD, NOBODY
from cases.query import Query
from cases.records import Action, CaseEventKind, CaseOpening, Effects, Outcome
from dialogs.case_open import NOT_YOURS, PROTECTED
from dialogs.tell import tell
from dialogs.turn import Channelling
from tests.builders import NOW, TODAY, case, involvement, practitioner, sensitive
from tests.desk import CHANNELS, fake_desk, with_channels
from tests.dialogs.cases import (
    CIRCLE,
    DOCTOR,
    NURSE,
    OFFICER,
    PEOPLE,
    SOCIAL,
    Table,
    buttons,
    inputs,
    register,
    said,
    table,
    titles,
    value,
    values,
)

ROBIN = "open a case for C-1001"
WHY = Reason(Purpose.SAFEGUARDING)
OPEN = case("c1", lead="social")


async def form(one: Table, who: str = "nurse", text: str = ROBIN):
    return await one.say(who, text)


async def test_everything_is_filled_in_already_and_one_press_opens_it():
    one = table()
    card = await form(one)
    assert titles(card, "children") == ["Robin Example, C-1001"]
    assert titles(card, "people") == [
        "Social, Helper, Council",
        "Nurse, Helper, Health",
        "Officer, Helper, Police",
    ]
    assert set(values(card)["people"].split(",")) == {
        value(card, "people", name) for name in ("Social", "Nurse", "Officer")
    }
    assert values(card)["lead"] == value(card, "lead", "Nurse"), "the viewer, who works with the child"
    assert values(card)["form"] == ChannelForm.PRIVATE
    done = await one.press("nurse", card, "Open the case")
    (opened,) = one.opened
    assert opened.children == (ChildId("c1"),)
    assert (opened.lead_id, opened.kind) == ("nurse", None)
    assert f"Case {opened.reference}" in said(done)
    assert "Making the channel." in said(done)
    order = one.fakes.desk.casework.orders[opened.id]
    assert order.form is ChannelForm.PRIVATE
    assert (order.asked_by, order.asked_at, order.left_out) == ("nurse", NOW, frozenset())
    assert order.progress == Place(ConversationId("a:1"), "1:card")
    (event,) = one.fakes.ledger.cases.events
    assert (event.kind, event.actor_id, event.lead_id, event.on) == (
        CaseEventKind.OPENED, "nurse", "nurse", TODAY,
    )  # fmt: skip
    assert not one.fakes.ledger.notices.pending, "who opens it for themself need not be told"


async def test_what_was_chosen_is_what_is_written_and_the_lead_is_told():
    one = table()
    card = await form(one)
    people = ",".join(value(card, "people", name) for name in ("Social", "Nurse"))
    chosen = {
        "people": people,
        "lead": value(card, "lead", "Social"),
        "kind": "child_in_need",
        "form": "own_team",
    }
    done = await one.press("nurse", card, "Open the case", **chosen)
    (opened,) = one.opened
    order = one.fakes.desk.casework.orders[opened.id]
    assert (opened.lead_id, opened.kind) == ("social", CaseKind.CHILD_IN_NEED)
    assert (order.form, order.left_out) == (ChannelForm.OWN_TEAM, {"officer"})
    assert "Lead: Social" in said(done)
    (_, notice) = one.fakes.ledger.notices.pending[0]
    assert (notice.notice.to, notice.notice.kind, notice.notice.subject) == ("social", "lead", opened.id)


async def test_the_lead_is_never_left_out():
    one = table()
    card = await form(one)
    people = value(card, "people", "Nurse")
    await one.press("nurse", card, "Open the case", people=people, lead=value(card, "lead", "Officer"))
    assert one.fakes.desk.casework.orders[one.opened[0].id].left_out == {"social"}


async def test_siblings_are_offered_to_whom_the_rule_holds_with_them_too():
    both = register(*CIRCLE, involvement(NURSE, "c2"), involvement(OFFICER, "c2"))
    one = table(both)
    card = await form(one)
    assert titles(card, "children") == ["Robin Example, C-1001", "Robin Example, C-1002"]
    assert values(card)["children"] == value(card, "children", "Robin Example, C-1001")
    whole = await form(one, text="open a case for C-1001 and her siblings")
    assert len(values(whole)["children"].split(",")) == 2
    await one.press("nurse", whole, "Open the case")
    assert one.opened[0].children == (ChildId("c1"), ChildId("c2"))
    changed = {entry.child_id for entry in one.fakes.ledger.audit if entry.outcome is Outcome.CHANGED}
    assert changed == {"c1", "c2"}, "an entry for each child"
    assert titles(await form(table(both), "social"), "children") == ["Robin Example, C-1001"]


async def test_a_family_of_one_name_is_one_question():
    both = register(involvement(NURSE, "c1"), involvement(NURSE, "c2"))
    card = await form(table(both), text="open a case for the Example siblings")
    assert len(values(card)["children"].split(",")) == 2


async def test_of_a_family_the_child_without_a_case_is_the_one_who_is_meant():
    both = register(involvement(NURSE, "c1"), involvement(NURSE, "c2"), cases=(OPEN,))
    card = await form(table(both), text="open a case for the Example siblings")
    assert titles(card, "children") == ["Robin Example, C-1002"]


WRONG = [
    ({"children": ""}, NO_CHILD),
    ({"lead": ""}, NO_LEAD),
    ({"lead": "nobody"}, NO_LEAD),
    ({"people": ""}, NOBODY),
    ({"people": "nobody,else"}, NOBODY),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
async def test_what_is_wrong_is_one_sentence_and_the_form_comes_back_as_it_was(changes, sentence):
    one = table()
    card = await form(one)
    filled = {"kind": "early_help", "form": "shared", **changes}
    again = await one.press("nurse", card, "Open the case", **filled)
    assert sentence in said(again)
    assert not one.opened
    kept = {**values(card), **filled}
    known = {key: {option["value"] for option in field["choices"]} for key, field in inputs(card).items()}
    for key, before in kept.items():
        real = [part for part in before.split(",") if part in known[key]]
        assert [part for part in values(again)[key].split(",") if part] == real
    done = await one.press("nurse", again, "Open the case", **{key: values(card)[key] for key in changes})
    assert one.opened[0].kind is CaseKind.EARLY_HELP
    assert "Making the channel." in said(done)


async def test_a_circle_that_has_changed_is_looked_over_again():
    one = table()
    card = await form(one)
    joined = await one.say("mate", "I've started working with C-1001")
    await one.press("mate", joined, "Keeping a child safe")
    without = ",".join(value(card, "people", name) for name in ("Nurse", "Officer"))
    again = await one.press("nurse", card, "Open the case", people=without)
    assert CHANGED in said(again)
    assert not one.opened
    assert value(again, "people", "Mate") in values(again)["people"], "new, and ticked"
    assert value(again, "people", "Social") not in values(again)["people"], "as it was"
    await one.press("nurse", again, "Open the case")
    assert one.fakes.desk.casework.orders[one.opened[0].id].left_out == {"social"}


async def test_somebody_else_has_opened_one_meanwhile():
    one = table()
    card, other = await form(one), await form(one, "social")
    await one.press("social", other, "Open the case")
    late = await one.press("nurse", card, "Open the case")
    (opened,) = one.opened
    assert f"Social has opened a case meanwhile: {opened.reference}" in said(late)
    assert buttons(late) == ["Show the circle"]


async def test_two_who_open_at_once_open_one():
    """The other's is written after this turn has read: the ledger refuses, and it is answered afresh."""
    one = table()
    card = await form(one)
    ledger = one.fakes.ledger

    class Late:
        """Writes somebody else's case just before the first that comes."""

        done = False

        async def commit(self, effects: Effects, once: str | None) -> bool:
            if not self.done:
                self.done = True
                await ledger.commit(Effects(rewrites=(CaseOpening(None, replace(OPEN, lead_id=None)),)), None)
            return await ledger.commit(effects, once)

        async def release(self, once: str) -> None:
            await ledger.release(once)

    desk = replace(one.fakes.desk, ledger=Late())
    late = await Table(replace(one.fakes, desk=desk), one.numbers).press("nurse", card, "Open the case")
    assert "Somebody has opened a case meanwhile: lumo-tavi" in said(late)
    assert not one.opened


async def test_pressed_twice_there_is_one_case_and_the_same_card():
    one = table()
    card = await form(one)
    first = await one.press("nurse", card, "Open the case")
    second = await one.press("nurse", card, "Open the case")
    assert len(one.opened) == 1
    assert first.content == second.content


async def test_where_no_channels_are_made_the_case_is_opened_without_one():
    one = table(channels=False)
    card = await form(one)
    assert set(inputs(card)) == {"children", "kind", "lead"}
    done = await one.press("nurse", card, "Open the case")
    assert "The case is open. No channel is made for it here." in said(done)
    assert len(one.opened) == 1
    assert not one.fakes.desk.casework.orders


async def test_the_form_is_asked_for_only_where_somebody_has_the_choice():
    fixed = fake_desk(register())
    one = Table(with_channels(fixed, replace(CHANNELS, form=ChannelForm.SHARED)))
    card = await form(one)
    assert "form" not in inputs(card)
    await one.press("nurse", card, "Open the case", form="private")
    assert one.fakes.desk.casework.orders[one.opened[0].id].form is ChannelForm.SHARED


async def test_people_of_another_tenant_need_a_shared_channel():
    seed = register()
    away = replace(OFFICER, identity=Identity("elsewhere", "oid-officer"))
    moved = replace(seed, practitioners=tuple(away if one == OFFICER else one for one in PEOPLE))
    one = Table(with_channels(fake_desk(moved)))
    assert values(await form(one))["form"] == ChannelForm.SHARED
    assert values(await form(table()))["form"] == ChannelForm.PRIVATE
    other = Table(with_channels(fake_desk(seed), Channelling("home", Identity("home", "x"))))
    assert values(await form(other))["form"] == ChannelForm.SHARED


async def test_who_cannot_be_in_teams_is_shown_with_why():
    seed = register(*CIRCLE, sensitive(DOCTOR, DisclosureLevel.NAMED, "nurse", child="c1"))
    nameless = replace(OFFICER, identity=None)
    moved = replace(seed, practitioners=tuple(nameless if one == OFFICER else one for one in PEOPLE))
    card = await form(Table(with_channels(fake_desk(moved))))
    assert "Not in the channel: Officer (no Teams account is known)" in said(card)
    assert "Not in the channel: Doctor (a sensitive service" in said(card)
    assert [title.split(",")[0] for title in titles(card, "people")] == ["Social", "Nurse"]
    assert not [title for title in titles(card, "lead") if title.startswith("Doctor")]


async def test_the_likeliest_lead_is_a_social_worker_of_the_circle():
    rows = (replace(CIRCLE[0], role="Social worker"), *CIRCLE[1:])
    card = await form(table(register(*rows)), "boss")
    assert values(card)["lead"] == value(card, "lead", "Social")
    assert [title.split(",")[0] for title in titles(card, "lead")] == [
        "Social", "Nurse", "Officer", "Boss", "Mate",
    ]  # fmt: skip


async def test_who_sees_the_circle_and_may_not_open_reads_one_sentence():
    one = table(register(*CIRCLE, sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")))
    card = await one.say("doctor", ROBIN)
    assert NOT_YOURS in said(card)
    assert "Open a case" not in buttons(card)
    assert [entry.outcome for entry in one.fakes.ledger.audit if entry.action is Action.CASE_OPEN] == [
        Outcome.REFUSED
    ]
    asked = await one.say("mate", ROBIN)
    assert "Why do you need to know?" in said(asked)
    assert NOT_YOURS in said(await one.press("mate", asked, "Keeping a child safe"))


async def test_an_unknown_child_and_one_who_may_not_be_seen_read_the_same():
    nothing = register(involvement(SOCIAL, "c1"), agreements=())
    answers = []
    for reference in ("C-1001", "C-1009"):
        one = table(nothing)
        command = OpenCase(Query(reference=reference), reason=WHY)
        answers.append((await one.say("nurse", command)).content)
    assert answers[0] == answers[1]


async def test_an_administrator_gives_a_reason_first():
    one = table()
    asked = await one.say("clerk", ROBIN)
    card = await one.press("clerk", asked, "Keeping a child safe")
    assert values(card)["lead"] == value(card, "lead", "Social")
    await one.press("clerk", card, "Open the case")
    assert one.opened[0].lead_id == "social"


async def test_of_a_shielded_child_the_lead_alone_hears_why_not():
    one = table(register(*CIRCLE, cases=(OPEN,), shielded=True))
    assert PROTECTED in said(await one.say("social", ROBIN))
    asked = await one.say("nurse", ROBIN)
    assert "This record is protected" in said(await one.press("nurse", asked, "Keeping a child safe"))
    by_name = await one.say("social", OpenCase(Query(name="Robin Example"), reason=WHY))
    unknown = await one.say("social", OpenCase(Query(name="Nobody Known"), reason=WHY))
    assert by_name.content == unknown.content


async def test_the_circle_offers_it_to_whom_it_is_open_to_and_where_there_is_no_case():
    assert "Open a case" in buttons(await table().say("nurse", "C-1001"))
    assert "Open a case" not in buttons(await table(register(*CIRCLE, cases=(OPEN,))).say("nurse", "C-1001"))
    hidden = register(*CIRCLE, sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"))
    assert "Open a case" not in buttons(await table(hidden).say("doctor", "C-1001"))


async def test_the_family_card_offers_it_with_the_siblings():
    both = register(*CIRCLE, involvement(NURSE, "c2"))
    one = table(both)
    family = await one.say("nurse", "C-1001 and her siblings")
    card = await one.press("nurse", family, "Open a case")
    assert len(values(card)["children"].split(",")) == 2


async def test_a_named_lead_is_told_that_they_lead():
    one = table()
    card = await form(one)
    await one.press("nurse", card, "Open the case", lead=value(card, "lead", "Social"))
    (_, pending) = one.fakes.ledger.notices.pending[0]
    told = await tell(pending.notice, one.fakes.desk, NOW)
    assert told is not None
    assert f"You lead {one.opened[0].reference} now" in said(told)


async def test_a_large_circle_can_be_ticked_whole():
    many = tuple(practitioner(f"person{number:02}-{'x' * 30}", "nursing") for number in range(50))
    seed = replace(
        register(*CIRCLE, *(involvement(each, "c1") for each in many)), practitioners=(*PEOPLE, *many)
    )
    one = Table(with_channels(fake_desk(seed)))
    card = await form(one)
    assert "13 more of the circle come in as well." in said(card)
    await one.press("nurse", card, "Open the case")
    assert one.fakes.desk.casework.orders[one.opened[0].id].left_out == frozenset()
