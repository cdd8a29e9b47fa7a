"""Governments and other bodies, their posts and who held them."""

from dataclasses import dataclass
from datetime import datetime

from safeconduct.advocacy.actions.name_body import name_body
from safeconduct.advocacy.actions.name_post import name_post
from safeconduct.advocacy.actions.record_holding import record_holding
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.models import Body, Post
from safeconduct.crises.models import Crisis
from safeconduct.demo.tables import Table, rows, table
from safeconduct.people.models import Member

ORIGINAL = "en"
HOLDER_NOTE = "Public knowledge in May 2017; named in the reports cited by this crisis."


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies by key, and posts by body and title."""

    of: dict[str, Body]
    posts: dict[tuple[str, str], Post]

    def addressed(self, name: str) -> Addressed:
        """Give the body, or the post in it: ``DK`` or ``DK/foreign-minister``."""
        key, _, title = name.partition("/")
        return Addressed(self.of[key], self.posts[key, title] if title else None)


def name_bodies(*, crisis: Crisis, by: Member, at: datetime) -> Bodies:
    """Name every body of the story with its posts, and record who held them."""
    bodies = Bodies({}, {})
    for row in rows("bodies", "body"):
        body = name_body(crisis=crisis, names=row["name"], original=ORIGINAL, kind=row["kind"], place=row["place"], by=by, at=at)
        bodies.of[row["key"]] = body
        for post in row.get("post", ()):
            bodies.posts[row["key"], post["title"]] = _name_post(body, post, by, at)
    return bodies


def _name_post(body: Body, row: Table, by: Member, at: datetime) -> Post:
    post = name_post(body=body, titles=table("bodies")["titles"][row["title"]], original=ORIGINAL, by=by, at=at)
    if "holder" in row:
        until = row.get("until", "")
        record_holding(post=post, holder=row["holder"], since=row["since"], until=until, source_note=HOLDER_NOTE, by=by, at=at)
    return post
