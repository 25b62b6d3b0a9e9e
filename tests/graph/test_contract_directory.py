"""What the port Directory promises, held against Graph's local stand-in over HTTP and against the fake."""

from dataclasses import replace

import pytest

from cases.model import Identity
from cases.ports_directory import Presence
from cases.ports_tenant import NotThereError, RefusedError, Why
from tests.graph.conftest import Place
from tests.graph.people import ANA, BO, CY, DEE, EVERYBODY, GROUP, GUEST, HOME, NO_GROUP, NOBODY, SAID


async def test_somebody_is_known_with_their_manager(place: Place):
    ana = await place.directory.person(ANA)
    assert ana is not None
    assert (ana.identity, ana.enabled, ana.guest, ana.manager) == (ANA, True, False, DEE)
    guest = await place.directory.person(GUEST)
    assert guest is not None
    assert (guest.guest, guest.manager) == (True, None)


async def test_whoever_is_gone_or_of_another_tenant_is_not_known(place: Place):
    assert await place.directory.person(NOBODY) is None
    assert await place.directory.person(BO) is None
    assert await place.directory.photo(NOBODY) is None
    assert await place.directory.photo(BO) is None


async def test_a_picture_is_its_bytes_and_somebody_may_have_none(place: Place):
    picture = await place.directory.photo(CY)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert await place.directory.photo(ANA) is None


async def test_those_who_may_not_sign_in_are_found_page_by_page(place: Place):
    assert not (await place.directory.disabled()).identities
    place.disable_by_hand(CY)
    place.disable_by_hand(DEE)
    place.small_pages()
    found, page = [], await place.directory.disabled()
    while True:
        found += page.identities
        if not page.further:
            break
        page = await place.directory.disabled(page.further)
    assert sorted(found, key=str) == sorted([CY, DEE], key=str)
    person = await place.directory.person(CY)
    assert person is not None
    assert not person.enabled


async def test_accounts_are_known_for_as_many_as_are_asked_about(place: Place):
    strangers = [Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000ff") for number in range(40)]
    place.disable_by_hand(CY)
    asked = [*strangers[:20], ANA, CY, *strangers[20:], GUEST, BO, DEE]
    found = await place.directory.accounts(asked)
    assert found == {ANA: True, CY: False, GUEST: True, DEE: True}
    assert await place.directory.accounts([]) == {}
    place.delete_account_by_hand(DEE)
    assert await place.directory.accounts([ANA, DEE]) == {ANA: True}
    assert await place.directory.person(DEE) is None


async def test_presence_answers_for_everybody_who_was_asked_about(place: Place):
    found = await place.directory.presence([ANA, BO, NOBODY])
    assert set(found) == {ANA, BO, NOBODY}
    assert found[BO] is found[NOBODY] is Presence.UNKNOWN
    assert await place.directory.presence([]) == {}


async def test_entries_say_what_people_are_called_and_who_manages_them(place: Place):
    strangers = [Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000ff") for number in range(40)]
    place.disable_by_hand(DEE)
    found = await place.directory.entries([*strangers, ANA, NOBODY, GUEST, BO, DEE])
    told = SAID | {DEE: replace(SAID[DEE], enabled=False)}
    assert {one.identity: one for one in found} == told
    assert list(await place.directory.entries([])) == []


async def test_however_an_object_id_is_spelt_it_is_the_same_person(place: Place):
    shouted = Identity(HOME.upper(), ANA.object_id.upper())
    assert shouted == ANA
    (found,) = await place.directory.entries([shouted, ANA])
    assert found == SAID[ANA]


async def test_whoever_is_renamed_is_the_same_person(place: Place):
    place.rename_by_hand(ANA, "Ana Heron")
    (found,) = await place.directory.entries([ANA])
    assert (found.identity, found.name) == (ANA, "Ana Heron")


async def test_the_people_of_a_group_are_found_page_by_page_and_those_of_groups_within_it_too(place: Place):
    place.small_pages()
    found = await place.directory.members(GROUP)
    assert {one.identity: one.name for one in found} == {ANA: "Ana Wren", DEE: "Dee Heron"}
    everybody = await place.directory.members(EVERYBODY)
    assert sorted(one.identity.object_id for one in everybody) == sorted(
        one.object_id for one in (ANA, DEE, GUEST)
    )
    assert {one.identity for one in everybody if one.guest} == {GUEST}


async def test_a_group_that_is_not_there_or_may_not_be_read_is_an_error(place: Place):
    with pytest.raises(NotThereError):
        await place.directory.members(NO_GROUP)
    place.withhold()
    with pytest.raises(RefusedError) as refused:
        await place.directory.members(GROUP)
    assert refused.value.why is Why.NOT_PERMITTED
