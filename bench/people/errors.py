"""The kinds of error that a question about a child may have: each a function from a child to what is left.

A kind answers None for a child to whom it cannot happen: nobody shortens a name that has no short form.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from bench.people.also import SHORT, SPELT
from bench.people.asked import Memory
from bench.people.names import OWN_SCRIPT, a_family, an_origin
from bench.people.slips import is_latin, misremembered, mistyped, one_digit_wrong, plain
from bench.people.target import Target
from cases.model import Birth, Child, Name

_LATIN = {own: latin for latin, own in OWN_SCRIPT.items()}
_JOINED = "- "


Kind = Callable[[Target], Memory | None]


def remembered(kind: str, child: Child, dice: Random) -> Memory | None:
    """What is left of a child in somebody's memory after an error of this kind; None if it cannot happen."""
    name = dice.choice(child.names)
    if kind != "exact":
        # Second names are hardly ever said, and accents not always.
        if " " in name.given and dice.random() < 0.6 and is_latin(name.given):
            name = replace(name, given=name.given.split()[0])
        if dice.random() < 0.5 and is_latin(str(name)):
            name = Name(plain(name.given), plain(name.family))
    return KINDS[kind](Target(child, name, dice))


def _exact(target: Target) -> Memory | None:
    return Memory(target.name.given, target.name.family, target.born) if target.born else None


def _typo_one_name(target: Target) -> Memory | None:
    return _typo_anywhere(target.whole, target.dice)


def _typo_anywhere(memory: Memory | None, dice: Random) -> Memory | None:
    if memory is None:
        return None
    if dice.random() < 0.6:
        return replace(memory, family=mistyped(memory.family, dice))
    return replace(memory, given=mistyped(memory.given, dice))


def _typo_both_names(target: Target) -> Memory | None:
    memory, dice = target.whole, target.dice
    return memory and replace(
        memory, given=mistyped(memory.given, dice), family=mistyped(memory.family, dice)
    )


def _nickname(target: Target) -> Memory | None:
    memory = target.whole
    short = SHORT.get(plain(memory.given).lower(), ()) if memory else ()
    return replace(memory, given=target.dice.choice(short).title()) if memory and short else None


def _nickname_year_only(target: Target) -> Memory | None:
    return _year_only(_nickname(target))


def _translit(target: Target) -> Memory | None:
    memory, dice = target.whole, target.dice
    if memory is None:
        return None
    given = SPELT.get(plain(memory.given).lower(), ())
    family = SPELT.get(plain(memory.family).lower(), ())
    if not given and not family:
        return None
    return replace(
        memory,
        given=dice.choice(given).title() if given else memory.given,
        family=dice.choice(family).title() if family else memory.family,
    )


def _swapped(memory: Memory | None) -> Memory | None:
    return memory and replace(memory, given=memory.family, family=memory.given)


def _swapped_names(target: Target) -> Memory | None:
    return _swapped(target.whole)


def _swapped_typo_yearmonth(target: Target) -> Memory | None:
    memory = target.whole
    if memory is None or memory.born is None:
        return None
    born = Birth(memory.born.year, memory.born.month)
    return _swapped(replace(memory, family=mistyped(memory.family, target.dice), born=born))


def _year_only(memory: Memory | None) -> Memory | None:
    return replace(memory, born=Birth(memory.born.year)) if memory and memory.born else None


def _typo_year_only(target: Target) -> Memory | None:
    memory = target.whole
    return memory and _year_only(replace(memory, family=mistyped(memory.family, target.dice)))


def _wrong_dob(target: Target) -> Memory | None:
    memory = target.whole
    if memory is None or memory.born is None:
        return None
    return replace(memory, born=misremembered(memory.born, target.dice))


def _wrong_dob_typo(target: Target) -> Memory | None:
    return _typo_anywhere(_wrong_dob(target), target.dice)


def _surname_changed(target: Target) -> Memory | None:
    memory, dice = target.whole, target.dice
    return memory and replace(memory, family=a_family(an_origin(dice), dice))


def _half_of_double_barrel(target: Target) -> Memory | None:
    memory = target.whole
    halves = memory.family.split("-") if memory else ()
    return replace(memory, family=target.dice.choice(halves)) if memory and len(halves) > 1 else None


def _name_typo_no_dob(target: Target) -> Memory | None:
    memory = target.whole
    return memory and replace(memory, family=mistyped(memory.family, target.dice), born=None)


def _nhs_one_digit_wrong_typo_no_dob(target: Target) -> Memory | None:
    memory, number = _name_typo_no_dob(target), target.child.nhs_number
    return replace(memory, nhs_number=one_digit_wrong(number, target.dice)) if memory and number else None


def _joined_tokens(target: Target) -> Memory | None:
    """Ella-Mae as Ellamae, Abdul Rahman as Abdulrahman."""
    memory = target.whole
    if memory is None:
        return None
    apart = [side for side in ("given", "family") if any(mark in getattr(memory, side) for mark in _JOINED)]
    if not apart:
        return None
    joined = {side: _as_one(getattr(memory, side)) for side in apart}
    return replace(memory, **joined)


def _as_one(words: str) -> str:
    return "".join(letter for letter in words if letter not in _JOINED).title()


def _other_script(target: Target) -> Memory | None:
    """A name that the register has in Latin letters in its own script, or the other way round."""
    given, family = (_turned_over(words) for words in (target.name.given, target.name.family))
    if not given or not family or not target.born:
        return None
    return Memory(given, family, target.born)


def _turned_over(words: str) -> str:
    turned = [
        [_LATIN.get(part, OWN_SCRIPT.get(part, "")) for part in word.split("-")] for word in words.split()
    ]
    return " ".join("-".join(parts) for parts in turned) if all(map(all, turned)) else ""


def _one_name_only(target: Target) -> Memory | None:
    """One of the two names, and a date of birth: all that somebody caught."""
    name, dice = target.name, target.dice
    if not target.born:
        return None
    given = name.given if not name.family or dice.random() < 0.6 else name.family
    return Memory(given, "", target.born)


def _typo_no_dob_area(target: Target) -> Memory | None:
    memory, area = _name_typo_no_dob(target), target.child.area
    return replace(memory, area=area) if memory and area else None


KINDS: Mapping[str, Kind] = {
    "exact": _exact,
    "typo_one_name": _typo_one_name,
    "typo_both_names": _typo_both_names,
    "nickname": _nickname,
    "nickname_year_only": _nickname_year_only,
    "translit": _translit,
    "swapped_names": _swapped_names,
    "swapped_typo_yearmonth": _swapped_typo_yearmonth,
    "typo_year_only": _typo_year_only,
    "wrong_dob": _wrong_dob,
    "wrong_dob_typo": _wrong_dob_typo,
    "surname_changed": _surname_changed,
    "half_of_double_barrel": _half_of_double_barrel,
    "name_typo_no_dob": _name_typo_no_dob,
    "nhs_one_digit_wrong_typo_no_dob": _nhs_one_digit_wrong_typo_no_dob,
    "joined_tokens": _joined_tokens,
    "other_script": _other_script,
    "one_name_only": _one_name_only,
    "typo_no_dob_area": _typo_no_dob_area,
}
"""The fifteen kinds of the measured design, then four that it did not have."""
FIFTEEN = tuple(KINDS)[:15]
