"""Who holds which post, asked the other way round: from the person to the office."""

from dataclasses import dataclass
from functools import lru_cache

from safeconduct.advocacy.models import Holding
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.languages import text_in


@dataclass(frozen=True, slots=True)
class Office:
    """A post in a body, by their names."""

    body: str
    place: str
    post: str


def post_held_by(crisis: Crisis, name: str) -> Office | None:
    """Give the post that the register knows this person to hold or to have held; ``None`` where it knows none."""
    key = match_key(name)
    names = Holding.objects.filter(post__body__crisis=crisis).order_by("pk").values_list("pk", "holder")
    for pk, holder in names:
        if _key_of(holder) == key:
            holding = Holding.objects.select_related("post__body").get(pk=pk)
            body, title = text_in(holding.post.body.names.all(), "en"), text_in(holding.post.titles.all(), "en")
            return Office(body.name if body else "", holding.post.body.place, title.title if title else "")
    return None


@lru_cache(maxsize=50_000)
def _key_of(holder: str) -> str:
    """Remember the keys: a file brings thousands of holders, and every card of a review asks for one of them."""
    return match_key(holder)
