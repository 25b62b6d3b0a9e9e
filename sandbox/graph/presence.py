"""Whether people are there just now, and their pictures."""

import hashlib
import struct
import zlib
from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.graph import Graph
from sandbox.graph.odata import one
from sandbox.graph.shapes import PresencesBody
from sandbox.graph.state import User
from sandbox.graph.users import find_at_home, user_at_home

Json = dict[str, Any]

MOST_PRESENCES = 650
_SIDE = 48
_SIZE = f"{_SIDE}x{_SIDE}"
# One person in so many has put up no picture.
_WITHOUT = 5
_STATES = (
    ("Available", "Available"),
    ("Busy", "InAMeeting"),
    ("Away", "Away"),
    ("Offline", "Offline"),
    ("DoNotDisturb", "Presenting"),
)


def get_presence(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/presence``."""
    user = user_at_home(graph.state, ask.ids[0])
    return one(ask, "presence", f"users('{user.id}')/presence", _presence(user))


def list_presences(graph: Graph, ask: Ask) -> Answer:
    """``POST /communications/getPresencesByUserId``. Who is not in the directory is left out."""
    ids = ask.body(PresencesBody).ids
    if not 1 <= len(ids) <= MOST_PRESENCES:
        raise bad_request(f"Between 1 and {MOST_PRESENCES} user ids are needed.")
    found = (find_at_home(graph.state, user_id) for user_id in ids)
    context = f"{ask.origin}/$metadata#Collection(microsoft.graph.presence)"
    return Answer(200, {"@odata.context": context, "value": [_presence(user) for user in found if user]})


def get_photo(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/photo``."""
    user = _pictured(graph, ask)
    row = {
        "@odata.mediaContentType": "image/png",
        "@odata.mediaEtag": f'"{user.id}"',
        "id": _SIZE,
        "height": _SIDE,
        "width": _SIDE,
    }
    return one(ask, "profilePhoto", f"users('{user.id}')/photo", row)


def get_picture(graph: Graph, ask: Ask) -> Answer:
    """``GET /users/{id}/photo/$value``: a square of the person's own colour."""
    user = _pictured(graph, ask)
    return Answer(200, _png(_digest(user)[:3]), {"Content-Type": "image/png"})


def _pictured(graph: Graph, ask: Ask) -> User:
    user = user_at_home(graph.state, ask.ids[0])
    if _digest(user)[3] % _WITHOUT == 0:
        raise GraphError(404, "ImageNotFound", "The photo wasn't found.")
    return user


def _presence(user: User) -> Json:
    availability, activity = _STATES[_digest(user)[4] % len(_STATES)]
    return {
        "id": user.id,
        "availability": availability,
        "activity": activity,
        "statusMessage": None,
        "outOfOfficeSettings": {"message": None, "isOutOfOffice": False},
        "workLocation": None,
        "sequenceNumber": None,
    }


def _digest(user: User) -> bytes:
    return hashlib.sha256(user.id.encode()).digest()


def _png(colour: bytes) -> bytes:
    rows = (b"\x00" + colour * _SIDE) * _SIDE
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
