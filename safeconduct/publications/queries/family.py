"""How a publication introduces itself on each of its pages, and which others belong to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.publications.access import publications_for
from safeconduct.publications.models import Publication
from safeconduct.publications.queries.listing import STAMPS
from safeconduct.publications.queries.states import state_now
from safeconduct.publications.rules.kinds import ADDRESSED, Kind
from safeconduct.publications.words import KIND_NAMES, STATE_NAMES


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of every page of a publication."""

    title: str
    language: str  # of the title
    kind: str
    state: str
    code: str  # of its stamp
    organisation: str
    is_letter: bool  # goes to posts, and may have siblings
    is_urgent: bool
    is_release: bool
    is_appeal: bool  # an urgent action itself, which may be updated


@dataclass(frozen=True, slots=True)
class Relative:
    """A sibling, or an update, that the member may know of."""

    reference: str
    title: str
    language: str
    kind: str


def heading_of(publication: Publication, at: datetime) -> Heading:
    """Give the head of its pages."""
    titles = {title.language: title for title in publication.titles.all()}
    title = titles.get(publication.original) or next(iter(titles.values()), None)
    state = state_now(publication, at)
    kind = Kind(publication.kind)
    return Heading(
        title=title.text if title else publication.reference,
        language=title.language if title else "en",
        kind=str(KIND_NAMES[kind]),
        state=str(STATE_NAMES[state]),
        code=STAMPS[state],
        organisation=publication.organisation.name,
        is_letter=kind in ADDRESSED,
        is_urgent=kind in {Kind.URGENT_ACTION, Kind.UPDATE},
        is_release=kind is Kind.PRESS_RELEASE,
        is_appeal=kind is Kind.URGENT_ACTION,
    )


def family_of(publication: Publication, member: Member, crisis: Crisis) -> list[Relative]:
    """Give its siblings, what it updates and its updates, as far as the member may know of them."""
    root = publication.sibling_of_id or publication.pk
    kin = Q(sibling_of=root) | Q(pk=root) | Q(updates=publication.pk) | Q(pk=publication.updates_id)
    rows = publications_for(member, crisis).filter(kin).exclude(pk=publication.pk).prefetch_related("titles")
    relatives = []
    for row in rows:
        title = next((title for title in row.titles.all() if title.language == row.original), None)
        relatives.append(Relative(row.reference, title.text if title else row.reference, row.original, str(KIND_NAMES[Kind(row.kind)])))
    return relatives
