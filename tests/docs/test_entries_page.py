"""docs/policy.md says what follows the directory and who is taken on: each row is asked of the code."""

from cases.enrolling import Stand
from tests.cases import test_entries as rules
from tests.cases import test_profiles as profiles
from tests.docs.tables import table

PAGE = "docs/policy.md"
WORDS = {"name": "name", "role": "role", "phone": "telephone", "email": "e-mail"}


def test_what_follows_the_directory_is_what_the_page_says():
    rows = []
    for field, ours, before, said, _ in rules.FOLLOWED:
        cells = [WORDS[field], ours or "nothing", before or "nothing yet", said or "nothing"]
        rows.append([*cells, rules.after(field, ours, before, said)])
    assert table(PAGE, "followed") == rows


def test_who_is_taken_on_is_what_the_page_says():
    assert table(PAGE, "taken-on") == [
        [label, "taken on" if stand is Stand.NEW else stand.value] for label, *_, stand in rules.STANDS
    ]


def test_whose_manager_is_named_is_what_the_page_says():
    assert table(PAGE, "manager") == [
        [label, profiles.named(manager, agreements)] for label, manager, agreements, _ in profiles.MANAGERS
    ]
