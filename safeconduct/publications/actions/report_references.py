"""Tell the registers below which claims and demands a draft rests on, so that a change of one of them finds it."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.report_demands import report_demands
from safeconduct.evidence.actions.report_uses import Used, report_uses
from safeconduct.publications.models import Publication
from safeconduct.publications.queries.references import claim_rows, demand_rows, references_in
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.prose import references_of


@transaction.atomic
def report_references(*, publication: Publication, at: datetime, seen_anew: bool = False) -> None:
    """Report what the draft cites now. What it cited before keeps what somebody last compared it with, unless it is ``seen_anew``."""
    content = working_content(publication)
    wanted = references_in(content)
    claims = claim_rows(publication.crisis, wanted)
    uses = [
        Used(claims[link.target], part.id, language, link.words)
        for part in content.parts
        for language, text in part.texts.items()
        for link in references_of(text)
        if link.target in claims
    ]
    report_uses(used_by=publication.reference, kind=publication.kind, uses=uses, at=at, seen_anew=seen_anew)
    report_demands(
        used_by=publication.reference,
        kind=publication.kind,
        title=content.titles.get(content.original, ""),
        is_public=_is_public(publication, at),
        demands=demand_rows(publication.crisis, wanted).values(),
        at=at,
        seen_anew=seen_anew,
    )


def _is_public(publication: Publication, at: datetime) -> bool:
    is_out = publication.released_at is not None and (publication.embargo_until is None or publication.embargo_until <= at)
    return is_out and publication.is_for_everybody and publication.recalled_at is None
