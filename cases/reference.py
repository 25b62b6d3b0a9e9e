"""References of cases: four spoken syllables such as ``lumo-tavi``, made of random letters and of no name.

A reference is what a case is called wherever a name would be too much: in a channel's name, a notification, a
file. So it can be said over the telephone, is a name in no directory, and is nothing that hurts to read.
cases/identifiers.py finds it in what people type.
"""

from hashlib import blake2b
from itertools import count, pairwise, product

_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aeiou"
SYLLABLES = tuple("".join(pair) for pair in product(_CONSONANTS, _VOWELS))
_LENGTH = 4

# What no two syllables in a row may hold: rude or loaded in English, or in another language of the borough.
_RUDE = (
    "bara", "bedo", "bum", "bura", "dago", "dik", "dumo", "fag", "fok", "fuk", "gage", "gun", "hate",
    "hebe", "homo", "hor", "kaka", "kike", "kil", "kuka", "kur", "lede", "loko", "loli", "maga", "moro",
    "nazi", "nig", "nude", "paki", "pede", "pedo", "pelo", "piko", "pipi", "pis", "popo", "pupu", "put",
    "rape", "rapi", "ruka", "sade", "sod", "suk", "suka", "tit", "toto", "vag", "zani",
)  # fmt: skip
# Given names, and what children call their people.
_NAMES = (
    "baba", "bebe", "bela", "beni", "beno", "bibi", "bode", "bola", "bolu", "dada", "dani", "dara", "dave",
    "dele", "deni", "dina", "dino", "dora", "duke", "fede", "fela", "femi", "fifi", "gabe", "gabi", "gene",
    "gigi", "gina", "gino", "hana", "heba", "hope", "hugo", "jada", "jade", "jake", "jana", "jane", "jani",
    "jara", "jena", "jeni", "jodi", "joni", "jose", "jude", "judi", "jule", "juli", "juna", "june", "juno",
    "juri", "kane", "kara", "kari", "kate", "kati", "kiki", "kira", "kobe", "kofi", "kojo", "koko", "koli",
    "lana", "lara", "lena", "leni", "lila", "lili", "lina", "lisa", "lola", "lora", "lori", "luka", "luke",
    "lulu", "luna", "maja", "mali", "malu", "mama", "mara", "mari", "mate", "mika", "mike", "mila", "mile",
    "milo", "mimi", "mina", "miri", "miro", "mona", "musa", "nana", "nate", "neda", "nela", "nika", "niko",
    "nila", "nina", "nino", "nola", "nora", "nori", "nura", "papa", "pavo", "pete", "pola", "rafa", "rafi",
    "rama", "rana", "rani", "ravi", "reda", "remi", "rene", "reza", "rida", "riko", "rina", "rita", "roma",
    "romi", "rosa", "rose", "rubi", "rudi", "rumi", "ruta", "sali", "sami", "sara", "saro", "sasa", "sela",
    "sena", "sima", "sofi", "sona", "suri", "susi", "tani", "tara", "tate", "temi", "tesa", "tina", "tito",
    "tobi", "tola", "toma", "tomi", "toni", "tope", "vali", "veli", "vera", "vida", "viko", "vina", "vito",
    "zaki", "zara", "zeke", "zeno", "zita", "zuri",
)  # fmt: skip
_UNFIT = frozenset(_RUDE + _NAMES)


def reference(random: str, attempt: int = 0) -> str:
    """A reference from random letters, which it does not give away; each ``attempt`` gives another one."""
    drawn = (_drawn(f"{random}\n{attempt}\n{number}") for number in count())
    chosen = next(one for one in drawn if all(fits(*two) for two in pairwise(one)))
    return f"{''.join(chosen[:2])}-{''.join(chosen[2:])}"


def _drawn(letters: str) -> list[str]:
    digest = blake2b(letters.encode(), digest_size=8 * _LENGTH).digest()
    # Eight bytes for each: which syllable they make is as good as even.
    parts = (digest[start : start + 8] for start in range(0, 8 * _LENGTH, 8))
    return [SYLLABLES[int.from_bytes(part) % len(SYLLABLES)] for part in parts]


def fits(one: str, other: str) -> bool:
    """Whether these two syllables may follow each other, with or without the hyphen between them."""
    both = one + other
    return one != other and not any(word in both for word in _UNFIT)
