"""Many updates as one message: repeats are one line, in blocks by child or case, and not too many."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cases.model import UpdateKind
from cases.update_reading import Rests, Told
from cases.views import About, UpdateBlock, UpdateLine, UpdatesView

MOST = 12
"""Lines in one message."""

_LAST_COUNTS = (UpdateKind.LEAD_CHANGED, UpdateKind.AWAY)


def updates_view(lines: Iterable[UpdateLine], today: date, *, shared: bool = False) -> UpdatesView:
    """The message; without blocks if there is nothing to say."""
    blocks: dict[About, list[UpdateLine]] = {}
    for line in sorted(lines, key=_order):
        blocks.setdefault(line.about, []).append(line)
    room, more, made = MOST, 0, []
    for about, held in blocks.items():
        merged = _merged(held)
        if not room:
            more += len(merged)
            continue
        some = merged[:room]
        room -= len(some)
        made.append(UpdateBlock(about, tuple(some), len(merged) - len(some)))
    return UpdatesView(tuple(made), today, shared, more)


def common(told: Sequence[Told | None]) -> Told | None:
    """The least of what each of several readers may be told; None if there is one who may not be."""
    everybody = [one for one in told if one is not None]
    if not everybody or len(everybody) < len(told):
        return None
    first, others = everybody[0], everybody[1:]
    line = first.line
    for other in (one.line for one in others):
        line = _least(line, other)
    if line.kind is UpdateKind.AWAY and not line.children:
        return None
    rests: Rests = {
        child: tuple(one for one in ids if all(one in other.rests.get(child, ()) for other in others))
        for child, ids in first.rests.items()
        if all(child in other.rests for other in others)
    }
    return Told(line, rests)


def _least(one: UpdateLine, other: UpdateLine) -> UpdateLine:
    """What both say."""
    about = _least_about(one.about, other.about)
    named = one.names == other.names
    return replace(
        one,
        about=about,
        names=one.names if named else (),
        role=one.role if named and one.role == other.role else "",
        agency=one.agency if named and one.agency == other.agency else "",
        to=one.to if one.to == other.to else "",
        by=one.by if one.by == other.by else "",
        detail=one.detail if one.detail == other.detail else "",
        children=tuple(child for child in one.children if child in other.children),
    )


def _least_about(one: About, other: About) -> About:
    if one.reference == other.reference:
        return one if one.name == other.name else replace(one, name="")
    return one if one.is_case else other


def _order(line: UpdateLine) -> tuple[object, ...]:
    """By when it happened, then by what is said: nothing hidden plays a part."""
    return (line.at, line.kind, line.names, line.detail, line.on, line.about.reference)


def _merged(lines: Sequence[UpdateLine]) -> list[UpdateLine]:
    kept: list[UpdateLine] = []
    for line in lines:
        place = next((number for number, one in enumerate(kept) if _is_of(one, line)), None)
        if place is None:
            kept.append(line)
        else:
            kept[place] = _both(kept[place], line)
    return kept


def _is_of(before: UpdateLine, line: UpdateLine) -> bool:
    """Whether one line says both."""
    if before.kind is UpdateKind.CONFIRMED:
        return line.kind is UpdateKind.CONFIRMED
    if before.kind is UpdateKind.JOINED and line.kind is UpdateKind.LEFT:
        return not before.left_too and (before.names, before.on) == (line.names, line.on)
    if before.kind in _LAST_COUNTS:
        return before.kind is line.kind and (
            line.kind is UpdateKind.LEAD_CHANGED or before.names == line.names
        )
    return replace(before, at=line.at, by=line.by) == line


def _both(before: UpdateLine, line: UpdateLine) -> UpdateLine:
    if line.kind is UpdateKind.CONFIRMED:
        names = tuple(dict.fromkeys((*before.names, *line.names)))
        one = names == before.names
        return replace(
            line,
            at=before.at,
            names=names,
            role=line.role if one else "",
            agency=line.agency if one else "",
            by="",
        )
    if line.kind is UpdateKind.LEFT:
        return replace(before, left_too=True)
    return line
