"""What an id of Entra looks like."""

import re

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_guid(text: str) -> bool:
    """Whether a text is a GUID."""
    return _GUID.fullmatch(text) is not None


def same_case(text: str) -> str:
    """A GUID in lower case, as Entra writes it; anything else as it is."""
    return text if text.islower() or not is_guid(text) else text.lower()
