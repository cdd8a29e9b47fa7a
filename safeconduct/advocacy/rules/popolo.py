"""Reading Popolo JSON: organizations, posts, persons, memberships and their contact details, into a roster. Pure.

The dialects met in the open: Popolo as specified, lists of their own or nested in each other; PopIt's exports (``result``, ``_id``,
names by language); EveryPolitician's (no posts, terms of office from ``events``, parties as organizations). A membership without a post
is a seat: a post of its own, named by its role, so that each member of a parliament can be written to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from safeconduct.advocacy.rules.addressing import Channel, ContactType, Rank
from safeconduct.advocacy.rules.popolo_table import read_table
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
    Texts,
    Trouble,
    decoded,
    gender_of,
    id_of,
    kind_of,
)

Entry = dict[str, Any]
LISTS = ("organizations", "posts", "persons", "memberships")
CONTACT_TYPES = {
    "email": ContactType.EMAIL,
    "e-mail": ContactType.EMAIL,
    "address": ContactType.ADDRESS,
    "voice": ContactType.VOICE,
    "phone": ContactType.VOICE,
    "telephone": ContactType.VOICE,
    "fax": ContactType.FAX,
    "url": ContactType.URL,
    "website": ContactType.URL,
    "form": ContactType.FORM,
}  # mobile telephones and accounts on platforms are a person's own, and are not taken
_COUNTRY = re.compile(r"country[:/]([a-z]{2})\b", re.IGNORECASE)


def read_posts(data: bytes, *, language: str = "en", place: str = "") -> Roster:
    """Read a file of posts, Popolo or a table, whichever it is.

    :raises Damaged: if anything in it cannot be read; nothing of it is taken then
    """
    is_json = decoded(data).lstrip()[:1] in {"{", "["}
    return (read_popolo if is_json else read_table)(data, language=language, place=place)


def read_popolo(data: bytes, *, language: str = "en", place: str = "") -> Roster:
    """Read a whole file. ``language`` is that of names without one, ``place`` that of bodies without one (ISO 3166, or EU).

    :raises Damaged: if anything in it cannot be read; nothing of it is taken then
    """
    return _Reading(_lists(_parsed(decoded(data))), language, place).roster()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Damaged((Problem(Trouble.NOT_JSON, Spot("line", error.lineno), value=error.msg),)) from error
    except (RecursionError, ValueError) as error:
        raise Damaged((Problem(Trouble.NOT_JSON, Spot()),)) from error


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _lists(root: Any) -> dict[str, list[Any]]:
    """Give the four lists and the events, wherever the file keeps them."""
    if isinstance(root, dict) and isinstance(root.get("result"), dict | list):
        root = root["result"]
    if isinstance(root, list):
        root = {"persons": root}
    if not isinstance(root, dict) or not any(name in root for name in LISTS):
        raise Damaged((Problem(Trouble.NOT_POPOLO, Spot()),))
    found = {}
    for name in (*LISTS, "events", "areas"):
        value = root.get(name) or []
        if not isinstance(value, list):
            raise Damaged((Problem(Trouble.WRONG_SHAPE, Spot(name), name, value),))
        found[name] = value
    if sum(len(value) for value in found.values()) > MOST_ENTRIES:
        raise Damaged((Problem(Trouble.TOO_MANY, Spot(), value=str(MOST_ENTRIES)),))
    return found


class _Reading:
    """One file on its way to a roster."""

    def __init__(self, lists: dict[str, list[Any]], language: str, place: str) -> None:
        self.checks = Checks()
        self.language, self.place = language, place
        self.raw: dict[str, dict[str, tuple[Spot, Entry]]] = {name: {} for name in LISTS[:3]}
        self.memberships: list[tuple[Spot, Entry]] = []
        self.joined: dict[str, str] = {}  # in which list the membership of this id was met first
        for name in LISTS:
            for spot, entry in self._entries(lists[name], name):
                self._take(name, spot, entry)
        self.events = {entry["id"]: entry for _spot, entry in self._entries(lists["events"], "events") if _is_id(entry.get("id"))}
        self.areas = {entry["id"]: entry for _spot, entry in self._entries(lists["areas"], "areas") if _is_id(entry.get("id"))}

    def roster(self) -> Roster:
        """Give what the file says of those who hold or held office; who does not is not taken."""
        posts = {key: self._post(key, spot, entry) for key, (spot, entry) in self.raw["posts"].items()}
        terms = self._terms(posts)
        wanted = {post.body for post in posts.values()}
        bodies = [self._body(key, *found) for key, found in self.raw["organizations"].items() if key in wanted]
        held = {term.person for term in terms}
        persons = [self._person(key, *found) for key, found in self.raw["persons"].items() if key in held]
        if not posts and not self.checks.problems:
            self.checks.add(Trouble.NOTHING, Spot())
        self.checks.finish()
        return Roster(tuple(bodies), tuple(posts.values()), tuple(persons), tuple(terms))

    def _entries(self, values: list[Any], name: str) -> Iterator[tuple[Spot, Entry]]:
        for number, value in enumerate(values, 1):
            if isinstance(value, dict):
                yield Spot(name, number), value
            else:
                self.checks.add(Trouble.WRONG_SHAPE, Spot(name, number), "", value)

    def _take(self, name: str, spot: Spot, entry: Entry) -> str:
        """Put an entry, and what is nested in it, into its list; give its id."""
        key = self._id(entry, spot)
        if name == "memberships":
            if not key or key not in self.joined:
                self.memberships.append((spot, self._unnested(spot, entry)))
            elif spot.list == self.joined[key] == name:
                self.checks.add(Trouble.TWICE, spot, "id", key)
            self.joined.setdefault(key, spot.list)
            return ""
        if not key:
            self.checks.add(Trouble.MISSING, spot, "id")
        elif key in self.raw[name] and spot.list == name:
            self.checks.add(Trouble.TWICE, spot, "id", key)
        elif key not in self.raw[name]:
            self.raw[name][key] = spot, entry
            own = {"organizations": "organization_id", "posts": "post_id", "persons": "person_id"}[name]
            for inner in ("posts", "memberships") if name == "organizations" else ("memberships",):
                inside = entry.get(inner)
                for _spot, nested in self._entries(inside if isinstance(inside, list) else [], inner):
                    self._nested(inner, spot, {**nested, own: key})
        return key

    def _nested(self, name: str, spot: Spot, entry: Entry) -> None:
        key = self._id(entry, spot)
        if name == "posts" and key in self.raw["posts"]:
            return
        self._take(name, replace(spot, list=f"{spot.list}: {name}"), entry)

    def _unnested(self, spot: Spot, entry: Entry) -> Entry:
        """Give a membership that refers by id, where it holds the things themselves."""
        known = dict(entry)
        for field, name in (("organization", "organizations"), ("post", "posts"), ("person", "persons"), ("on_behalf_of", "organizations")):
            inner = entry.get(field)
            if isinstance(inner, dict):
                known[f"{field}_id"] = self._take(name, replace(spot, list=f"memberships: {field}"), inner)
        return known

    def _id(self, entry: Entry, spot: Spot) -> str:
        return id_of(self.checks.text(entry.get("id", entry.get("_id")), spot, "id", longest=2000))

    def _reference(self, entry: Entry, field: str, name: str, spot: Spot) -> str:
        """Give the id of another entry of the file; ``""`` for none. One that the file does not hold is a problem."""
        key = id_of(self.checks.text(entry.get(field), spot, field, longest=2000))
        if key and key not in self.raw[name]:
            self.checks.add(Trouble.UNKNOWN_ENTRY, spot, field, key)
            return ""
        return key

    def _texts(self, value: Any, spot: Spot, field: str) -> Texts:
        """Give words by language: PopIt keeps them so, Popolo as one text."""
        if not isinstance(value, dict):
            text = self.checks.text(value, spot, field)
            return ((self.language, text),) if text else ()
        found = {self.checks.text(one, spot, field, longest=8): self.checks.text(text, spot, field) for one, text in value.items()}
        return tuple(sorted(((one, text) for one, text in found.items() if one and text), key=lambda pair: pair[0] != self.language))

    def _body(self, key: str, spot: Spot, entry: Entry) -> BodyEntry:
        names = self._texts(entry.get("name"), spot, "name")
        if not names:
            self.checks.add(Trouble.MISSING, spot, "name")
            return BodyEntry(key, ((self.language, "?"),))
        others = entry.get("other_names")
        for other in others if isinstance(others, list) else []:
            if isinstance(other, dict) and isinstance(other.get("lang"), str):
                names += self._texts({other["lang"]: other.get("name")}, spot, "other_names")
        place = self._place(entry, spot)
        kind = kind_of(self.checks.text(entry.get("classification"), spot, "classification"), names[0][1], place)
        return BodyEntry(key, tuple(dict.fromkeys(names)), kind, place, self._contacts(entry, spot))

    def _place(self, entry: Entry, spot: Spot) -> str:
        stated = self.checks.place(entry.get("place"), spot, "place")
        if stated:
            return stated
        area = entry.get("area")
        known = area if isinstance(area, dict) else _found(self.areas, entry.get("area_id"))
        found = _COUNTRY.search(f"{known.get('id', '')} {entry.get('area_id', '')}")
        return found[1].upper() if found else self.place

    def _post(self, key: str, spot: Spot, entry: Entry) -> PostEntry:
        body = self._reference(entry, "organization_id", "organizations", spot)
        if not entry.get("organization_id"):
            self.checks.add(Trouble.MISSING, spot, "organization_id")
        titles = self._texts(entry.get("label"), spot, "label") or self._texts(entry.get("role"), spot, "role")
        if not titles:
            self.checks.add(Trouble.MISSING, spot, "label")
        rank = self.checks.code(entry.get("rank"), spot, "rank", Rank)
        channel = self.checks.code(entry.get("channel"), spot, "channel", Channel)
        return PostEntry(
            key=key,
            body=body,
            titles=titles or ((self.language, "?"),),
            rank=Rank(rank) if rank else None,
            language=self.checks.text(entry.get("language"), spot, "language", longest=8),
            channel=Channel(channel) if channel else None,
            contacts=self._contacts(entry, spot),
        )

    def _person(self, key: str, spot: Spot, entry: Entry) -> PersonEntry:
        names = self._texts(entry.get("name"), spot, "name")
        words = {
            field: self.checks.text(entry.get(source), spot, source, longest=60 if field == "honorific" else 120)
            for field, source in (
                ("given_name", "given_name"),
                ("family_name", "family_name"),
                ("patronymic", "patronymic_name"),
                ("honorific", "honorific_prefix"),
            )
        }
        name = names[0][1] if names else f"{words['given_name']} {words['family_name']}".strip()
        if not name:
            self.checks.add(Trouble.MISSING, spot, "name")
        return PersonEntry(key, name, gender=gender_of(self.checks.text(entry.get("gender"), spot, "gender")), **words)

    def _contacts(self, entry: Entry, spot: Spot) -> tuple[Contact, ...]:
        """Give the ways to reach a post, a body, or a person in office."""
        given = entry.get("contact_details")
        found = []
        for detail in given if isinstance(given, list) else []:
            kind = CONTACT_TYPES.get(str(detail.get("type")).casefold()) if isinstance(detail, dict) else None
            if kind is None:
                continue
            words = detail.get("value")
            is_mail = kind is ContactType.EMAIL
            value = self.checks.email(words, spot, "email") if is_mail else self.checks.text(words, spot, kind, longest=1000, lines=True)
            if value:
                note = self.checks.text(detail.get("note") or detail.get("label"), spot, "note")
                since = self.checks.day(detail.get("valid_from"), spot, "valid_from")
                until = self.checks.day(detail.get("valid_until"), spot, "valid_until", last=True)
                found.append(Contact(kind, value, note, since, until))
        email = self.checks.email(entry.get("email"), spot, "email")
        if email and email not in {one.value for one in found}:
            found.append(Contact(ContactType.EMAIL, email))
        return tuple(dict.fromkeys(found))

    def _terms(self, posts: dict[str, PostEntry]) -> list[TermEntry]:
        """Read the memberships; each one without a post adds its seat to ``posts``."""
        terms: dict[str, TermEntry] = {}
        for spot, entry in self.memberships:
            person = self._reference(entry, "person_id", "persons", spot)
            if not entry.get("person_id"):
                if not entry.get("post_id") and not entry.get("organization_id"):
                    self.checks.add(Trouble.MISSING, spot, "person_id")
                continue  # a post that is vacant, or an organization that is a member of another
            post = self._reference(entry, "post_id", "posts", spot) or self._seat(spot, entry, person, posts)
            if not post:
                continue
            since, until = self._dates(spot, entry)
            if not until:
                self._reach(posts, post, person)
            period = entry.get("legislative_period_id")
            key = self._id(entry, spot) or id_of("|".join((post, person, period if isinstance(period, str) else "", since)))
            terms[key] = TermEntry(key, post, person, self._behalf(entry), since, until, self._source(spot, entry))
        return list(terms.values())

    def _dates(self, spot: Spot, entry: Entry) -> tuple[str, str]:
        """Give both ends; where the membership states none, those of its term of office."""
        period = _found(self.events, entry.get("legislative_period_id"))
        since, until = entry.get("start_date") or period.get("start_date"), entry.get("end_date") or period.get("end_date")
        return self.checks.span(since, until, spot, ("start_date", "end_date"))

    def _behalf(self, entry: Entry) -> str:
        key = entry.get("on_behalf_of_id")
        found = self.raw["organizations"].get(str(key)) if _is_id(key) else None
        names = self._texts(found[1].get("name"), found[0], "name") if found else ()
        return names[0][1] if names else ""

    def _source(self, spot: Spot, entry: Entry) -> str:
        sources = entry.get("sources")
        first = sources[0] if isinstance(sources, list) and sources else None
        return self.checks.text(first.get("url") or first.get("note"), spot, "sources", longest=400) if isinstance(first, dict) else ""

    def _seat(self, spot: Spot, entry: Entry, person: str, posts: dict[str, PostEntry]) -> str:
        """Give the key of the post that a membership without one means: this person's seat in this body."""
        body = self._reference(entry, "organization_id", "organizations", spot)
        if not body or not person:
            if not entry.get("organization_id"):
                self.checks.add(Trouble.MISSING, spot, "organization_id")
            return ""
        if self._is_party(body):
            return ""  # whoever merely belongs to a party holds no office
        role = self._texts(entry.get("label"), spot, "label") or self._texts(entry.get("role"), spot, "role")
        is_plain = not role or role[0][1].casefold() in {"member", "mp"}
        area = self._area(entry, spot)
        titles = (("en", f"Member for {area}" if area else "Member"),) if is_plain else role
        key = id_of("|".join(("seat", body, "member" if is_plain else role[0][1].casefold(), person)))
        posts[key] = PostEntry(key, body, titles)
        return key

    def _is_party(self, body: str) -> bool:
        words = self.raw["organizations"][body][1].get("classification")
        return isinstance(words, str) and kind_of(words, "", "") is BodyKind.PARTY

    def _area(self, entry: Entry, spot: Spot) -> str:
        area = entry.get("area")
        known = area if isinstance(area, dict) else _found(self.areas, entry.get("area_id"))
        names = self._texts(known.get("name"), spot, "area")
        return names[0][1][:150] if names else ""

    def _reach(self, posts: dict[str, PostEntry], key: str, person: str) -> None:
        """Reach the post by its holder's own office address where it has none of that kind."""
        spot, entry = self.raw["persons"][person] if person else (Spot(), {})
        have = {one.type for one in posts[key].contacts}
        more = tuple(one for one in self._contacts(entry, spot) if one.type not in have)
        posts[key] = replace(posts[key], contacts=posts[key].contacts + more)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and bool(value)


def _found(entries: dict[Any, Entry], key: Any) -> Entry:
    return entries.get(key, {}) if _is_id(key) else {}
