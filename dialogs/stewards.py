"""Records that may be one child: a steward is shown one pair after another, and answers."""

from collections.abc import Sequence

from cards.not_found import not_found
from cards.stewards import compare_card, none_left
from cards.stewards_merge import merge_form
from cases.commands import Duplicates, JudgeLink
from cases.comparing import compare_view, merge_view, sides
from cases.linking import answered, in_turn
from cases.model import ChildId, LinkAnswer, LinkState, Viewer
from cases.policy_stewards import is_steward, may_compare
from cases.ports_stewards import Pair
from cases.records import Action, AuditEntry, Effects, LinkRewrite, Outcome
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

MOST = 500
"""How many open pairs are read: far more than anybody has before them at once."""

BASIS = "steward"
BEFORE_YOU = "Somebody else has answered that one. Nothing of yours was done."
KEPT_APART = "Kept as two children."
PASSED_ON = "Left for the next steward."


async def duplicates(turn: Turn, viewer: Viewer, command: Duplicates, desk: Desk) -> Answer:  # noqa: ARG001
    """The next pair for this steward."""
    if not is_steward(viewer):
        return refused(turn, viewer)
    return await next_pair(turn, viewer, desk)


async def next_pair(
    turn: Turn, viewer: Viewer, desk: Desk, said: str = "", effects: Effects | None = None, but: str = ""
) -> Answer:
    """The next pair, but for the one just answered, and what came of that."""
    before = effects or Effects()
    mine = [pair for pair in await pairs_for(viewer, desk) if pair.link.id != but]
    if not mine:
        entry = entry_by(turn, viewer, Action.DUPLICATES_SEE, Outcome.SHOWN)
        return Answer((Reply(none_left(said)),), _and(before, (entry,)))
    card = compare_card(compare_view(mine[0], viewer.id, len(mine), turn.today, said))
    return Answer((Reply(card),), _and(before, seen(turn, viewer, mine[0])))


async def pairs_for(viewer: Viewer, desk: Desk) -> Sequence[Pair]:
    """The open pairs that this steward may compare, in the order in which they get them."""
    found = {pair.link.id: pair for pair in await desk.stewarding.waiting(MOST)}
    mine = {name: pair for name, pair in found.items() if may_compare(viewer, (pair.one, pair.other))}
    return [mine[link.id] for link in in_turn([pair.link for pair in mine.values()], viewer.id)]


async def judge_link(turn: Turn, viewer: Viewer, command: JudgeLink, desk: Desk) -> Answer:
    """Keep an answer, or ask once more before two records become one."""
    pair = await pair_for(viewer, command.link_id, desk)
    if pair is None or command.answer not in set(LinkAnswer):
        return refused(turn, viewer)
    if turn.outdated or pair.link.state is not LinkState.OPEN:
        return await next_pair(turn, viewer, desk, BEFORE_YOU)
    answer, words = LinkAnswer(command.answer), " ".join(command.words.split())
    if answer is LinkAnswer.SAME:
        kept, gone = sides(pair)
        outlook = await desk.stewarding.outlook(kept.id, gone.id, turn.today)
        card = merge_form(merge_view(pair, outlook, turn.today, words))
        return Answer((Reply(card),), Effects(audit=seen(turn, viewer, pair, Outcome.FORM_SHOWN)))
    after = answered(pair.link, viewer.id, turn.now, answer, words)
    effects = Effects(
        audit=judged(turn, viewer, pair, answer, words), rewrites=(LinkRewrite(pair.link, after),)
    )
    said = KEPT_APART if answer is LinkAnswer.DIFFERENT else PASSED_ON
    return await next_pair(turn, viewer, desk, said, effects, but=pair.link.id)


async def pair_for(viewer: Viewer, link_id: str, desk: Desk) -> Pair | None:
    """A pair that this viewer may compare; None also where it is not known."""
    pair = await desk.stewarding.pair(link_id)
    return pair if pair and may_compare(viewer, (pair.one, pair.other)) else None


def seen(turn: Turn, viewer: Viewer, pair: Pair, outcome: Outcome = Outcome.SHOWN) -> tuple[AuditEntry, ...]:
    """That both records were seen: an entry for each child."""
    return tuple(
        entry_by(turn, viewer, Action.DUPLICATES_SEE, outcome, child_id=child, basis=BASIS)
        for child in _two(pair)
    )


def judged(turn: Turn, viewer: Viewer, pair: Pair, answer: LinkAnswer, words: str) -> tuple[AuditEntry, ...]:
    """What was answered, for each child."""
    reason = f"{answer}: {words}".rstrip(": ")
    return tuple(
        entry_by(
            turn, viewer, Action.DUPLICATES_JUDGE, Outcome.CHANGED, child_id=child, basis=BASIS, reason=reason
        )
        for child in _two(pair)
    )


def refused(turn: Turn, viewer: Viewer) -> Answer:
    """The same for what is not known and for what is not this viewer's to decide."""
    entry = entry_by(turn, viewer, Action.DUPLICATES_SEE, Outcome.REFUSED)
    return Answer((Reply(not_found()),), Effects(audit=(entry,)))


def _two(pair: Pair) -> Sequence[ChildId]:
    return [pair.one.id, pair.other.id]


def _and(effects: Effects, audit: tuple[AuditEntry, ...]) -> Effects:
    return Effects(audit=effects.audit + audit, rewrites=effects.rewrites, notices=effects.notices)


async def waiting_for(viewer: Viewer, desk: Desk) -> int:
    """How many pairs wait for a steward who has not been unsure of them."""
    mine = await pairs_for(viewer, desk)
    return sum(all(said.by != viewer.id for said in pair.link.answers) for pair in mine)
