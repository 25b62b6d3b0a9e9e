"""What the port Directory promises, held against Graph's local stand-in over HTTP and against the fake."""

from cases.model import Identity
from cases.ports_directory import Presence
from tests.graph.conftest import Place
from tests.graph.people import ANA, BO, CY, DEE, GUEST, HOME, NOBODY


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
