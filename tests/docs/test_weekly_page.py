"""docs/policy.md says what a lead's week and a month of access tell: each row is asked of the code."""

from cases.periods import month_name, week_name
from cases.policy_access import LookSight, look_told
from cases.unusual import out_of_hours
from tests.cases import test_access_review as access
from tests.cases import test_periods as periods
from tests.cases import test_unusual as unusual
from tests.cases import test_week as weeks
from tests.docs.tables import table

PAGE = "docs/policy.md"
SAYS = {"": "nothing", "lost": "its channel was deleted", "trouble": "its channel does not come about"}
HOW = {
    LookSight.NOTHING: "nothing",
    LookSight.COUNTED: "who, and how many",
    LookSight.BY_REFERENCE: "who, how many, and the child by reference",
}


def said(name: str) -> dict[str, str]:
    rows = table(PAGE, name)
    assert len({row[0] for row in rows}) == len(rows)
    return dict(rows)


def test_when_a_week_and_a_month_are_told_is_what_the_page_says():
    assert said("week due") == periods.said(periods.WEEKS, week_name)
    assert said("month due") == periods.said(periods.MONTHS, month_name)


def test_what_a_lead_is_told_is_what_the_page_says():
    told = {label: weeks.said(weeks.told(led).view) for label, led, _ in weeks.WEEK}
    assert said("week") == {label: SAYS.get(words, words) for label, words in told.items()}


def test_which_agreements_are_told_of_is_what_the_page_says():
    listed = said("lapses")
    decided = {label: "yes" if access.lapsed(days) else "no" for label, days, _ in access.LAPSES}
    assert listed == {label: decided[label] for label in listed}
    assert len(listed) == len(decided) - 1, "but for the one of two agreements at once"


def test_what_of_a_look_is_told_is_what_the_page_says():
    assert said("access looks") == {
        label: HOW[look_told(who, whose, openly=openly, shielded=shielded)]
        for label, who, whose, openly, shielded, _ in unusual.LOOKS
    }


def test_when_a_look_is_out_of_hours_is_what_the_page_says():
    assert said("looks by hour") == {
        label: "yes" if out_of_hours(moment, profile, unusual.is_bank_holiday) else "no"
        for label, profile, moment, _ in unusual.HOURS
    }
