"""The words that may stand in no log, no address, no number that is counted, and on no lock screen."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import unquote_plus

Json = dict[str, Any]
_SHORTEST = 3


class Secrets:
    """Finds any of them in a text: whole words, whatever the case, however the address is written."""

    def __init__(self, words: Iterable[str]) -> None:
        known = {form for word in words for form in (word.casefold(), _plain(word)) if len(form) >= _SHORTEST}
        # The longest first, so that what is found is the whole of it.
        either = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
        self._any = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def found_in(self, text: str) -> set[str]:
        """The secrets that stand in a text."""
        folded = unicodedata.normalize("NFC", text).casefold()
        return {
            one for form in {folded, unquote_plus(folded), _plain(text)} for one in self._any.findall(form)
        }


def of_families(world: Json) -> Iterator[str]:
    """What tells of a child: names, numbers, the date of birth, the area, and the register's own ids."""
    for child in world["children"]:
        for name in child["names"]:
            yield from _parts(name)
        yield from (child["id"], child["reference"], child["upn"] or "", child["area"])
        yield from _numbers(child["nhsNumber"] or "")
        yield from _dates(child["born"] or "")
    for person in world["persons"]:
        yield from (person["id"], *_parts(person["name"]))


def of_practitioners(world: Json) -> Iterator[str]:
    """Who they are; and of a sensitive service, also the service and what its people do."""
    sensitive = {one["id"]: one for one in world["services"] if one["sensitive"]}
    for service in sensitive.values():
        yield from (service["id"], service["name"])
    for person in world["people"]:
        yield from (person["id"], person["name"], *re.split(r"[\s-]+", person["name"]), person["email"])
        yield person["phone"]
        if person["service"] in sensitive:
            yield from (person["role"], person["aadObjectId"])


def _parts(name: Json) -> Iterator[str]:
    for part in name.values():
        yield part
        yield from re.split(r"[\s'’-]+", part)


def _numbers(nhs: str) -> Iterator[str]:
    yield nhs
    for between in (" ", "-"):
        yield between.join((nhs[:3], nhs[3:6], nhs[6:]))


def _dates(born: str) -> Iterator[str]:
    """A day, in the forms that people and machines write it. A month or a year alone tells nobody apart."""
    if len(born) < len("2014-03-02"):
        return
    day = date.fromisoformat(born)
    yield from (born, born.replace("-", ""), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}")
    for month in (f"{day:%B}", f"{day:%b}"):
        yield from (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().casefold()
