"""The keys that a query looks for: never more than the database takes at once."""

from cases.birth import take_birth
from cases.matching import ask, probes
from cases.matching.nicknames import Forms
from cases.matching.probes import MOST
from cases.query import Query

LONG = "Mohammed Yusuf Ibrahim Hassan Hussein Ahmed Alexander Elizabeth"


def test_a_long_name_with_many_other_forms_is_looked_for_by_the_most_telling_keys():
    born, _ = take_birth("2 March 2014")

    for query in (Query(LONG), Query(LONG, born), Query(LONG, area="Millrace")):
        asked = ask(query, Forms())
        assert len(probes(asked)) == MOST
        assert min(probes(asked).values()) >= 2
        assert probes(asked) == probes(ask(query, Forms()))


def test_a_plain_name_needs_far_fewer():
    assert len(probes(ask(Query("Amra Hassan"), Forms()))) < MOST / 2
