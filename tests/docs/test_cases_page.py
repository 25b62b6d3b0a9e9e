"""docs/policy.md says who may open a case, lead it, and have what channel made for it."""

from cases.policy_cases import may_ask_for_channel, may_open_case
from tests.builders import TODAY
from tests.cases import test_channel_form as forms
from tests.cases import test_policy_cases as rules
from tests.docs.tables import table

PAGE = "docs/policy.md"
YES = {True: "yes", False: "no"}


def test_who_may_open_a_case_is_what_the_page_says():
    decided = {label: YES[may_open_case(who, held, TODAY)] for label, who, held, _ in rules.OPENS}
    assert dict(table(PAGE, "opening")) == decided


def test_who_can_be_the_lead_is_what_the_page_says():
    assert dict(table(PAGE, "leading")) == {label: YES[decided] for label, decided, _ in rules.LEADS}


def test_who_may_ask_for_a_channel_is_what_the_page_says():
    decided = {label: YES[may_ask_for_channel(*rest)] for label, *rest, _ in rules.ASKS}
    assert dict(table(PAGE, "asking")) == decided


def test_what_a_channel_is_made_as_is_what_the_page_says():
    decided = [
        [*words, forms.decided(*given).replace("_", " ")]
        for *words, setting, agency, tenants, _ in forms.FORMS
        for given in [(setting, agency, tenants)]
    ]
    assert table(PAGE, "form") == decided
