"""Names written alike, version n1: so that one person, written by two people in two alphabets, comes to the same words.

``client/casework/names.js`` is the other half; both are held to ``client/vectors/names.json``. What comes out are terms, at most three for
a person, and a token is made of each (``vault.format.keyed``). A term that many people share is worse than none: no birth date that
only fills a gap gives one.
"""

import re
import unicodedata
from collections.abc import Sequence

VERSION = 1  # n1
MOST_TERMS = 3
FEWEST_DIGITS = 9  # a telephone number with fewer is a part of one
LAST_DIGITS = 6
FEWEST_LETTERS = 4  # two consonants each, or three and one
YEAR_LENGTH = 4
_PAIRS = (
    "а:a б:b в:v г:g ґ:g д:d е:e ё:e є:e ж:zh з:z и:i й:i і:i ї:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:kh ц:ts ч:ch "
    "ш:sh щ:sh ъ: ы:i ь: э:e ю:iu я:ia ӏ: қ:k ғ:g ң:n ү:u ұ:u һ:kh ө:o ә:a"
)
CYRILLIC = dict(pair.split(":") for pair in _PAIRS.split())
PALOCHKA = re.compile(r"(?<=[а-яё])[1iIlӀӏ|](?=[а-яёА-ЯЁ]|$|[\s-])")  # typed as whatever the keyboard has
# Sounds that are written in several ways, the longer before the shorter. What is J in one spelling is a vowel in the next: it is left out.
SOUNDS = (
    *(
        ("shch", "s"),
        ("skh", "s"),
        ("tch", "C"),
        ("sch", "s"),
        ("dzh", "d"),
        ("zh", ""),
        ("kh", "k"),
        ("gh", "k"),
        ("ch", "C"),
        ("sh", "s"),
    ),
    *(("ts", "s"), ("tz", "s"), ("dz", "z"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "s"), ("j", ""), ("x", "ks"), ("q", "k")),
    *(("w", "v"), ("h", "k"), ("g", "k")),
)
ENDINGS = re.compile("(?<=[a-z]{3})(ova|eva|ina|ov|ev|in|off|eff|a)$")
PATRONYMIC = re.compile("([oe]vit?ch|[oe]vna|ichna)$")
VOWELS = re.compile("[aeiouy]")
DOUBLES = re.compile(r"(.)\1+")
NOT_LETTERS = re.compile("[^a-z ]")
SHORTEST = 3  # letters of a word: shorter ones are articles, and are left out as often as not


def skeleton(name: str) -> str:
    """Give the consonants of a name, word by word in the order of the alphabet; empty where too little is left to tell people apart."""
    words = [word for word in _latin(name).split() if len(word) >= SHORTEST]
    if len(words) > 2:  # noqa: PLR2004 — a name, a surname, and a father's name that some write and some do not
        words = [word for word in words if not PATRONYMIC.search(word)]
    return " ".join(sorted({bone for word in words if (bone := _bones(word))}))


def terms_of(*, names: Sequence[str], born: str = "", father: str = "", telephone: str = "") -> list[str]:
    """Give the terms of a person: names with the whole birth date, with its year and the father's name, with the end of a telephone number.

    ``born`` is a day (``1994-05-17``), a year, or nothing; the first of January counts as not known, because it is what is written where
    it is not. Without a name of two words there are no terms at all.
    """
    whole = skeleton(" ".join(names))
    if len(whole.split()) < 2 or len(whole) < FEWEST_LETTERS:  # noqa: PLR2004 — one word is no name
        return []
    terms = []
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", born) and not born.endswith("-01-01"):
        terms.append(f"n1 day {whole} {born}")
    if re.match("[0-9]{4}", born) and (of := skeleton(father)):
        terms.append(f"n1 year {whole} {born[:YEAR_LENGTH]} {of}")
    digits = re.sub("[^0-9]", "", telephone)
    if len(digits) >= FEWEST_DIGITS:
        terms.append(f"n1 call {whole} {digits[-LAST_DIGITS:]}")
    return terms


def _latin(name: str) -> str:
    """Write a name in small Latin letters and spaces."""
    told = PALOCHKA.sub("", unicodedata.normalize("NFC", name).lower())
    written = "".join(CYRILLIC.get(letter, letter) for letter in told)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", written) if not unicodedata.category(letter).startswith("M"))
    return NOT_LETTERS.sub("", re.sub(r"[-‐‑–—/.,\s]", " ", plain).replace("ı", "i").replace("ß", "ss"))


def _bones(word: str) -> str:
    """Give the consonants of one word, as they sound."""
    told = ENDINGS.sub("", word)
    for written, sound in SOUNDS:
        told = told.replace(written, sound)
    return VOWELS.sub("", DOUBLES.sub(r"\1", told))
