"""Lets msgraph-sdk read an object without looking up more than a thousand modules for it.

Each model of the SDK asks its base class for that one's two fields, and the base class first runs 2,400
import statements that it has no use for: once for each object read. That was more than half of the processor
time of a call (8 ms of 14, and as much again for each member of a list), most of what the first call
waited for, and most of the memory.
"""

from collections.abc import Callable

from kiota_abstractions.serialization import ParseNode
from msgraph.generated.models.entity import Entity

Fields = dict[str, Callable[[ParseNode], None]]


def lean() -> None:
    """Have the SDK's base class give its fields and nothing else. A second time changes nothing."""
    Entity.get_field_deserializers = fields_of


def fields_of(entity: Entity) -> Fields:
    """The fields that every object has: the same as the SDK's own (tests/graph/test_lean.py)."""
    return {
        "id": lambda node: setattr(entity, "id", node.get_str_value()),
        "@odata.type": lambda node: setattr(entity, "odata_type", node.get_str_value()),
    }
