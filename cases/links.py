"""Links that may stand on a card because they lead into Teams and nowhere else."""

import re

LONGEST_LINK = 600
_MESSAGE = re.compile(
    r"https://(?:teams\.microsoft\.com|teams\.cloud\.microsoft|(?:gov|dod)\.teams\.microsoft\.us)"
    r"/l/message/[\w%:.@~-]+/\d+(?:\?[\w%:.@~=&+-]*)?",
    re.ASCII,
)


def message_link(given: str) -> str:
    """The link, if it is one to a message in Teams; else ""."""
    return given if len(given) <= LONGEST_LINK and _MESSAGE.fullmatch(given) else ""
