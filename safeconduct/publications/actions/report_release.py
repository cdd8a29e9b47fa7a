"""Report to the registers of claims and demands what a released version rests on."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.report_demands import report_demands
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.report_uses import Used, report_uses
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.references import claim_rows, demand_rows, references_in
from safeconduct.publications.queries.releases import use_of
from safeconduct.publications.rules.content import Content, from_json
from safeconduct.publications.rules.prose import references_of


@transaction.atomic
def report_release(*, publication: Publication, version: Version, at: datetime) -> None:
    """Write down each claim and demand of the version as it is at this moment, so that a later change of one is seen.

    The draft's own uses are seen anew. The released version's are kept under its own reference beside them: the draft may go on and
    drop a claim, and what is out still says it. Demands are told to be public only from the end of an embargo on.
    """
    uses = list(_uses(from_json(version.content), publication.crisis))
    for used_by in (publication.reference, use_of(version)):
        report_uses(used_by=used_by, kind=publication.kind, uses=uses, at=at, seen_anew=True)
    report_demands_of(publication, version, at=at, seen_anew=True)


def report_demands_of(publication: Publication, version: Version, *, at: datetime, seen_anew: bool = False) -> None:
    """Tell the register of demands which ones the version makes, and whether everybody can read that by now."""
    content = from_json(version.content)
    is_hidden = publication.embargo_until is not None and publication.embargo_until > at
    report_demands(
        used_by=publication.reference,
        kind=publication.kind,
        title=content.titles[content.original],
        is_public=publication.is_for_everybody and not is_hidden and publication.recalled_at is None,
        demands=demand_rows(publication.crisis, references_in(content)).values(),
        at=at,
        seen_anew=seen_anew,
    )


def _uses(content: Content, crisis: Crisis) -> Iterator[Used]:
    claims = claim_rows(crisis, references_in(content))
    for part in content.parts:
        for language, text in part.texts.items():
            for cited in references_of(text):
                if cited.target in claims:
                    yield Used(claims[cited.target], part.id, language, cited.words)
