"""What somebody typed into the form: read, trimmed, and judged field by field. Pure.

Words for the problems are the page's; here they are codes: missing, too-long, link, begins, not-an-address, unknown.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from safeconduct.kit.countries import country_names
from safeconduct.signing.rules.addresses import LONGEST_MAIL, split_mail
from safeconduct.signing.rules.kinds import Consent, Visibility

LONGEST_NAME, LONGEST_POSTCODE, LONGEST_TICKET, LONGEST_FIELD = 120, 16, 64, 1000
BEGINNINGS = frozenset("=+-@＝＋－＠")  # a spreadsheet would take such a name for a formula
LINKS = ("://", "www.", "@", ".com", ".org", ".net", ".info", ".biz", ".shop", ".xyz", ".click")
JOINING = frozenset("\u200c\u200d")  # names in Persian and in India need them
CONSENTS = tuple(consent.value for consent in Consent)
VISIBILITIES = frozenset(visibility.value for visibility in Visibility)

Fields = Mapping[str, str | Sequence[str]] | Iterable[tuple[str, str]]


class RollLike(Protocol):
    """What must be known of a roll in order to judge an entry."""

    @property
    def danger(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as it was sent, tidied: nothing in it has been believed yet."""

    name: str = ""
    mail: str = ""
    country: str = ""
    postcode: str = ""
    visibility: str = ""
    consents: tuple[str, ...] = ()
    ticket: str = ""
    website: str = ""  # a trap: people do not see this field
    proof: str = ""
    language: str = ""


@cache
def countries() -> frozenset[str]:
    """Give the codes of all countries (ISO 3166-1 alpha-2)."""
    return frozenset(country_names("en"))


def read_entry(fields: Fields) -> Entry:
    """Read an entry from a mapping or from pairs as they stand in a urlencoded body; ``consent`` may come several times.

    Of any other field that comes twice the last one counts. Unknown fields are passed over. Never fails.
    """
    kept: dict[str, str] = {}
    agreed: set[str] = set()
    for name, value in _pairs(fields):
        if name == "consent":
            agreed.add(value)
        else:
            kept[name] = value
    given = kept.get
    mail = tidy(given("mail", ""), LONGEST_MAIL)
    local, at, domain = mail.rpartition("@")
    return Entry(
        name=tidy(given("name", ""), LONGEST_NAME),
        mail=f"{local}{at}{domain.lower()}",
        country=tidy(given("country", ""), 2).upper(),
        postcode=tidy(given("postcode", ""), LONGEST_POSTCODE),
        visibility=tidy(given("visibility", ""), LONGEST_POSTCODE),
        consents=tuple(consent for consent in CONSENTS if consent in agreed),
        ticket=given("ticket", "")[:LONGEST_TICKET],
        website=given("website", "")[:LONGEST_TICKET],
        proof=given("proof", "")[:LONGEST_TICKET],
        language=given("language", "")[:LONGEST_POSTCODE],
    )


def problems_of(entry: Entry, roll: RollLike) -> dict[str, str]:
    """Give what keeps an entry from being a signature: field and code. Empty where nothing does."""
    problems: dict[str, str] = {}
    if problem := _problem_of_name(entry.name):
        problems["name"] = problem
    if not entry.mail:
        problems["mail"] = "missing"
    elif len(entry.mail) > LONGEST_MAIL:
        problems["mail"] = "too-long"
    elif not split_mail(entry.mail)[1]:
        problems["mail"] = "not-an-address"
    if entry.country and entry.country not in countries():
        problems["country"] = "unknown"
    if len(entry.postcode) > LONGEST_POSTCODE:
        problems["postcode"] = "too-long"
    if entry.visibility not in VISIBILITIES and not (not entry.visibility and entry.country in roll.danger):
        problems["visibility"] = "unknown" if entry.visibility else "missing"
    return problems


def visibility_of(entry: Entry, roll: RollLike) -> Visibility:
    """Give how the signer wants to be seen: as chosen; counted only where nothing was chosen in a country of the danger list."""
    if not entry.visibility and entry.country in roll.danger:
        return Visibility.COUNTED
    return Visibility(entry.visibility)


def tidy(text: str, longest: int) -> str:
    """Give a text in one form (NFC) without control signs and needless spaces, with one sign more than ``longest`` at most."""
    text = text[:LONGEST_FIELD]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(_tidied(sign) for sign in text)
    return " ".join(text.split())[: longest + 1]


def _tidied(sign: str) -> str:
    # What is not printable goes: control signs, halves of surrogates, and marks that turn the order of letters around, since a name
    # with one of those could disturb all names after it.
    if sign.isprintable() or sign in JOINING:
        return sign
    return " " if sign.isspace() else ""


def _problem_of_name(name: str) -> str:
    if not any(map(str.isalpha, name)):
        return "missing"
    if len(name) > LONGEST_NAME:
        return "too-long"
    if name[0] in BEGINNINGS:
        return "begins"
    small = name.lower()
    return "link" if any(mark in small for mark in LINKS) else ""


def _pairs(fields: Fields) -> Iterable[tuple[str, str]]:
    if not isinstance(fields, Mapping):
        yield from fields
        return
    every = getattr(fields, "getlist", None)  # Django's QueryDict gives the last value otherwise
    for name in fields:
        value = every(name) if every else fields[name]
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((name, one) for one in value if isinstance(one, str))
