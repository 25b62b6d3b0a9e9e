"""What people typed, made safe to stand in a card's markdown; and the links that a card offers."""

import re
from urllib.parse import quote

# Controls, soft hyphen, direction overrides, byte order mark, tag characters, halves of surrogate pairs:
# nothing that can be read. The two joiners (U+200C, U+200D) stay: Persian and Hindi names need them.
_UNREADABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SUSPECT = re.compile(r"[\\`*_~\[\]<&{]|^(?:[-+>#]|\d+[.)])")
_DANGEROUS = re.compile(r"<|&(?=[#\w])|\{(?=\{)|\](?=\()")
_NUMBERED = re.compile(r"^\d{1,9}(?=[.)](?:\s|$))")
_MARKDOWN = re.compile(r"[\\`*_~\[\]]|^[-+](?=[-\s]|$)|^[>#]")
_DIALLED = re.compile(r"[+(]?[0-9][0-9 ()./-]*")
_PUNCTUATION = str.maketrans("", "", " ()./-")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def plain(typed: str) -> str:
    """One line without invisible characters, for places that know no markdown (a button's title)."""
    if typed.isprintable() and "  " not in typed:
        return typed.strip()
    return " ".join(_UNREADABLE.sub(" ", typed).split())


def escape(typed: str) -> str:
    r"""One line of markdown that shows ``typed`` as it is: no link, emphasis, list, mention, date template.

    A backslash alone is not enough: Teams on phones has shown it and not always obeyed it
    (microsoft/AdaptiveCards issues 5590 and 5758). So what does harm (``](``, ``<``, ``&lt;``, ``{{``) is
    broken up by a zero-width space as well.
    """
    text = plain(typed)
    if not _SUSPECT.search(text):
        return text
    broken = _DANGEROUS.sub("\\g<0>\u200b", text)
    return _NUMBERED.sub(r"\g<0>\\", _MARKDOWN.sub(r"\\\g<0>", broken))


def clip(typed: str, length: int) -> str:
    """At most ``length`` characters, with an ellipsis where something is missing."""
    return typed if len(typed) <= length else typed[: length - 1].rstrip() + "…"


def phone_link(phone: str) -> str:
    """Markdown that dials the number when tapped (RFC 3966); the words alone when they are no number."""
    shown = escape(phone)
    number = _DIALLED.match(shown)
    dialled = number[0].replace("(0)", "").translate(_PUNCTUATION) if number else ""
    return f"[{shown}](tel:{dialled})" if dialled.strip("+") else shown


def mail_links(email: str, *, chat: bool = True) -> list[str]:
    """Markdown links that open a Teams chat, unless it is one's own, and write an e-mail.

    https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    address = plain(email)
    if not _ADDRESS.fullmatch(address):
        return [escape(email)]
    address = quote(address, safe="@")
    write = f"[E-mail](mailto:{address})"
    return [f"[Chat](https://teams.microsoft.com/l/chat/0/0?users={address})", write] if chat else [write]


def channel_link(team: str, channel: str, name: str, tenant: str) -> str:
    """The address that opens a channel in Teams.

    https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    of, within = quote(team, safe=""), quote(tenant, safe="")
    return (
        f"https://teams.microsoft.com/l/channel/{quote(channel, safe='')}/{quote(plain(name), safe='')}"
        f"?groupId={of}&tenantId={within}"
    )
