"""Everything a crisis knows of bodies, posts and holders, read once for comparing a whole file with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from safeconduct.advocacy.models import Body, BodyName, ContactDetail, Holding, Person, Post, PostTitle
from safeconduct.advocacy.rules.roster import BodyEntry, PostEntry, TermEntry
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.references import new_reference


def folded(name: str) -> str:
    """Give a name without its case and spacing."""
    return " ".join(name.split()).casefold()


def is_saved(row: Model) -> bool:
    """Tell whether the database has the row."""
    return row.pk is not None


def fresh_references(table: type[Body | Post | Person], prefix: str, count: int) -> list[str]:
    """Make so many references that no row has. Among tens of thousands two would be the same often enough to matter."""
    taken = set(table.objects.values_list("reference", flat=True)) if count else set()
    made: list[str] = []
    while len(made) < count:
        reference = new_reference(prefix)
        if reference not in taken:
            taken.add(reference)
            made.append(reference)
    return made


class Known:
    """The rows of a crisis, found by what a file calls them (``source`` and its own key) or else by name."""

    def __init__(self, crisis: Crisis, source: str) -> None:
        self.source, self._prefix = source, f"{source}:"
        bodies = {row.pk: row for row in Body.objects.filter(crisis=crisis)}
        self.codes = [row.code for row in bodies.values()]
        self._bodies = {row.source_key: row for row in bodies.values() if row.source_key}
        self.names: dict[int, list[BodyName]] = defaultdict(list)
        self._named: dict[tuple[str, str], Body] = {}
        for name in BodyName.objects.filter(body__crisis=crisis).order_by("-pk"):
            self.names[name.body_id].append(name)
            body = bodies[name.body_id]
            self._named[name.match_key, body.place] = body
        posts = {row.pk: row for row in Post.objects.filter(body__crisis=crisis)}
        self._posts = {(row.body_id, row.source_key): row for row in posts.values() if row.source_key}
        self.titles: dict[int, dict[str, PostTitle]] = defaultdict(dict)
        self._unkeyed: dict[tuple[int, str, str], Post] = {}
        self._body_of = {row.pk: row.body_id for row in posts.values()}
        for title in PostTitle.objects.filter(post__body__crisis=crisis):
            self.titles[title.post_id][title.language] = title
            if not posts[title.post_id].source_key:
                self._unkeyed[posts[title.post_id].body_id, title.language, folded(title.title)] = posts[title.post_id]
        persons = {row.pk: row for row in Person.objects.filter(crisis=crisis)}
        self.persons = {row.source_key: row for row in persons.values() if row.source_key}
        self._read_holdings(crisis, persons)
        self._contacts: dict[tuple[int, int | None], list[ContactDetail]] = defaultdict(list)
        for contact in ContactDetail.objects.filter(body__crisis=crisis).order_by("pk"):
            self._contacts[contact.body_id, contact.post_id].append(contact)
        self._met: set[int] = set()  # holdings that the file speaks of

    def _read_holdings(self, crisis: Crisis, persons: dict[int, Person]) -> None:
        self._holdings = list(Holding.objects.filter(post__body__crisis=crisis).order_by("pk"))
        self._by_key: dict[tuple[int, str], list[Holding]] = defaultdict(list)
        self._by_holder: dict[tuple[int, str], list[Holding]] = defaultdict(list)
        for holding in self._holdings:
            if holding.person_id:
                holding.person = persons[holding.person_id]  # so that comparing asks the database for none of them
            self._by_key[holding.post_id, holding.source_key].append(holding)
            self._by_holder[holding.post_id, folded(holding.holder)].append(holding)
        self.open_holdings = sum(self._is_open(holding) for holding in self._holdings)

    def _is_open(self, holding: Holding) -> bool:
        return holding.source_key.startswith(self._prefix) and not holding.until

    def body(self, key: str, entry: BodyEntry) -> Body | None:
        """Give the body of this key, else the one of a name and place."""
        names = ((match_key(name), entry.place) for _language, name in entry.names)
        return self._bodies.get(key) or next((self._named[name] for name in names if name[0] and name in self._named), None)

    def post(self, body: Body, key: str, entry: PostEntry) -> Post | None:
        """Give the post of this key, else one that a person named so; each is given away once."""
        if not is_saved(body):
            return None
        found = self._posts.get((body.pk, key))
        if found is not None:
            return found
        for language, title in entry.titles:
            named = self._unkeyed.pop((body.pk, language, folded(title)), None)
            if named is not None and not named.source_key:
                return named
        return None

    def holding(self, post: Post, key: str, person: Person, term: TermEntry) -> Holding | None:
        """Give the holding that the term means: by its key, else the same holder with the same beginning or one that nobody knew."""
        if not is_saved(post):
            return None
        same = self._by_holder[post.pk, folded(person.name)]
        keyed = [row for row in self._by_key[post.pk, key] if row in same or (is_saved(person) and row.person_id == person.pk)]
        equal = [row for row in same if row.since == term.since]
        vague = [row for row in same if not row.until and not (row.since and term.since)]
        found = next((row for row in (*keyed, *equal, *vague) if row.pk not in self._met), None)
        if found is not None:
            self._met.add(found.pk)
        return found

    def is_taken(self, holding: Holding, holder: str, since: str) -> bool:
        """Tell whether another holding of the post has this holder and beginning already."""
        rows = self._by_holder[holding.post_id, folded(holder)]
        return any(row.pk != holding.pk and row.since == since for row in rows)

    def left_open(self, covered: set[int]) -> Iterator[Holding]:
        """Walk the holdings of this source, in the bodies that the file covers, that had no end and of which it is silent."""
        for holding in self._holdings:
            if holding.pk not in self._met and self._is_open(holding) and self._body_of[holding.post_id] in covered:
                yield holding

    def titles_of(self, post: int) -> tuple[str, str]:
        """Give a title of a post, and a name of its body."""
        title = next(iter(self.titles[post].values()), None)
        name = next(reversed(self.names[self._body_of[post]]), None)
        return (title.title if title else "", name.name if name else "")

    def contacts(self, body: Body, post: Post | None) -> list[ContactDetail]:
        """Give the contact details of a post, or of a body by itself."""
        if not is_saved(body) or (post is not None and not is_saved(post)):
            return []
        return self._contacts[body.pk, post.pk if post else None]

    def is_ours(self, contact: ContactDetail) -> bool:
        """Tell whether this source brought it."""
        return contact.source_note == self.source

    def contacts_of_absent(self, covered: set[int], posts: set[int], on: date) -> Iterator[ContactDetail]:
        """Walk the contact details in use that this source brought of posts, in covered bodies, of which it is silent now."""
        for (body, post), rows in self._contacts.items():
            if post is not None and body in covered and post not in posts:
                yield from (row for row in rows if self.is_ours(row) and (row.valid_until is None or row.valid_until >= on))
