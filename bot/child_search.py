"""The message extension that finds a child: what Teams asks while somebody types, and what it is answered.

https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.activity import Inbound
from bot.message import ADAPTIVE_CARD
from cards.child_pointer import child_pointer
from cards.text import clip, plain
from cases.typeahead import LONGEST
from dialogs.search_children import Offered

QUERY, FIND_CHILD, TYPED = "composeExtension/query", "findChild", "child"
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
NOBODY = "I find no child like that whom you may see. You can still ask me: “Who is working with …?”"
NOTHING_TYPED = "Type a name, a name and a year of birth, a reference or an NHS number."
UNREGISTERED = "I don't know you yet. Please ask your administrator to enter you in the register."
_NO_MARKUP = str.maketrans("", "", "<>")


def asked_child(inbound: Inbound) -> str | None:
    """What has been typed so far, "" when the search has just been opened; None for a command of no ours."""
    value = inbound.value if isinstance(inbound.value, Mapping) else {}
    if value.get("commandId") != FIND_CHILD:
        return None
    parameters = value.get("parameters")
    for one in parameters if isinstance(parameters, list) else ():
        if isinstance(one, Mapping) and one.get("name") == TYPED:
            typed = one.get("value")
            return typed[:LONGEST] if isinstance(typed, str) else ""
    return ""


def answer(typed: str, found: Iterable[Offered] | None) -> dict[str, Any]:
    """A list to choose from, which whoever searches sees alone; None found is for somebody unknown.

    What they then post names nobody. A shielded child is not there to be posted.
    """
    if found is None:
        return sentence(UNREGISTERED)
    attachments = [_attachment(one) for one in found if not one.shielded]
    if not attachments:
        return sentence(NOBODY if typed.strip() else NOTHING_TYPED)
    return _answer(type="result", attachmentLayout="list", attachments=attachments)


def sentence(words: str) -> dict[str, Any]:
    """A sentence in the place of a list."""
    return _answer(type="message", text=words)


def _attachment(one: Offered) -> dict[str, Any]:
    about = ", ".join(filter(None, (one.about, one.reference)))
    preview = {"title": _line(one.name), "text": _line(about)}
    return {
        "contentType": ADAPTIVE_CARD,
        "content": child_pointer(one.reference).content,
        "preview": {"contentType": THUMBNAIL, "content": preview},
    }


def _line(words: str) -> str:
    return clip(plain(words).translate(_NO_MARKUP), LONGEST)


def _answer(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"composeExtension": parts}
