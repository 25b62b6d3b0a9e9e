"""What has to be so in the end, and what is not."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, select

from bench.chaos.hands import Place
from bench.chaos.life import Life
from bot.work.works import State, Works
from cases.channel_plan import moves, wanted
from cases.local import local_day
from cases.model import CaseStatus, ChannelStage, SeatStage
from cases.ports_casework import CaseFile
from cases.records import Action
from store.casework_files import SqlCasework
from store.database import Database
from store.seals import verify
from store.tables import audit, case_tending, notices

_CARD, _SUMMARY = "case-card", "case-summary"


@dataclass
class Register:
    """The register, and the works in its database."""

    database: Database
    works: Works
    casework: SqlCasework


async def file_of(life: Life, held: Register) -> CaseFile:
    """All about a case."""
    file = await held.casework.case_file(life.id, local_day(life.clock.now()))
    assert file is not None
    return file


async def untold(held: Register) -> str:
    """The notices that have not arrived yet; "" if all have."""
    waiting = await held.database.read(
        lambda connection: connection.execute(select(notices).where(notices.c.ended_at.is_(None))).all()
    )
    return f"notices: {waiting}" if waiting else ""


async def unrest(lives: Sequence[Life], held: Register) -> str:
    """What is not done yet in Teams, as far as the register knows; "" if all is."""
    restless = [await _unrest_of(life, held) for life in lives]
    if any(restless):
        return "\n".join(filter(None, restless))
    counts = held.works.counts()
    if counts[State.WAITING] + counts[State.RUNNING]:
        return f"works: {held.works.listed(lives[0].clock.now())}"
    return ""


async def _unrest_of(life: Life, held: Register) -> str:
    file = await file_of(life, held)
    if _never_had_one(file):
        return ""
    wished = ChannelStage.OPEN if file.case.status is CaseStatus.OPEN else ChannelStage.ARCHIVED
    if file.record is None or file.record.stage is not wished:
        return f"{file.case.reference}, {file.case.status}: {file.record}"
    plan = moves(file, local_day(life.clock.now()))
    return f"{file.case.reference}: {plan}" if plan.add or plan.remove else ""


def _never_had_one(file: CaseFile) -> bool:
    """Whether the case was closed before anybody asked Teams for a channel."""
    asked = file.record is not None and (file.record.channel_id or file.record.name)
    return file.case.status is not CaseStatus.OPEN and not asked


async def wrong(lives: Sequence[Life], held: Register, place: Place) -> list[str]:
    """All that is not as it has to be, a sentence each."""
    there = await place.teams.get("/graph")
    owner = next(one["id"] for one in place.world["people"] if one.get("ownsTeams"))
    found: list[str] = []
    for life in lives:
        found += await _of_case(life, held, place, there, owner)
    found += await _of_trail(lives, held)
    found += [f"{one.name} needs attention: {one.error}" for one in held.works.listed(place.clock.now())
              if one.state is State.ATTENTION]  # fmt: skip
    claims = await held.database.read(
        lambda one: one.execute(select(case_tending).where(case_tending.c.until > place.clock.now())).all()
    )
    found += [f"a claim is left over: {row.case_id}" for row in claims]
    return found


async def _of_case(
    life: Life, held: Register, place: Place, there: Mapping[str, Any], owner: str
) -> list[str]:
    file = await file_of(life, held)
    reference, found = file.case.reference, []
    channels = [one for one in there["channels"] if one["displayName"] == reference]
    if _never_had_one(file) and not channels:
        return []
    if len(channels) != 1:
        return [f"{reference}: {len(channels)} channels"]
    (channel,) = channels
    is_open = file.case.status is CaseStatus.OPEN
    if channel["isArchived"] is is_open:
        found.append(f"{reference}: archived is {channel['isArchived']}, the case {file.case.status}")
    rows = [row for row in there["members"] if row["teamId"] == channel["teamId"]]
    own = channel["id"] if channel["membershipType"] != "standard" else None
    inside = {row["person"] for row in rows if row["channelId"] == own} - {owner}
    people = wanted(file, local_day(place.clock.now())).people
    refused = {seat.identity for seat in file.seats if seat.stage is SeatStage.REFUSED}
    meant = {str(who) for identity, who in people.items() if identity not in refused}
    if inside != meant:
        found.append(f"{reference}: too many {sorted(inside - meant)}, missing {sorted(meant - inside)}")
    cards = await _cards(place, channel["id"])
    if file.record and file.record.stage is ChannelStage.OPEN and cards[_CARD] != 1:
        found.append(f"{reference}: {cards[_CARD]} case cards")
    if cards[_CARD] > 1 or cards[_SUMMARY] > life.closings:
        found.append(f"{reference}: {cards[_CARD]} case cards, {cards[_SUMMARY]} summaries")
    return found


async def _cards(place: Place, conversation: str) -> Counter[str]:
    """How many messages with which first element are in a channel, as the connector was told."""
    alive: dict[str, str] = {}
    for call in await place.teams.get("/connector/log"):
        path = unquote(call["path"]).partition("?")[0].split("/")
        if conversation not in path or not 200 <= call["status"] < 300:
            continue
        if call["method"] == "POST":
            alive[call["response"]["id"]] = _marker(call["request"])
        elif call["method"] == "DELETE":
            alive.pop(path[-1], None)
    return Counter(alive.values())


def _marker(activity: Mapping[str, Any]) -> str:
    body = activity["attachments"][0]["content"].get("body") or [{}]
    return str(body[0].get("id") or "")


async def _of_trail(lives: Sequence[Life], held: Register) -> list[str]:
    """Whoever is in has come once more than they have gone; nobody came twice in a row."""
    found: list[str] = []
    verdict = await verify(held.database)
    if verdict.bad:
        found.append(f"the trail: {verdict.bad}")
    for life in lives:
        file = await file_of(life, held)
        steps = await held.database.read(lambda one, file=file: _steps(one, file.case.id))
        for seat in file.seats:
            came = steps.get((seat.identity.tenant_id, seat.identity.object_id), [])
            joins = came.count(Action.CHANNEL_JOIN)
            doubled = any(a == b == Action.CHANNEL_JOIN for a, b in pairwise(came))
            unsaid = seat.stage is SeatStage.IN and came[-1:] != [Action.CHANNEL_JOIN]
            unsaid = unsaid or (seat.stage is SeatStage.OUT and joins and came[-1] != Action.CHANNEL_LEAVE)
            if doubled or unsaid:
                who = seat.practitioner_id
                found.append(f"{file.case.reference}: the trail of {who}, who is {seat.stage}: {came}")
    return found


def _steps(connection: Connection, case: str) -> dict[tuple[str, str], list[str]]:
    about = (Action.CHANNEL_JOIN, Action.CHANNEL_LEAVE)
    rows = connection.execute(
        select(audit.c.tenant_id, audit.c.object_id, audit.c.action)
        .where(audit.c.basis == f"case:{case}", audit.c.action.in_(about))
        .order_by(audit.c.id)
    )
    steps: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        steps.setdefault((row.tenant_id, row.object_id), []).append(row.action)
    return steps


async def told(lives: Sequence[Life], place: Place) -> tuple[list[str], int]:
    """Which notices are not there once, and how many are twice because of a kill just in between.

    One that its sender took back, because another had sent it meanwhile, is not there.
    """
    there: dict[str, str] = {}
    for call in await place.teams.get("/connector/log"):
        words, path = json.dumps(call["request"]), call["path"].partition("?")[0]
        if call["status"] >= 300:
            continue
        if call["method"] == "POST" and path.endswith("/activities") and '"chaos ' in words:
            there[call["response"]["id"]] = words.partition('"chaos ')[2].partition('"')[0]
        elif call["method"] == "DELETE":
            there.pop(unquote(path).rpartition("/")[2], None)
    arrived = Counter(there.values())
    excused = _broken_off(place)
    found, twice = [], 0
    for number in (one for life in lives for one in life.told):
        if arrived[number] > 1 and arrived[number] - 1 <= excused[number]:
            twice += 1
        elif arrived[number] != 1:
            found.append(f"notice {number} arrived {arrived[number]} times")
    return found, twice


def _broken_off(place: Place) -> Counter[str]:
    """How often a worker died with that notice in hand."""
    taken: dict[tuple[str, str], str] = {}
    for who, what, one, *more in place.notes():
        if what == "takes":
            taken[who, one] = more[0]
        else:
            taken.pop((who, one), None)
    alive = set(map(str, place.workers.alive))
    return Counter(subject for (who, _), subject in taken.items() if who not in alive)
