"""Which children are of one family, and which adults are theirs: read off the register's own words."""

import re
from collections.abc import Iterable

from cases.model import Adult, ChildId, Relatives

# Words that are in neither list make no family: what nobody thought of stays closed.
_SIBLING = re.compile(
    r"(?:(?:half|step|foster|adoptive|adopted)[ -]?)?(?:sibling|brother|sister|twin|triplet)", re.IGNORECASE
)
_PARENT = re.compile(
    r"(?:(?:step|adoptive|birth|biological|legal)[ -]?)?(?:mother|father|parent|mum|dad)", re.IGNORECASE
)


def kin(child: ChildId, relatives: Relatives) -> frozenset[ChildId]:
    """The other children of this child's family, whoever may see them.

    Siblings and, where a parent is a child on the register too, that parent or that baby, from whichever side
    it is recorded; children who share a parent; children who live in the same household. One step and no
    more: the family of a sibling is another question, about that sibling.
    """
    return frozenset(
        {*_related(child, relatives), *_same_parent(child, relatives)} | _at_home(child, relatives)
    ) - {child}


def adults(child: ChildId, relatives: Relatives) -> tuple[Adult, ...]:
    """The adults recorded as related to this child, parents first. Living in one household is not enough."""
    own = {adult for adult in relatives.adults if adult.child_id == child}
    return tuple(
        sorted(
            own,
            key=lambda one: (not _is_parent(one.kind), one.kind.lower(), str(one.person.name), one.person.id),
        )
    )


def _related(child: ChildId, relatives: Relatives) -> Iterable[ChildId]:
    for one in relatives.children:
        if child in (one.child_id, one.other) and (
            _SIBLING.fullmatch(one.kind.strip()) or _is_parent(one.kind)
        ):
            yield ChildId(one.other) if one.child_id == child else one.child_id


def _same_parent(child: ChildId, relatives: Relatives) -> Iterable[ChildId]:
    parents = [adult for adult in relatives.adults if _is_parent(adult.kind)]
    mine = {adult.person.id for adult in parents if adult.child_id == child}
    return (adult.child_id for adult in parents if adult.person.id in mine)


def _at_home(child: ChildId, relatives: Relatives) -> frozenset[ChildId]:
    homes = (home.children for home in relatives.households if child in home.children)
    return frozenset[ChildId]().union(*homes)


def _is_parent(kind: str) -> bool:
    return bool(_PARENT.fullmatch(kind.strip()))
