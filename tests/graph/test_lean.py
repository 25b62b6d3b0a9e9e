"""The SDK's models are read by their fields alone."""

import subprocess
import sys

COMPARE = """
from msgraph.generated.models.entity import Entity
own = Entity.get_field_deserializers
from graph.lean import fields_of, lean
class Node:
    def __init__(self, value): self.value = value
    def get_str_value(self): return self.value
one, other = Entity(), Entity()
for entity, fields in ((one, own(one)), (other, fields_of(other))):
    for name, read in fields.items():
        read(Node(name))
assert list(own(one)) == list(fields_of(other)), list(own(one))
assert (one.id, one.odata_type) == (other.id, other.odata_type) == ("id", "@odata.type")
"""

FEW = """
import sys
from graph.lean import lean
from msgraph.generated.models.entity import Entity
lean()
before = len(sys.modules)
assert set(Entity().get_field_deserializers()) == {"id", "@odata.type"}
assert len(sys.modules) == before
"""


def run(code: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_is_read_is_what_the_sdk_reads():
    run(COMPARE)


def test_reading_an_object_brings_in_no_module():
    run(FEW)
