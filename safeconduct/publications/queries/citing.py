"""Which publications cite a claim, as far as a member may know of them."""

from dataclasses import dataclass, field

from safeconduct.evidence.models import Claim
from safeconduct.evidence.queries.uses import uses_of
from safeconduct.people.models import Member
from safeconduct.publications.access import drafts_for, publications_for
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.words import KIND_NAMES


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a text that cites it."""

    part: str
    language: str
    words: str
    is_changed: bool


@dataclass(slots=True)
class CitingLine:
    """One publication, and the places; of a draft that the member may not read none is told."""

    reference: str
    title: str
    language: str
    kind: str
    is_changed: bool = False  # the claim reads otherwise than when somebody last compared them
    places: list[Place] = field(default_factory=list)


def citing_lines(member: Member, claim: Claim) -> list[CitingLine]:
    """Give the publications whose draft cites the claim; unreleased ones of organisations that did not invite the member's are left out."""
    uses = uses_of(claim)
    references = {use.use.used_by for use in uses}
    rows = publications_for(member, claim.crisis).filter(reference__in=references).prefetch_related("titles")
    readable = set(drafts_for(member, claim.crisis).filter(reference__in=references).values_list("reference", flat=True))
    lines: dict[str, CitingLine] = {}
    for row in rows:
        title = next((title for title in row.titles.all() if title.language == row.original), None)
        name = title.text if title else row.reference
        lines[row.reference] = CitingLine(row.reference, name, row.original, str(KIND_NAMES[Kind(row.kind)]))
    for one in uses:
        line = lines.get(one.use.used_by)
        if line is not None and line.reference in readable:
            line.is_changed |= one.is_changed
            line.places.append(Place(one.use.place, one.use.language, one.use.words, one.is_changed))
    return list(lines.values())
