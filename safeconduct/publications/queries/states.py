"""Where a publication stands, from its rows."""

from datetime import datetime

from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.content import hash_of
from safeconduct.publications.rules.states import Act, Facts, State, acts_of, state_of


def newest_version(publication: Publication) -> Version | None:
    """Give the version that was offered last, released or not."""
    return publication.versions.order_by("-number").select_related("offered_by", "approved_by", "released_by").first()


def facts_of(publication: Publication) -> Facts:
    """Give everything that the state hangs on; the draft is compared with the newest version by its hash."""
    newest = newest_version(publication)
    return Facts(
        newest=newest.number if newest else 0,
        says_newest=newest is not None and newest.hash == hash_of(working_content(publication)),
        newest_is_approved=newest is not None and newest.approved_at is not None,
        newest_is_released=newest is not None and newest.released_at is not None,
        is_released=publication.released_at is not None,
        is_recalled=publication.recalled_at is not None,
        embargo_until=publication.embargo_until,
        expires_on=publication.expires_on,
    )


def state_now(publication: Publication, at: datetime) -> State:
    """Tell where the publication stands at that moment."""
    return state_of(facts_of(publication), at)


def acts_now(publication: Publication, at: datetime) -> frozenset[Act]:
    """Tell what may be done to it at that moment, by those whose roles and organisation allow it."""
    return acts_of(facts_of(publication), at)
