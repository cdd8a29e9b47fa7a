"""What taking in a roster would change: the plan that a person looks at first, and that the import then carries out to the letter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Model

from safeconduct.advocacy.models import Body, BodyName, ContactDetail, Holding, Person, Post, PostTitle
from safeconduct.advocacy.queries.known_posts import Known, folded, fresh_references, is_saved
from safeconduct.advocacy.rules import BodyKind, code_for
from safeconduct.advocacy.rules.addressing import Channel
from safeconduct.advocacy.rules.roster import BodyEntry, Contact, PersonEntry, PostEntry, Roster, TermEntry, rank_of
from safeconduct.advocacy.rules.tenures import ended_by_absence
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.people.models import Member

THINGS = ("bodies", "posts", "persons", "holders", "contacts")
OUTCOMES = ("new", "changed", "ended", "unchanged")
WITH_OWN_CODE = {BodyKind.GOVERNMENT, BodyKind.PARLIAMENT, BodyKind.INSTITUTION}


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody begins or ends to hold a post."""

    holder: str
    post: str
    body: str
    when: str  # EDTF


@dataclass(slots=True)
class Plan:
    """Rows to add and to change, in an order that the database accepts, and what a person wants to know of it."""

    added: list[Model] = field(default_factory=list)
    changed: dict[tuple[type[Model], int], tuple[Model, set[str]]] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # thing and outcome, see THINGS and OUTCOMES
    begun: list[Move] = field(default_factory=list)
    ended: list[Move] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    held_before: int = 0  # holders of this source without an end, before

    @property
    def is_empty(self) -> bool:
        return not self.added and not self.changed

    @property
    def ends_many(self) -> bool:
        """Whether so many would end that the file is more likely cut short than true."""
        return self.counts["holders", "ended"] > max(5, self.held_before // 2)

    def totals(self) -> dict[str, int]:
        """Give how many things are new, changed, ended and unchanged, all kinds together."""
        return {outcome: sum(self.counts[thing, outcome] for thing in THINGS) for outcome in OUTCOMES}

    def change(self, row: Model, **fields: object) -> bool:
        """Plan to set fields of a saved row to other values; tell whether any differs."""
        differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        if differing and is_saved(row):
            kept = self.changed.setdefault((type(row), row.pk), (row, set()))
            kept[1].update(differing)
        return bool(differing)


def plan_of(crisis: Crisis, roster: Roster, *, source: str, by: Member, at: datetime, verified_on: date | None = None) -> Plan:
    """Compare a roster with what is known. ``source`` names the file, the same name every time it comes anew."""
    return _Planning(crisis, roster, source, by=by, at=at, verified_on=verified_on).plan


class _Planning:
    """One roster beside what is known."""

    def __init__(self, crisis: Crisis, roster: Roster, source: str, *, by: Member, at: datetime, verified_on: date | None) -> None:
        self.crisis, self.roster, self.source, self.by, self.at = crisis, roster, source, by, at
        self.verified_on, self.on = verified_on, at.date()
        self.known = Known(crisis, source)
        self.plan = Plan(left_out=roster.left_out, held_before=self.known.open_holdings)
        self.bodies: dict[str, Body] = {}
        self.posts: dict[str, Post] = {}
        self.persons: dict[str, Person] = {}
        self.names: dict[str, str] = {entry.key: entry.names[0][1] for entry in roster.bodies}
        self.titles: dict[str, tuple[str, str]] = {}
        for body in roster.bodies:
            self._body(body)
        self._contacts_of_bodies()
        for post in roster.posts:
            self._post(post)
        for person in roster.persons:
            self._person(person)
        self._holders()
        self._name()

    def _key(self, key: str) -> str:
        return f"{self.source}:{key}"

    def _count(self, thing: str, outcome: str) -> None:
        self.plan.counts[thing, outcome] += 1

    def _body(self, entry: BodyEntry) -> None:
        known = self.known.body(self._key(entry.key), entry)
        if known is None:
            body = Body(crisis_id=self.crisis.pk, kind=entry.kind, place=entry.place, source_key=self._key(entry.key), **self._made())
            self.plan.added.append(body)
            names = {(language, name): match_key(name) for language, name in entry.names}
            self.plan.added += [
                BodyName(body=body, language=language, name=name, match_key=key, is_original=(language, name) == entry.names[0])
                for (language, name), key in names.items()
            ]
            self.bodies[entry.key] = body
            self._count("bodies", "new")
            return
        is_changed = self.plan.change(known, source_key=known.source_key or self._key(entry.key))
        have = self.known.names[known.pk]
        for language, name in entry.names:
            if not any(row.match_key == match_key(name) and row.language == language for row in have):
                added = BodyName(body=known, language=language, name=name, match_key=match_key(name))
                self.plan.added.append(added)
                have.append(added)
                is_changed = True
        self.bodies[entry.key] = known
        self._count("bodies", "changed" if is_changed else "unchanged")

    def _made(self) -> dict[str, object]:
        return {"created_at": self.at, "created_by_id": self.by.pk}

    def _post(self, entry: PostEntry) -> None:
        body = self.bodies[entry.body]
        self.titles[entry.key] = entry.titles[0][1], self.names[entry.body]
        post = self.known.post(body, self._key(entry.key), entry)
        if post is None:
            rank = entry.rank or rank_of(entry.titles[0][1], BodyKind(body.kind))
            channel = entry.channel or Channel.MAIL
            post = Post(body=body, rank=rank, language=entry.language, channel=channel, source_key=self._key(entry.key), **self._made())
            self.plan.added.append(post)
            self.plan.added += [
                PostTitle(post=post, language=language, title=title, is_original=number == 0)
                for number, (language, title) in enumerate(dict(entry.titles).items())
            ]
            self._count("posts", "new")
        else:
            is_changed = self.plan.change(post, source_key=post.source_key or self._key(entry.key))
            is_changed |= self._titles(post, entry)
            self._count("posts", "changed" if is_changed else "unchanged")
        verified_on = entry.verified_on or self.verified_on
        if verified_on and (post.verified_on is None or post.verified_on < verified_on):
            self.plan.change(post, verified_on=verified_on, verified_by=self.by)
        self.posts[entry.key] = post
        self._contacts(body, post, entry.contacts)

    def _titles(self, post: Post, entry: PostEntry) -> bool:
        is_changed = False
        have = self.known.titles[post.pk]
        for language, title in dict(entry.titles).items():
            row = have.get(language)
            if row is None:
                self.plan.added.append(PostTitle(post=post, language=language, title=title))
                is_changed = True
            else:
                is_changed |= self.plan.change(row, title=title)
        return is_changed

    def _person(self, entry: PersonEntry) -> None:
        """A fact that the file leaves empty stays as it is known."""
        names = ("name", "given_name", "family_name", "patronymic", "honorific", "gender")
        facts = {name: getattr(entry, name) for name in names if getattr(entry, name)}
        person = self.known.persons.get(self._key(entry.key))
        if person is None:
            person = Person(crisis_id=self.crisis.pk, source_key=self._key(entry.key), **facts)
            self.plan.added.append(person)
            self._count("persons", "new")
        else:
            self._count("persons", "changed" if self.plan.change(person, **facts) else "unchanged")
        self.persons[entry.key] = person

    def _holders(self) -> None:
        terms: dict[tuple[str, str, str], TermEntry] = {}
        beginnings: dict[str, list[str]] = {}
        for term in self.roster.terms:
            key = (term.post, folded(self.persons[term.person].name), term.since)
            twin = terms.get(key, term)  # the same beginning twice, as when somebody changes party: one holding, open if either is
            terms[key] = replace(twin, until=twin.until and term.until, on_behalf_of=term.on_behalf_of)
            beginnings.setdefault(term.post, []).append(term.since)
        for term in sorted(terms.values(), key=lambda term: not term.since):  # the vague ones take what the exact ones leave
            post, person = self.posts[term.post], self.persons[term.person]
            holding = self.known.holding(post, self._key(term.key), person, term)
            if holding is None:
                self._begin(term, post, person)
            else:
                self._go_on(term, holding, person)
        self._end_absent(beginnings)

    def _end_absent(self, beginnings: dict[str, list[str]]) -> None:
        """End what the file is silent of, in the bodies that it covers."""
        entry_of = {post.pk: key for key, post in self.posts.items() if is_saved(post)}
        covered = {body.pk for body in self.bodies.values() if is_saved(body)}
        for holding in self.known.left_open(covered):
            key = entry_of.get(holding.post_id, "")
            until = ended_by_absence(
                since=holding.since, seen=holding.recorded_at.date(), on=self.on, beginnings=[one for one in beginnings.get(key, ()) if one]
            )
            self.plan.change(holding, until=until, recorded_at=self.at, recorded_by=self.by)
            self._count("holders", "ended")
            title, body = self.titles.get(key) or self.known.titles_of(holding.post_id)
            self.plan.ended.append(Move(holding.holder, title, body, until))
        for contact in self.known.contacts_of_absent(covered, set(entry_of), self.on):
            self._end(contact)

    def _begin(self, term: TermEntry, post: Post, person: Person) -> None:
        holding = Holding(
            post=post,
            holder=person.name,
            person=person,
            on_behalf_of=term.on_behalf_of,
            source_key=self._key(term.key),
            since=term.since,
            until=term.until,
            source_note=term.source or self.source,
            recorded_at=self.at,
            recorded_by_id=self.by.pk,
        )
        self.plan.added.append(holding)
        self._count("holders", "new")
        self.plan.begun.append(Move(person.name, *self.titles[term.post], term.since))

    def _go_on(self, term: TermEntry, holding: Holding, person: Person) -> None:
        """Take over what the file says of a known holding. That it names no end is no reason to forget one that a person wrote down."""
        until = term.until or (holding.until if "/" not in holding.until else "")
        has_ended = bool(until) and not holding.until
        fields: dict[str, object] = {
            "holder": person.name,
            "person": person,
            "source_key": holding.source_key or self._key(term.key),
            "until": until,
            "on_behalf_of": term.on_behalf_of or holding.on_behalf_of,
        }
        if term.since and not self.known.is_taken(holding, person.name, term.since):
            fields["since"] = term.since
        if not self.plan.change(holding, **fields):
            self._count("holders", "unchanged")
            return
        self.plan.change(holding, recorded_at=self.at, recorded_by=self.by)
        self._count("holders", "ended" if has_ended else "changed")
        if has_ended:
            self.plan.ended.append(Move(person.name, *self.titles[term.post], until))

    def _contacts_of_bodies(self) -> None:
        for entry in self.roster.bodies:
            self._contacts(self.bodies[entry.key], None, entry.contacts)

    def _contacts(self, body: Body, post: Post | None, wanted: tuple[Contact, ...]) -> None:
        rows = self.known.contacts(body, post)
        for contact in wanted:
            same = [row for row in rows if (row.type, row.value) == (contact.type, contact.value)]
            row = next((row for row in same if row.valid_until is None or row.valid_until >= self.on or contact.valid_until), None)
            if row is None:
                had_another = any(row.type == contact.type and row.source_note == self.source for row in rows)
                added = ContactDetail(
                    body=body,
                    post=post,
                    type=contact.type,
                    value=contact.value,
                    note=contact.note,
                    valid_from=contact.valid_from or (self.on if had_another else None),
                    valid_until=contact.valid_until,
                    source_note=self.source,
                    recorded_at=self.at,
                    recorded_by_id=self.by.pk,
                )
                self.plan.added.append(added)
                self._count("contacts", "new")
            elif contact.valid_until and self.plan.change(row, valid_until=contact.valid_until):
                self._count("contacts", "ended")
            else:
                self._count("contacts", "unchanged")
        values = {(contact.type, contact.value) for contact in wanted}
        for row in rows:
            if self.known.is_ours(row) and (row.type, row.value) not in values and (row.valid_until is None or row.valid_until >= self.on):
                self._end(row)

    def _end(self, row: ContactDetail) -> None:
        last = self.on - timedelta(days=1)
        self.plan.change(row, valid_until=max(last, row.valid_from) if row.valid_from else last)
        self._count("contacts", "ended")

    def _name(self) -> None:
        """Give every new row its reference, and new bodies their addresses."""
        tables: tuple[tuple[type[Body | Post | Person], str], ...] = ((Body, "BO"), (Post, "PO"), (Person, "PE"))
        for table, prefix in tables:
            new = [row for row in self.plan.added if isinstance(row, table)]
            for one, reference in zip(new, fresh_references(table, prefix, len(new)), strict=True):
                one.reference = reference
        taken = set(self.known.codes)
        for row in self.plan.added:
            if isinstance(row, Body):
                kind = BodyKind(row.kind)
                code = code_for(kind=kind, place=row.place, taken=()) if kind in WITH_OWN_CODE else ""
                row.code = code if code and code not in taken else row.reference
                taken.add(row.code)
