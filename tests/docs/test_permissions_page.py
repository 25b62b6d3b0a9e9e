"""docs/permissions.md names the permissions that the code asks for, and the package asks for the same."""

from graph.permissions import APPLICATION, IF_WISHED, RESOURCE_SPECIFIC
from manifest.content import Publisher, manifest
from tests.docs.tables import table

PAGE = "docs/permissions.md"


def test_each_application_permission_is_on_the_page_with_its_use_and_no_other():
    written = [
        [f"`{one.name}`", one.use, one.without,
         "" if one.needed else "may be left out"]
        for one in APPLICATION
    ]  # fmt: skip
    assert table(PAGE, "permissions") == written


def test_each_permission_that_one_may_wish_for_is_in_a_table_of_its_own():
    written = [[f"`{one.name}`", one.use, one.without] for one in IF_WISHED]
    assert table(PAGE, "if-wished") == written
    assert not any(one.needed for one in IF_WISHED)


def test_each_resource_specific_consent_is_on_the_page_and_in_the_package():
    assert table(PAGE, "resource-specific") == [
        [f"`{one.name}`", one.use, one.without] for one in RESOURCE_SPECIFIC
    ]
    package = manifest("an-app", "teamaround.example", "1.0.0", Publisher.at("teamaround.example"))
    asked = package["authorization"]["permissions"]["resourceSpecific"]
    assert [row["name"] for row in asked] == [one.name for one in RESOURCE_SPECIFIC]


def test_no_permission_that_is_far_too_wide_is_asked_for():
    for one in APPLICATION:
        assert not one.name.startswith(("Group.", "Directory.", "Sites.", "Files.", "Mail.")), one.name
        assert ".Message" not in one.name
        assert "Delete" not in one.name
