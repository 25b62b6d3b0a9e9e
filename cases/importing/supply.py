"""What of a child's record a source may change: what it gave, and what nobody has (docs/policy.md)."""

from collections.abc import Sequence
from dataclasses import replace

from cases.importing.rows import ChildRow
from cases.model import Birth, Child, ChildId, Name

_FIELDS = ("birth", "area", "nhs_number", "upn")


def supplied(
    child: Child, before: ChildRow | None, now: ChildRow | None, others: Sequence[ChildRow] = ()
) -> Child:
    """The child after a source that gave ``before`` gives ``now``; None is nothing.

    ``others`` is what other sources give of the same child. What is empty is filled. What this source gave
    and nobody else does is changed; what it withdraws falls to what another gives. All else stays as it is.
    """
    changes: dict[str, object] = {
        field: _field(
            getattr(child, field),
            getattr(before, field) if before else None,
            getattr(now, field) if now else None,
            [getattr(other, field) for other in others],
        )
        for field in _FIELDS
    }
    names = _names(child.names, before.names if before else (), now.names if now else (), others)
    # A shield is lifted by a person who decides so, never by a file.
    shielded = child.shielded or bool(now and now.shielded)
    changed: Child = replace(child, names=names, shielded=shielded, **changes)  # type: ignore[arg-type] # by name
    return changed


def fresh(child_id: str, reference: str, row: ChildRow) -> Child:
    """A child whom nobody has given before."""
    return Child(
        ChildId(child_id), reference, row.names, row.birth, row.area, row.nhs_number, row.upn, row.shielded
    )


def _field(
    current: Birth | str | None,
    before: Birth | str | None,
    now: Birth | str | None,
    others: Sequence[Birth | str | None],
) -> Birth | str | None:
    if not current:
        return now or current
    if before != now and before and current == before and current not in others:
        empty = None if isinstance(current, Birth) else ""
        return now or next((other for other in others if other), empty)
    return current


def _names(
    current: tuple[Name, ...], before: tuple[Name, ...], now: tuple[Name, ...], others: Sequence[ChildRow]
) -> tuple[Name, ...]:
    if current == before and now and not others:
        return now
    theirs = {name for other in others for name in other.names}
    gone = {name for name in before if name not in now and name not in theirs}
    place = next((number for number, name in enumerate(current) if name in gone), len(current))
    added = tuple(name for name in now if name not in current)
    kept = (*current[:place], *added, *current[place:])
    left = tuple(name for name in kept if name not in gone)
    return left or current
