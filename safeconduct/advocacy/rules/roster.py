"""Bodies, posts, persons and terms of office as a file gives them, in one shape whatever the file; and what can be wrong with one. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from safeconduct.advocacy.rules.addressing import Channel, ContactType, Gender, Rank
from safeconduct.advocacy.rules.register import BodyKind, kind_from_name
from safeconduct.evidence.rules.moments import bounds, normalise

MOST_PROBLEMS = 20  # are told at once; a person mends no more before trying again
LONGEST_KEY = 120  # characters; the column holds the source's name before it
MOST_ENTRIES = 200_000  # of a file, in all lists together

Texts = tuple[tuple[str, str], ...]  # language and words, the original first


class Trouble(StrEnum):
    """What can be wrong with a file; advocacy.words says it in a sentence."""

    NOT_TEXT = "not-text"
    NOT_JSON = "not-json"
    NOT_POPOLO = "not-popolo"
    NO_HEADER = "no-header"
    TOO_MANY = "too-many"
    NOTHING = "nothing"
    MISSING = "missing"
    WRONG_SHAPE = "wrong-shape"
    TOO_LONG = "too-long"
    BAD_CHARACTER = "bad-character"
    UNKNOWN_CODE = "unknown-code"
    UNKNOWN_ENTRY = "unknown-entry"
    TWICE = "twice"
    DATE = "date"
    ENDS_BEFORE = "ends-before"
    NO_EMAIL = "no-email"
    TWO_HOLDERS = "two-holders"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a file: ``line`` 14 of a table, or the 14th of the list ``persons``; number 0: the file as a whole."""

    list: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, in which field, and what stands there (cut short)."""

    trouble: Trouble
    spot: Spot
    field: str = ""
    value: str = ""


class Damaged(Exception):
    """Nothing of the file can be taken; ``problems`` says why, at most ``MOST_PROBLEMS``."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{one.trouble} {one.spot.list} {one.spot.number} {one.field}" for one in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a post or a body."""

    type: ContactType
    value: str
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body of the file; ``key`` is its id there."""

    key: str
    names: Texts
    kind: BodyKind = BodyKind.OTHER
    place: str = ""
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A post in a body of the file."""

    key: str
    body: str
    titles: Texts
    rank: Rank | None = None  # None: the file does not say; its title decides, see rank_of
    language: str = ""
    channel: Channel | None = None
    contacts: tuple[Contact, ...] = ()
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody in public office. What a file says of their birth, face or private life is not taken."""

    key: str
    name: str
    given_name: str = ""
    family_name: str = ""
    patronymic: str = ""
    honorific: str = ""
    gender: str = ""  # of Gender, or empty


@dataclass(frozen=True, slots=True)
class TermEntry:
    """Somebody held a post from when until when (EDTF)."""

    key: str
    post: str
    person: str
    on_behalf_of: str = ""
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole file."""

    bodies: tuple[BodyEntry, ...]
    posts: tuple[PostEntry, ...]
    persons: tuple[PersonEntry, ...]
    terms: tuple[TermEntry, ...]
    left_out: tuple[str, ...] = ()  # columns that nobody knows


class Checks:
    """Reads single values and gathers what is wrong with them, so that a person hears of all of it at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, trouble: Trouble, spot: Spot, field: str = "", value: object = "") -> None:
        """Note a problem; past ``MOST_PROBLEMS`` the file is given up.

        :raises Damaged: where there are as many as anybody would read
        """
        self.problems.append(Problem(trouble, spot, field, str(value)[:60].encode("utf-8", "replace").decode()))
        if len(self.problems) >= MOST_PROBLEMS:
            self.finish()

    def finish(self) -> None:
        """Give the file up if anything was wrong with it.

        :raises Damaged: where there is a problem
        """
        if self.problems:
            raise Damaged(tuple(self.problems))

    def text(self, value: object, spot: Spot, field: str, *, longest: int = 200, lines: bool = False) -> str:
        """Give the words without needless space; ``""`` for none."""
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.add(Trouble.WRONG_SHAPE, spot, field, value)
            return ""
        if _UNKEPT.search(value):
            self.add(Trouble.BAD_CHARACTER, spot, field, ascii(value))
            return ""
        tidy = "\n".join(filter(None, (" ".join(line.split()) for line in value.splitlines()))) if lines else " ".join(value.split())
        if len(tidy) > longest:
            self.add(Trouble.TOO_LONG, spot, field, tidy)
            return ""
        return tidy

    def moment(self, value: object, spot: Spot, field: str) -> str:
        """Give the time as EDTF; ``""`` for none."""
        text = self.text(value, spot, field, longest=60)
        try:
            return normalise(text) if text else ""
        except ValueError:
            self.add(Trouble.DATE, spot, field, text)
            return ""

    def day(self, value: object, spot: Spot, field: str, *, last: bool = False) -> date | None:
        """Give the day, or the first (``last``: the last) that a less exact time can mean; ``None`` for none."""
        edtf = self.moment(value, spot, field)
        return bounds(edtf)[1 if last else 0] if edtf else None

    def span(self, since: object, until: object, spot: Spot, fields: tuple[str, str]) -> tuple[str, str]:
        """Give both ends of a term."""
        begin, end = self.moment(since, spot, fields[0]), self.moment(until, spot, fields[1])
        first, last = bounds(begin)[0] if begin else None, bounds(end)[1] if end else None
        if first and last and last < first:
            self.add(Trouble.ENDS_BEFORE, spot, fields[1], end)
        return begin, end

    def email(self, value: object, spot: Spot, field: str) -> str:
        """Give the address of a mailbox; ``""`` for none."""
        text = self.text(value, spot, field)
        if text and not _EMAIL.fullmatch(text):
            self.add(Trouble.NO_EMAIL, spot, field, text)
            return ""
        return text

    def place(self, value: object, spot: Spot, field: str) -> str:
        """Give the code of a country or region (ISO 3166), or EU; ``""`` for none."""
        text = self.text(value, spot, field).upper()
        if text and not _PLACE.fullmatch(text):
            self.add(Trouble.UNKNOWN_CODE, spot, field, text)
            return ""
        return text

    def code(self, value: object, spot: Spot, field: str, known: type[StrEnum]) -> str:
        """Give a code of a vocabulary; ``""`` for none."""
        text = self.text(value, spot, field).casefold().replace(" ", "-").replace("_", "-")
        if text and text not in set(known):
            self.add(Trouble.UNKNOWN_CODE, spot, field, text)
            return ""
        return text


_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,4})?")
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")
_GENDERS = {"female": "female", "f": "female", "woman": "female", "male": "male", "m": "male", "man": "male"}


def gender_of(text: str) -> str:
    """Give the gender that a file states; ``""`` for any word but those that the salutations know. Never from a name."""
    return Gender(_GENDERS[text.casefold()]).value if text.casefold() in _GENDERS else ""


def decoded(data: bytes) -> str:
    """Give the text of a file in UTF-8, or in UTF-16 with its mark.

    :raises Damaged: where it is neither
    """
    coding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(coding)
    except UnicodeDecodeError as error:
        raise Damaged((Problem(Trouble.NOT_TEXT, Spot("line", data[: error.start].count(b"\n") + 1)),)) from error


_KINDS = {
    BodyKind.PARLIAMENT: ("legislature", "parliament", "chamber", "lower house", "upper house", "assembly"),
    BodyKind.GOVERNMENT: ("government", "cabinet", "executive"),
    BodyKind.AUTHORITY: ("ministry", "department", "agency", "authority", "embassy", "municipality", "region", "council"),
    BodyKind.COURT: ("court", "tribunal"),
    BodyKind.INSTITUTION: ("institution", "intergovernmental", "international"),
    BodyKind.PARTY: ("party", "faction", "political group"),
}


def kind_of(classification: str, name: str, place: str) -> BodyKind:
    """Give what sort of body a file means, by its classification, else by its name."""
    folded = classification.casefold()
    for kind, words in _KINDS.items():
        if any(word in folded for word in words):
            return kind
    return kind_from_name(name, place=place)


# A deputy is no minister: whoever stands below the office named is addressed as an official, until a person says otherwise.
_BELOW = re.compile(
    r"\b(deputy|vice|assistant|adviser|advisor|secretary to|spokes\w+|former|acting chief|office of|staff|wakil|зам\w*|bitr\w*|vize|sous)\b"
)
_RANKS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (
        Rank.HEAD_OF_GOVERNMENT,
        re.compile(r"\b(prime minister|head of government|statsminister|bundeskanzler(in)?|premier ministre|première ministre)\b"),
    ),
    (Rank.HEAD_OF_STATE, re.compile(r"\b(head of state|president of the republic|bundespräsident(in)?|président de la république)\b")),
    (Rank.AMBASSADOR, re.compile(r"\b(ambassad\w+|ambassadør|botschafter(in)?|посол)\b")),
    (Rank.COMMISSIONER, re.compile(r"\b(commissioner|kommissionär|kommissær|eu-kommissar(in)?)\b")),
    (Rank.MINISTER, re.compile(r"(\bminister\b|minister(n|in|en)?\b|\bministre\b|\bминистр\b)")),
    (Rank.MAYOR, re.compile(r"\b(mayor|governor|borgmästare|borgmester|bürgermeister(in)?|maire|мэр|губернатор)\b")),
    (Rank.PROSECUTOR, re.compile(r"\b(prosecutor|judge|attorney general|åklagare|anklager|staatsanw\w+|procureure?|прокурор)\b")),
)


def rank_of(title: str, kind: BodyKind) -> Rank:
    """Give the likely rank of a post from its title and its body; a person may put it right."""
    folded = title.casefold()
    if not _BELOW.search(folded):
        for rank, pattern in _RANKS:
            if pattern.search(folded):
                return rank
    return Rank.PARLIAMENTARIAN if kind is BodyKind.PARLIAMENT else Rank.OFFICIAL


def key_of(*parts: str) -> str:
    """Give one key of several words, the same whatever their case and spacing."""
    return id_of("|".join(" ".join(part.split()).casefold() for part in parts))


def id_of(text: str) -> str:
    """Give the id of a file's entry as it can be kept: folded into a digest where it is too long."""
    return text if len(text) <= LONGEST_KEY else sha256(text.encode()).hexdigest()
