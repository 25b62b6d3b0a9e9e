"""The stewards' queue: pairs that may be one child, and what stewards said of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from cases.model import Answered, ChildId, Link, LinkAnswer, LinkState, PractitionerId
from cases.records import LinkRewrite, NewLinks
from store.tables import child_link_answers, child_links
from store.upsert import insert

_ANSWERS = (
    select(child_link_answers)
    .where(child_link_answers.c.link_id.in_(bindparam("ids", expanding=True)))
    .order_by(child_link_answers.c.link_id, child_link_answers.c.number)
)
_ONE = select(child_links).where(child_links.c.id == bindparam("link"))
_LOCK = (
    select(child_links.c.id)
    .where(child_links.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(child_links.c.id)
    .with_for_update(key_share=True)
)
_UPDATE = update(child_links).where(child_links.c.id == bindparam("link"))


def read(connection: Connection, statement: Select[Any], **asked: object) -> Sequence[Link]:
    """Pairs with their answers, in the order of the statement."""
    found = connection.execute(statement, asked).all()
    answers: dict[str, list[Answered]] = {row.id: [] for row in found}
    for row in connection.execute(_ANSWERS, {"ids": sorted(answers)}) if answers else ():
        said = Answered(row.at, PractitionerId(row.by_id), LinkAnswer(row.answer), row.words)
        answers[row.link_id].append(said)
    return tuple(_link(row, answers) for row in found)


def one(connection: Connection, link: str) -> Link | None:
    """A pair by its id."""
    found = read(connection, _ONE, link=link)
    return found[0] if found else None


def _link(row: Row[Any], answers: Mapping[str, Sequence[Answered]]) -> Link:
    return Link(
        id=row.id,
        one=ChildId(row.one_id),
        other=ChildId(row.other_id),
        probability=row.probability,
        at=row.at,
        state=LinkState(row.state),
        answers=tuple(answers[row.id]),
    )


def lock_new(connection: Connection, changes: Sequence[NewLinks]) -> None:
    """Nothing to lock: a pair that another transaction writes first is left as it is."""


def is_new(connection: Connection, change: NewLinks) -> bool:  # noqa: ARG001 - a Rewriter's
    """Always: what is there already is no reason to decide again."""
    return True


def add(connection: Connection, change: NewLinks) -> None:
    """Write those pairs that were never in the queue."""
    put(connection, change.links)


def put(connection: Connection, links: Iterable[Link]) -> int:
    """Write those of these pairs that were never in the queue; how many that was."""
    statement = insert(connection.dialect.name, child_links).on_conflict_do_nothing()
    values = [_values(link) for link in sorted(links, key=lambda link: (link.one, link.other))]
    return len(connection.scalars(statement.returning(child_links.c.id), values).all()) if values else 0


def _values(link: Link) -> dict[str, Any]:
    one, other = sorted((link.one, link.other))
    return {
        "id": link.id,
        "one_id": one,
        "other_id": other,
        "probability": link.probability,
        "at": link.at,
        "state": link.state,
    }


def lock(connection: Connection, changes: Sequence[LinkRewrite]) -> None:
    """Keep others from answering these pairs until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.before.id for change in changes})}).all()


def is_current(connection: Connection, change: LinkRewrite) -> bool:
    """Whether nobody has answered it since."""
    return one(connection, change.before.id) == change.before


def rewrite(connection: Connection, change: LinkRewrite) -> None:
    """Write the answers that are new, and where the pair stands. Call ``lock`` and ``is_current`` first."""
    after = change.after
    connection.execute(_UPDATE.values(state=after.state), {"link": after.id})
    for number, said in enumerate(after.answers[len(change.before.answers) :], len(change.before.answers)):
        values = {"at": said.at, "by_id": said.by, "answer": said.answer, "words": said.words}
        connection.execute(child_link_answers.insert(), {"link_id": after.id, "number": number, **values})
