"""How a letter begins and ends: by language, rank, and what is known of the holder. Pure; the words lie beside, a file a language.

A suggestion that a person approves, always. Gender is taken only where somebody set it; without it every language has words that
fit whoever reads them. A form that needs something unknown (a name, a patronymic) is passed over for the next one in its list.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from safeconduct.advocacy.rules.addressing import Rank

FOLDER = "salutation_words"
FALLBACK = "en"
OF_A_PERSON = frozenset({"name", "given", "family", "patronymic"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is written to. ``title`` is the post's in the language of the letter, ``place`` its country; all may be empty but the rank."""

    rank: Rank = Rank.OFFICIAL
    title: str = ""
    place: str = ""
    gender: str = ""  # of rules.addressing.Gender
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    patronymic: str = ""
    honorific: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How to begin and end. ``language`` is the one the words are in: English, where there are no rules for the one asked for."""

    language: str
    salutation: str  # with the mark that ends it
    closing: str  # with the mark that ends it
    envelope: str  # the first line of the address; "" where neither name nor title is known
    continues_lower: bool  # the text after the salutation goes on with a small letter
    is_named: bool  # it names the person
    opening: str  # an example of how the text begins, with the letter it begins with
    has_rules: bool = True  # False: English words, because this language has none


def languages() -> tuple[str, ...]:
    """Give the languages that have rules, in alphabetical order."""
    folder = files("safeconduct.advocacy.rules").joinpath(FOLDER)
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def form_for(language: str, reader: Reader) -> Form:
    """Give the form of address for this reader in this language (BCP 47; a region is passed over)."""
    base = language.partition("-")[0]
    known = base if base in languages() else FALLBACK
    words = _words(known)
    values = _values(words, reader)
    template, is_of_rank = next(_fitting(words["salutation"], reader, values))
    is_named = bool(_needs(template) & OF_A_PERSON)
    said = template.format(**values)
    closing = _closing(words["closing"], reader.rank, is_named=is_named, is_of_rank=is_of_rank)
    envelope = next(_fitting(words["envelope"], reader, values), ("", False))[0]
    return Form(
        language=known,
        salutation=_capital(said + words["mark"]),
        closing=closing.format(salutation=_capital(said)),
        envelope=_capital(envelope.format(**values)),
        continues_lower=words["continues_lower"],
        is_named=is_named,
        opening=words["opening"][:1].lower() + words["opening"][1:] if words["continues_lower"] else words["opening"],
        has_rules=known == base,
    )


@cache
def _words(language: str) -> dict[str, Any]:
    text = files("safeconduct.advocacy.rules").joinpath(FOLDER, f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _values(words: dict[str, Any], reader: Reader) -> dict[str, str]:
    """Give what the placeholders stand for. An honorific is used only where the language's list knows it: "Mr" is no German."""
    full = " ".join(part for part in (reader.given_name, reader.family_name) if part)
    honorific = words.get("honorifics", {}).get(reader.honorific.casefold().replace(".", "").strip(), "")
    title = reader.title.strip()
    if words.get("small_title") and title[1:2].islower():
        title = title[:1].lower() + title[1:]
    return {
        "name": reader.name.strip() or full,
        "given": reader.given_name.strip(),
        "family": reader.family_name.strip(),
        "patronymic": reader.patronymic.strip(),
        "honorific": honorific,
        "title": title,
    }


def _fitting(table: dict[str, Any], reader: Reader, values: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Walk the forms that have all they need: of this rank in this country, of this rank, of anybody; this gender's, then anybody's."""
    for key in (f"{reader.rank}@{reader.place.partition('-')[0]}", str(reader.rank), "default"):
        for gender in filter(None, (reader.gender, "any")):
            for template in table.get(key, {}).get(gender, ()):
                if all(values[need] for need in _needs(template)):
                    yield template, key != "default"


def _closing(table: dict[str, str], rank: Rank, *, is_named: bool, is_of_rank: bool) -> str:
    if rank in table:
        return table[rank]
    return table["named"] if is_named else table["ranked"] if is_of_rank else table["unnamed"]


def _needs(template: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(template) if name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
