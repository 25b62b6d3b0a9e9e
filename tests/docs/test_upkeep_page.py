"""docs/policy.md says what is done so that the register stays true: each row is asked of the code."""

from cases.local import in_working_hours
from tests.cases import test_confirming as rules
from tests.docs.tables import table

PAGE = "docs/policy.md"


def test_what_is_not_confirmed_is_what_the_page_says():
    assert dict(table(PAGE, "confirming")) == {
        label: rules.said(held, days) for label, held, days, _ in rules.CONFIRMING
    }


def test_the_hours_are_those_on_the_page():
    assert dict(table(PAGE, "hours")) == {
        label: "yes" if in_working_hours(moment) else "no" for label, moment in rules.HOURS.items()
    }


def test_who_settles_what_a_leaver_left_is_what_the_page_says():
    assert dict(table(PAGE, "sweep")) == {label: rules.swept(*rest) for label, *rest, _ in rules.SWEEP}
