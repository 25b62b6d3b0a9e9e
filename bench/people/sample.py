"""Questions about children of a register, and about children of none, always the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bench.people.asked import Question, typed
from bench.people.children import People
from bench.people.errors import KINDS, remembered
from cases.model import Child

HELD_OUT = 2_026
"""The seed of the questions that figures are told of. What is tried out meanwhile takes another."""
_ELSEWHERE = 1_000
WITHOUT_NUMBER = tuple(kind for kind in KINDS if not kind.startswith("nhs"))
"""The kinds of error that a child of no register can be asked about with."""


def questions(people: People, kind: str, count: int, seed: int = HELD_OUT) -> Iterator[Question]:
    """So many questions with an error of this kind, each about a child of the register."""
    dice = Random(f"{seed}/{kind}/{people.seed}/{people.count}")  # noqa: S311 - the same each time
    for child in _children(people, dice):
        if count == 0:
            return
        if memory := remembered(kind, child, dice):
            yield Question(kind, memory, typed(memory, dice), child)
            count -= 1


def strangers(people: People, kind: str, count: int, seed: int = HELD_OUT) -> Iterator[Question]:
    """The same about children of another country, who are called and born like those of the register.

    Without a number: there, one and the same would be another child's.
    """
    elsewhere = replace(people, seed=people.seed + _ELSEWHERE)
    for question in questions(elsewhere, kind, count, seed):
        assert not question.memory.nhs_number
        yield replace(question, child=None)


def mixed(
    people: People, each: int, kinds: Sequence[str] = tuple(KINDS), seed: int = HELD_OUT
) -> list[Question]:
    """So many of each kind, in an order in which no kind comes by itself."""
    made = [question for kind in kinds for question in questions(people, kind, each, seed)]
    Random(5).shuffle(made)  # noqa: S311 - the same each time
    return made


def _children(people: People, dice: Random) -> Iterator[Child]:
    """Children of blocks drawn by chance, a few of each; without end."""
    while True:
        block = people.block(dice.randrange(people.blocks))
        yield from dice.sample(block, min(8, len(block)))
