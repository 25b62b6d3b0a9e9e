"""Who of a manager's people cannot be reached in Teams, and what to do about it."""

from collections.abc import Sequence

from cards.card import Card, finish, heading
from cards.elements import Element, TextBlock
from cards.layout import Container
from cards.text import clip, escape, plain
from cases.views import ReachView

SUMMARY = "Some of your colleagues cannot be reached."
MOST, LONGEST = 30, 80
REMOVED = "They took the app out, or blocked it:"
NEVER = "They never had the app:"
ASK = "Ask them to open Apps in Teams, look for Teamaround and choose Add. What waits for them comes then."
BLOCKED = "Who blocked it opens the chat with Teamaround and unblocks it there."
FOR_ALL = "Your Teams administrator can give the app to everybody at once."


def unreachable(view: ReachView) -> Card:
    """Names in two lists; until they can be reached, they hear nothing."""
    count = len(view.removed) + len(view.never)
    whose = "1 person" if count == 1 else f"{count} people"
    body: list[Element] = [heading(f"{whose} of your service cannot be reached")]
    body += _listed(REMOVED, view.removed)
    body += _listed(NEVER, view.never)
    steps = [ASK, BLOCKED] if view.removed else [ASK]
    body += [TextBlock(" ".join(steps)), TextBlock(FOR_ALL, size="Small", is_subtle=True)]
    return finish(body, SUMMARY)


def _listed(title: str, names: Sequence[str]) -> list[Element]:
    if not names:
        return []
    lines = [f"- {escape(clip(plain(name), LONGEST))}" for name in names[:MOST]]
    if len(names) > MOST:
        lines.append(f"- and {len(names) - MOST} more")
    return [Container([TextBlock(title, weight="Bolder"), TextBlock("\n".join(lines))])]
