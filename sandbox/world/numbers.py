"""Numbers and ids of the made-up borough, none of which can belong to anybody."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterator

NO_CHECK = 10
_GUIDS = uuid.uuid5(uuid.NAMESPACE_DNS, "larkmere.example")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def guid(what: str) -> str:
    """A GUID that is always the same for the same words, as Entra shows tenant and object ids."""
    return str(uuid.uuid5(_GUIDS, what))


def slug(name: str) -> str:
    """A name as part of an id: "Lucía O'Brien" becomes "lucia-o-brien"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def desk_phone(serial: int) -> str:
    """A landline of Ofcom's range for drama use, 01632 960000 to 960999. ``serial`` below 1000."""
    return f"01632 960{serial:03d}"


def mobile_phone(serial: int) -> str:
    """A mobile of Ofcom's range for drama use, 07700 900000 to 900999. ``serial`` below 1000."""
    return f"07700 900{serial:03d}"


def nhs_numbers() -> Iterator[str]:
    """All valid NHS numbers of the 999 range, which the NHS keeps for tests; each once, scattered.

    The check digit is 11 less the weighted sum (weights 10 to 2) modulo 11; a number whose check would be 10
    is not used (NHS Data Dictionary, "NHS number").
    """
    for step in range(1_000_000):
        body = step * 387_211 % 1_000_000  # coprime to a million, so that every body comes once
        rest, weighted = body, 9 * (10 + 9 + 8)
        for weight in range(2, 8):
            rest, digit = divmod(rest, 10)
            weighted += weight * digit
        check = -weighted % 11
        if check != NO_CHECK:
            yield f"999{body:06d}{check}"


def upn(year: int, serial: int) -> str:
    """A unique pupil number: check letter, local authority, school, year, serial (DfE, "UPN guide").

    Local authority 990 does not exist. ``year`` is that of starting school, ``serial`` below 10,000,000.
    """
    digits = f"990{serial // 1000:04d}{year % 100:02d}{serial % 1000:03d}"
    check = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2)) % 23
    return _UPN_LETTERS[check] + digits


def channel_id(reference: str) -> str:
    """The conversation id of a case's channel, as Teams writes them."""
    return f"19:{_hex(reference)}@thread.tacv2"


def group_chat_id(name: str) -> str:
    """The conversation id of a group chat, as Teams writes them."""
    return f"19:{_hex(name)}@thread.v2"


def personal_chat_id(person: str) -> str:
    """The conversation id of somebody's personal chat with the bot, as Teams writes them."""
    return f"a:1{_hex(person)}"


def _hex(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()[:32]
