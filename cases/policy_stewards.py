"""What stewards may see and decide: the rules of docs/policy.md, "Two records, one child"."""

from collections.abc import Iterable

from cases.model import Child, Viewer


def is_steward(viewer: Viewer) -> bool:
    """Whether this viewer is asked whether two records are one child."""
    return viewer.practitioner.steward


def may_compare(viewer: Viewer, children: Iterable[Child]) -> bool:
    """Whether this viewer may see these children side by side, merge them, and undo it.

    Of a shielded child that takes a governance lead who is a steward as well.
    """
    shielded = any(child.shielded for child in children)
    return is_steward(viewer) and (viewer.practitioner.governance_lead or not shielded)
