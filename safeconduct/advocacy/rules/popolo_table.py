"""Reading a table (CSV) of posts and holders into a roster, a line for each holder of a post; docs/reference/posts.md says how. Pure."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from safeconduct.advocacy.rules.addressing import Channel, ContactType, Rank
from safeconduct.advocacy.rules.register import BodyKind
from safeconduct.advocacy.rules.roster import (
    MOST_ENTRIES,
    BodyEntry,
    Checks,
    Contact,
    Damaged,
    PersonEntry,
    PostEntry,
    Problem,
    Roster,
    Spot,
    TermEntry,
    Trouble,
    decoded,
    gender_of,
    id_of,
    key_of,
    kind_of,
)

COLUMNS = (
    "body",
    "body_id",
    "body_kind",
    "place",
    "post",
    "post_id",
    "rank",
    "language",
    "channel",
    "holder",
    "person_id",
    "given_name",
    "family_name",
    "patronymic",
    "honorific",
    "gender",
    "on_behalf_of",
    "since",
    "until",
    "email",
    "address",
    "voice",
    "fax",
    "form",
    "url",
    "source",
    "verified_on",
)
NEEDED = ("body", "post")
# As EveryPolitician and others name them.
ALIASES = {
    "organization": "body",
    "organisation": "body",
    "chamber": "body",
    "organization_id": "body_id",
    "classification": "body_kind",
    "country": "place",
    "role": "post",
    "title": "post",
    "name": "holder",
    "id": "person_id",
    "patronymic_name": "patronymic",
    "honorific_prefix": "honorific",
    "group": "on_behalf_of",
    "party": "on_behalf_of",
    "start_date": "since",
    "end_date": "until",
    "phone": "voice",
}
_CONTACTS = (ContactType.EMAIL, ContactType.ADDRESS, ContactType.VOICE, ContactType.FAX, ContactType.FORM, ContactType.URL)
_LONGEST = {
    "address": 1000,
    "form": 1000,
    "url": 1000,
    "source": 400,
    "given_name": 120,
    "family_name": 120,
    "patronymic": 120,
    "honorific": 60,
    "language": 8,
}  # characters; every other column 200

Line = dict[str, str]


def read_table(data: bytes, *, language: str = "en", place: str = "") -> Roster:
    """Read a whole table: commas, semicolons or tabs between the columns, whose names stand in the first line.

    ``language`` is that of names and titles, ``place`` that of bodies whose line states none.

    :raises Damaged: if anything in it cannot be read; nothing of it is taken then
    """
    text = decoded(data)
    head = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    reading = _Reading(language, place)
    try:
        names = _header(next(rows, []), reading.checks)
        for row in rows:
            if any(cell.strip() for cell in row):
                reading.line(rows.line_num, names, row)
    except csv.Error as error:
        raise Damaged((Problem(Trouble.WRONG_SHAPE, Spot("line", rows.line_num)),)) from error
    reading.left_out = tuple(name for name in names if name not in COLUMNS)
    return reading.roster()


def _header(row: list[str], checks: Checks) -> list[str]:
    plain = [cell.strip().casefold().replace(" ", "_") for cell in row]
    names = [name if name in COLUMNS else ALIASES.get(name, name) for name in plain]
    if "post" not in names and "chamber" in plain:
        names = [*names, "post"]  # a table of one parliament's members, who all hold the same office
    for name in NEEDED:
        if name not in names:
            raise Damaged((Problem(Trouble.NO_HEADER, Spot("line", 1), name),))
    for name in COLUMNS:
        if names.count(name) > 1:
            checks.add(Trouble.TWICE, Spot("line", 1), name, name)
    checks.finish()
    return names


class _Reading:
    """One table on its way to a roster."""

    def __init__(self, language: str, place: str) -> None:
        self.checks = Checks()
        self.language, self.place = language, place
        self.bodies: dict[str, BodyEntry] = {}
        self.posts: dict[str, PostEntry] = {}
        self.persons: dict[str, PersonEntry] = {}
        self.terms: dict[str, TermEntry] = {}
        self.open: dict[str, str] = {}  # post: the one who holds it
        self.left_out: tuple[str, ...] = ()

    def roster(self) -> Roster:
        """Give what the lines said."""
        if not self.posts and not self.checks.problems:
            self.checks.add(Trouble.NOTHING, Spot())
        self.checks.finish()
        groups = (self.bodies, self.posts, self.persons, self.terms)
        bodies, posts, persons, terms = (tuple(group.values()) for group in groups)
        return Roster(bodies, posts, persons, terms, self.left_out)  # type: ignore[arg-type]

    def line(self, number: int, names: list[str], row: list[str]) -> None:
        """Take one line."""
        spot = Spot("line", number)
        if len(row) > len(names):
            self.checks.add(Trouble.WRONG_SHAPE, spot, "", row[len(names)])
            return
        if len(self.terms) + len(self.posts) > MOST_ENTRIES:
            raise Damaged((Problem(Trouble.TOO_MANY, Spot(), value=str(MOST_ENTRIES)),))
        cells = dict(zip(names, row, strict=False))
        cells.setdefault("post", "Member")
        line = {name: self._cell(cells.get(name, ""), spot, name) for name in COLUMNS}
        for name in NEEDED:
            if not line[name]:
                self.checks.add(Trouble.MISSING, spot, name)
                return
        body = self._body(line, spot)
        post = self._post(line, spot, body)
        if line["holder"] or line["family_name"]:
            self._term(line, spot, post)

    def _cell(self, value: str, spot: Spot, name: str) -> str:
        if name == "email":
            return self.checks.email(value, spot, name)
        return self.checks.text(value.replace("\\n", "\n"), spot, name, longest=_LONGEST.get(name, 200), lines=name == "address")

    def _body(self, line: Line, spot: Spot) -> BodyEntry:
        place = self.checks.place(line["place"], spot, "place") or self.place
        stated = line["body_kind"].casefold()
        kind = BodyKind(stated) if stated in set(BodyKind) else kind_of(stated, line["body"], place)
        key = id_of(line["body_id"]) or key_of(line["body"], place)
        return self.bodies.setdefault(key, BodyEntry(key, ((self.language, line["body"]),), kind, place))

    def _post(self, line: Line, spot: Spot, body: BodyEntry) -> PostEntry:
        key = id_of(line["post_id"]) or self._own_key(line, body)
        rank, channel = self.checks.code(line["rank"], spot, "rank", Rank), self.checks.code(line["channel"], spot, "channel", Channel)
        contacts = () if line["until"] else tuple(Contact(kind, line[kind]) for kind in _CONTACTS if line[kind])
        known = self.posts.get(key)
        if known is not None and known.body != body.key:
            self.checks.add(Trouble.TWICE, spot, "post_id", line["post_id"])
        post = known or PostEntry(key, body.key, ((self.language, line["post"]),))
        post = replace(
            post,
            rank=Rank(rank) if rank else post.rank,
            channel=Channel(channel) if channel else post.channel,
            language=line["language"].lower() or post.language,
            contacts=tuple(dict.fromkeys((*post.contacts, *contacts))),
            verified_on=self.checks.day(line["verified_on"], spot, "verified_on") or post.verified_on,
        )
        self.posts[key] = post
        return post

    def _own_key(self, line: Line, body: BodyEntry) -> str:
        """Give the key of a post that has no id: its title; in a parliament, where many hold the same office, its holder too."""
        parts = [body.key, line["post"]]
        if body.kind is BodyKind.PARLIAMENT and not _is_single(line["post"]):
            parts.append(line["person_id"] or self._name(line))
        return key_of(*parts)

    def _name(self, line: Line) -> str:
        return line["holder"] or f"{line['given_name']} {line['family_name']}".strip()

    def _term(self, line: Line, spot: Spot, post: PostEntry) -> None:
        name = self._name(line)
        since, until = self.checks.span(line["since"], line["until"], spot, ("since", "until"))
        person = id_of(line["person_id"]) or key_of(post.key, name)
        if not until and self.open.setdefault(post.key, person) != person:
            self.checks.add(Trouble.TWO_HOLDERS, spot, "holder", name)
        self.persons[person] = PersonEntry(
            person,
            name,
            line["given_name"],
            line["family_name"],
            line["patronymic"],
            line["honorific"],
            gender_of(line["gender"]),
        )
        key = key_of(post.key, person, since)
        if key in self.terms and self.terms[key].until != until:
            self.checks.add(Trouble.TWICE, spot, "since", since)
        self.terms[key] = TermEntry(key, post.key, person, line["on_behalf_of"], since, until, line["source"])


def _is_single(title: str) -> bool:
    folded = title.casefold()
    return any(word in folded for word in ("speaker", "president", "chair", "talman", "formand", "präsident", "secretary general"))
