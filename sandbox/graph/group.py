"""A group of the directory."""

from dataclasses import dataclass


@dataclass(slots=True)
class Group:
    """A group of the directory. ``members`` are ids of users and of other groups."""

    id: str
    name: str
    members: set[str]
