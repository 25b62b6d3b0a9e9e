"""A few children of a register in the shape in which the bench's questions are made of the demo's world."""

from random import Random

from bench.people.children import People
from bench.people.slips import is_latin
from bench.people.staff import Staff
from cases.model import Child, Practitioner, Visibility
from sandbox.world.build import personal_chat
from sandbox.world.shape import Row, World


def some_of(people: People, count: int) -> World:
    """So many children, each with a practitioner who works with them openly."""
    staff, dice = Staff(people), Random(f"world {people.seed}")  # noqa: S311 - the same each time
    world: World = {"people": [], "children": [], "involvements": [], "conversations": []}
    askers: set[int] = set()
    for block in dice.sample(range(people.blocks), min(people.blocks, count)):
        children = people.block(block)
        open_to = {
            one.child_id: one.practitioner_id
            for one in staff.involvements(block, children)
            if one.visibility is Visibility.OPEN
        }
        for child in [child for child in children if _plain(child) and child.id in open_to][:4]:
            world["children"].append(_row(child))
            asker = open_to[child.id]
            world["involvements"].append(
                {"child": child.id, "practitioner": asker, "visibility": str(Visibility.OPEN)}
            )
            askers.add(int(asker.removeprefix("p-g")))
        if len(world["children"]) >= count:
            break
    for number in sorted(askers):
        person = staff.practitioner(number)
        world["people"].append(_person(person))
        world["conversations"].append(personal_chat(person.id))
    return world


def _plain(child: Child) -> bool:
    """Whether a question in full about the child is not one about others too."""
    born, name = child.birth, child.names[0]
    known = born is not None and born.day is not None and not born.expected
    return known and not child.shielded and bool(name.family) and is_latin(str(name))


def _row(child: Child) -> Row:
    assert child.birth is not None
    born, name = child.birth, child.names[0]
    return {
        "id": child.id,
        "reference": child.reference,
        "names": [{"given": name.given, "family": name.family}],
        "born": f"{born.year}-{born.month:02d}-{born.day:02d}",
    }


def _person(person: Practitioner) -> Row:
    assert person.identity is not None
    return {
        "id": person.id,
        "name": person.name,
        "tenantId": person.identity.tenant_id,
        "aadObjectId": person.identity.object_id,
    }
