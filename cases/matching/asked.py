"""What was asked, in the shape it is compared in."""

from dataclasses import dataclass

from cases.matching.nicknames import Forms
from cases.matching.spelling import tokens
from cases.matching.traits import plain_upn
from cases.model import Birth
from cases.query import Query

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in words. ``forms`` are the other forms of each word, in the same places."""

    words: tuple[str, ...] = ()
    forms: tuple[frozenset[str], ...] = ()
    born: Birth | None = None
    nhs_number: str = ""
    upn: str = ""
    area: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing that a child could come close to."""
        return not (self.words or self.nhs_number or self.upn)


def ask(query: Query, forms: Forms) -> Asked:
    """What a query says, in the words that children's traits are in."""
    words = tokens(query.name)[:_MOST_WORDS]
    return Asked(
        words,
        tuple(forms.of(word) for word in words),
        query.born,
        query.nhs_number,
        plain_upn(query.upn),
        " ".join(tokens(query.area)),
    )
