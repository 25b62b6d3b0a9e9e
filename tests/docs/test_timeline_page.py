"""docs/policy.md says what a timeline tells: each row of its tables is asked of the code."""

from cases.happenings import happenings
from cases.policy import Shown
from cases.policy_timeline import lead_is_named, told
from cases.ports_history import History
from cases.records import EventKind
from cases.views import Happened
from tests.builders import TODAY, member, viewer
from tests.cases import test_policy_timeline as rules
from tests.cases.test_happenings import OPEN, event
from tests.docs.tables import table

PAGE = "docs/policy.md"
HOW = {Shown.ALL: "all", Shown.EXISTENCE: "beginning, end, role", Shown.NOTHING: "nothing"}
ROWS = {
    "joined, left, role changed": {Happened.JOINED, Happened.LEFT, Happened.ROLE_CHANGED},
    "contact, confirmed": {Happened.CONTACT, Happened.CONFIRMED},
}
AGREEMENTS = ([rules.TOGETHER], [rules.PARTIAL], [])


def test_what_is_told_of_an_involvement_is_what_the_page_says():
    decided = {}
    for label, who, of, held, agreements, _ in rules.TOLD:
        whose = rules.HIDDEN if held.practitioner_id == rules.HIDDEN.id else rules.OTHER
        decided[label] = HOW[told(viewer(who, of, *agreements), member(whose, "health", held), None, TODAY)]
    assert dict(table(PAGE, "timeline")) == decided


def test_which_leads_are_named_is_what_the_page_says():
    decided = {
        label: "yes" if lead_is_named(viewer(who, of, *agreements), lead, None, TODAY) else "no"
        for label, who, of, lead, agreements, _ in rules.LEADS
    }
    assert dict(table(PAGE, "leads")) == decided


def test_each_kind_of_entry_is_told_as_the_page_says():
    events = tuple(event(kind, days=10 - n) for n, kind in enumerate(EventKind))
    rows = table(PAGE, "happened")
    assert {row[0] for row in rows} == ROWS.keys()
    for column, agreements in enumerate(AGREEMENTS, start=1):
        history = History((member(rules.OTHER, "health", OPEN),), events)
        found = happenings(viewer(rules.ME, "council", *agreements), history, None, TODAY)
        kinds = {one.entry.kind for one in found}
        for row in rows:
            assert kinds & ROWS[row[0]] == (ROWS[row[0]] if row[column] == "yes" else set()), row
