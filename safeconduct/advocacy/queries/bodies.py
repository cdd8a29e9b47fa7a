"""One body with its names, posts, holders and what was searched."""

from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.access import body_for, searches_for
from safeconduct.advocacy.queries.board import Row, government_for
from safeconduct.advocacy.queries.demands import DemandLine
from safeconduct.advocacy.queries.lines import PostLine, TextLine, day_in_words, post_line, texts_of
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member

MOST_POSTS = 20  # on the page of a body; a parliament has hundreds, and they are searched


@dataclass(frozen=True, slots=True)
class SearchLine:
    """Somebody looked until a day and found nothing."""

    until: date
    until_words: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Everything the desk shows about a body."""

    row: Row
    names: tuple[TextLine, ...]
    posts: tuple[PostLine, ...]
    more_posts: int  # than MOST_POSTS, which is what the page shows
    demands: tuple[DemandLine, ...]
    neighbours: tuple[Row, ...]
    searches: tuple[SearchLine, ...]


def body_page(member: Member, crisis: Crisis, reference: str, *, language: str) -> BodyPage:
    """Give a body as a member sees it.

    :raises Http404: if the member may not see one with this reference
    """
    body = body_for(member, crisis, reference)
    government = government_for(member, crisis, body.code, language=language)
    return BodyPage(
        row=government.row,
        names=texts_of(body.names.all(), "name"),
        posts=tuple(post_line(post, language) for post in body.posts.all()),
        more_posts=max(0, len(body.posts.all()) - MOST_POSTS),
        demands=government.demands,
        neighbours=government.neighbours,
        searches=tuple(
            SearchLine(row.searched_until, day_in_words(row.searched_until, language), row.note, row.noted_by.name)
            for row in searches_for(member, crisis).filter(body=body)
        ),
    )
