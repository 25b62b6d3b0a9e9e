"""What Teams shows of somebody beside their name: their picture, and whether they are there just now."""

from dataclasses import dataclass
from datetime import datetime

from cases.ports_directory import Presence


@dataclass(frozen=True, slots=True)
class Face:
    """As it was at that moment. ``photo`` is a small JPEG or PNG, b"" where there is none."""

    at: datetime
    presence: Presence = Presence.UNKNOWN
    photo: bytes = b""
