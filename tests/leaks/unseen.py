"""One thing more in the borough, that nobody in ``BLIND`` may see, except whom the table names.

Every kind is about one child in the focus. What is hidden is decided here from the design's tables, without
the product's policy.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sandbox.world.build import personal_chat
from sandbox.world.numbers import guid

Json = dict[str, Any]

LEILA, HELEN, TOBIAS = "p-leila-osei", "p-helen-marchetti", "p-tobias-lindqvist"
STRANGER = "p-robin-ellery"
BLIND = (
    LEILA, HELEN, TOBIAS, "p-marcus-thorne", "p-meera-chaudhuri", "p-joanna-whitlock", "p-ellie-farrow",
    "p-beatriz-fonseca", "p-denise-okafor", "p-carol-beamish", "p-gareth-pugh", "p-fiona-maddox",
    "p-declan-rafferty", "p-sunita-rao", STRANGER,
)  # fmt: skip
SILAS, ODILE, EDITH, VERA = "p-silas-quarrie", "p-odile-brandt", "p-edith-lomax", "p-vera-ashdown"
FOCUS = ("c-1001", "c-1007", "c-1009", "c-1031")
LINED = ("c-1007", "c-1031")
"""Those of the focus of whom everybody reads "a further service" already."""


def furnish(world: Json) -> None:
    """Put the people of the unseen into every borough, so that they are no difference by themselves."""
    world["agencies"] += [
        {"id": "harbour", "name": "Harbour Annexe", "kind": "charity"},
        {"id": "lantern", "name": "Lantern Club", "kind": "charity"},
    ]
    world["services"] += [
        {"id": "annexe", "agency": "harbour", "name": "Annexe Counselling", "sensitive": True},
        {"id": "club", "agency": "lantern", "name": "Lantern Evenings", "sensitive": False},
    ]
    for who, name, agency, service in (
        (SILAS, "Silas Quarrie", "harbour", "annexe"),
        (EDITH, "Edith Lomax", "harbour", "annexe"),
        (VERA, "Vera Ashdown", "harbour", "annexe"),
        (ODILE, "Odile Brandt", "lantern", "club"),
    ):
        row = deepcopy(_person(world, LEILA))
        row |= {"id": who, "name": name, "role": "Listener", "agency": agency, "service": service}
        row |= {"aadObjectId": guid(f"user {who}"), "email": f"{who}@annexe.example", "phone": "01632 960999"}
        world["people"].append(row)
        world["conversations"].append(personal_chat(who))


def involve(world: Json, child: str, who: str, **changes: Any) -> None:
    """One involvement more, in the words of the world."""
    person = _person(world, who)
    row = deepcopy(world["involvements"][0])
    row |= {"id": f"i-{child}-{who}", "child": child, "practitioner": who, "service": person["service"]}
    row |= {"role": person["role"], "until": None, "visibility": "open", "disclosure": "none", "basis": ""}
    world["involvements"].append(row | {"namedTo": []} | changes)


def _person(world: Json, who: str) -> Json:
    return next(one for one in world["people"] if one["id"] == who)


def _sensitive(world: Json, child: str, who: str = SILAS, **changes: Any) -> None:
    involve(world, child, who, **{"visibility": "sensitive", **changes})


def _day(world: Json, days: int) -> str:
    newest = max(
        date.fromisoformat(one["lastContact"]) for one in world["involvements"] if one["lastContact"]
    )
    return (newest + timedelta(days=days)).isoformat()


def _child(world: Json, like: str, number: str, **changes: Any) -> str:
    row = deepcopy(next(one for one in world["children"] if one["id"] == like))
    row |= {"id": f"c-{number}", "reference": f"C-{number}", "area": "Elsewhere", "nhsNumber": "", "upn": ""}
    world["children"].append(row | changes)
    return str(row["id"])


def _namesake(world: Json, child: str, number: str, *, shielded: bool, known: bool) -> None:
    twin = _child(world, child, number, shielded=shielded)
    if known:
        _sensitive(world, twin)
    case = {"id": f"case-{number}", "children": [twin], "lead": SILAS if known else None}
    status = "open" if shielded else "closed"
    days = {"opened": "2026-03-02", "closed": None if shielded else "2026-09-30"}
    world["cases"].append(
        case | days | {"reference": f"qoxu-{number}", "status": status, "conversation": None}
    )


def _relative(world: Json, child: str, number: str, *, kind: str, shielded: bool, known: bool) -> None:
    names = [{"given": "Perdita", "family": "Vale"}]
    relative = _child(world, child, number, names=names, shielded=shielded)
    world["persons"].append({"id": f"a-{number}", "name": {"given": "Lorcan", "family": "Vale"}})
    world["relationships"] += [{"child": relative, "other": f"a-{number}", "kind": "father"}]
    if kind == "household":
        home = next(one for one in world["households"] if child in one["members"])
        home["members"] += [relative, f"a-{number}"]
    else:
        world["relationships"] += [
            {"child": child, "other": relative, "kind": kind},
            {"child": relative, "other": child, "kind": "sibling"},
        ]
    if known:
        _sensitive(world, relative)


def _agreement(world: Json, start: int, end: int) -> None:
    row = deepcopy(world["agreements"][0])
    row |= {"id": f"agreement-lantern-{start}", "agencies": ["lantern", *row["agencies"]]}
    world["agreements"].append(row | {"validFrom": _day(world, start), "validTo": _day(world, end)})


@dataclass(frozen=True)
class Thing:
    """What it is, what it does to the world, who may see it after all, and the ids and names it brings."""

    what: str
    add: Callable[[Json, str], None]
    seen_by: frozenset[str] = frozenset()
    only: tuple[str, ...] = FOCUS
    brings: tuple[str, ...] = ()
    deed: bool = False

    def __repr__(self) -> str:
        return self.what


GOVERNED = frozenset({HELEN})
"""A governance lead who knows its reference reads what has been done about any child."""
BEHIND_ONE_LINE = frozenset({TOBIAS})
"""He is all of the line that others read of Ifrah; to him it would be a new one."""


def _of_child(what: str, number: str, add: Callable[..., None], **how: Any) -> Thing:
    """A child whom nobody may see. A shielded one may be asked for by its reference: that is not typed."""
    own = () if how.get("shielded") else (f"C-{number}",)
    return Thing(
        what,
        lambda world, child: add(world, child, number, **how),
        GOVERNED,
        brings=(f"c-{number}", f"case-{number}", f"qoxu-{number}", f"a-{number}", *own),
    )


THINGS = (
    Thing("a sensitive involvement", _sensitive),
    Thing(
        "a sensitive involvement of an agency of the borough",
        lambda world, child: _sensitive(world, child, "p-naomi-castellan"),
        # Her service is a further service to Niamh already, and she herself is there.
        only=("c-1001", "c-1009", "c-1031"),
    ),
    Thing(
        "a second one disclosed by existence",
        lambda world, child: _sensitive(world, child, EDITH, disclosure="existence", basis="Consent"),
        BEHIND_ONE_LINE,
        LINED,
    ),
    Thing(
        "a second one, named to somebody else",
        lambda world, child: _sensitive(
            world, child, EDITH, id="i-named", role="Mentor", disclosure="named", basis="Consent",
            namedTo=["p-adaeze-obi"],
        ),
        BEHIND_ONE_LINE,
        LINED,
    ),
    Thing(
        "a sensitive involvement that is over",
        lambda world, child: _sensitive(
            world, child, EDITH, id="i-over", until=_day(world, -30), disclosure="existence", basis="Consent"
        ),
    ),
    Thing(
        "a sensitive involvement that is yet to begin",
        lambda world, child: _sensitive(
            world, child, EDITH, id="i-ahead", since=_day(world, 900), lastContact=None, lastConfirmed=None
        ),
    ),
    Thing(
        "an involvement without an agreement",
        lambda world, child: involve(world, child, ODILE, id="i-unsigned"),
    ),
    # A governance lead's look at a month of access tells which agreements have ended.
    Thing("an agreement that is over", lambda world, _: _agreement(world, -400, -20), GOVERNED),
    Thing("an agreement yet to begin", lambda world, _: _agreement(world, 800, 900)),
    Thing("a manager of a hidden service", lambda world, _: _person(world, EDITH).update(manages=["annexe"])),
    _of_child("an unknown namesake", "9001", _namesake, shielded=False, known=False),
    _of_child("a namesake known to a hidden service only", "9002", _namesake, shielded=False, known=True),
    _of_child("a shielded namesake", "9003", _namesake, shielded=True, known=True),
    _of_child("a shielded sibling", "9004", _relative, kind="sibling", shielded=True, known=True),
    _of_child(
        "a twin known to a hidden service only", "9005", _relative, kind="twin", shielded=False, known=True
    ),
    _of_child("a sibling nobody works with", "9006", _relative, kind="sibling", shielded=False, known=False),
    _of_child("a member of the household", "9007", _relative, kind="household", shielded=False, known=True),
    Thing(
        "what somebody unseen did and looked at",
        lambda world, child: _sensitive(world, child, VERA),
        GOVERNED,
        deed=True,
    ),
)  # fmt: skip
