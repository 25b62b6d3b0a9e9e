"""What a case's channel is made as. The table is that of docs/policy.md."""

import pytest

from cases.channel_form import fitting, settled
from cases.model import ChannelForm

HOME, AWAY = "home", "away"
PRIVATE, SHARED, OWN = ChannelForm.PRIVATE, ChannelForm.SHARED, ChannelForm.OWN_TEAM
FORMS = [
    ("own team", "private", "all", OWN, PRIVATE, (HOME,), OWN),
    ("private", "nothing", "one of another", PRIVATE, None, (HOME, AWAY), PRIVATE),
    ("nothing", "own team", "one of another", None, OWN, (HOME, AWAY), OWN),
    ("nothing", "shared", "all", None, SHARED, (HOME,), SHARED),
    ("nothing", "nothing", "all", None, None, (HOME, HOME), PRIVATE),
    ("nothing", "nothing", "one of another", None, None, (HOME, AWAY), SHARED),
    ("nothing", "nothing", "nobody", None, None, (), PRIVATE),
]


def decided(setting, agency, tenants) -> ChannelForm:
    return settled(setting, agency) or fitting(tenants, HOME)


@pytest.mark.parametrize(("setting", "agency", "tenants", "form"), [row[3:] for row in FORMS])
def test_the_form_is_the_one_in_the_table(setting, agency, tenants, form):
    assert decided(setting, agency, tenants) is form
