"""Which bodies and posts a public page names: those it needs and no others, for there may be thousands."""

from collections.abc import Iterable

from safeconduct.advocacy.access import public_bodies_named, public_posts
from safeconduct.advocacy.models import Deed, Response
from safeconduct.advocacy.queries.lines import Directory, Reader
from safeconduct.crises.models import Crisis


def directory_for(
    crisis: Crisis, answers: Iterable[Response | Deed], reader: Reader, *, bodies: Iterable[int] = (), posts: Iterable[int] = ()
) -> Directory:
    """Give the bodies and posts that these answers name, and these besides (keys)."""
    rows = list(answers)
    named = public_bodies_named(crisis, {*bodies, *(row.actor_id for row in rows)})
    return Directory(named, reader, posts=public_posts(crisis, {*posts, *(row.post_id for row in rows if row.post_id)}))
