"""Where a fact of a text comes from, as its footnote says it in the language of the text."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from safeconduct.evidence.models import Attribution, Claim, Level
from safeconduct.evidence.rules.wording import describe
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.publications.rules.furniture import Furniture

MOST_SOURCES = 3  # named in one footnote; the claim's page has them all
_SPOKEN = {code for code, _name in PUBLIC_LANGUAGES}


def claims_cited(references: Iterable[str]) -> dict[str, Claim]:
    """Give the claims by the reference they are cited under, one that was joined into another as that other; two queries."""
    wanted = list(references)
    rows = Claim.objects.filter(reference__in=wanted).select_related("crisis", "joined_into__crisis").prefetch_related("attributions")
    return {row.reference: row.joined_into or row for row in rows}


def source_words(claim: Claim, words: Furniture) -> str:
    """Say who says it and when, and how well it is known: "The Northern Courier, 1 April 2017; how well known: single source."

    What was taken back or forced counts for nothing here; of a document that one organisation keeps to itself only the speaker is named.
    """
    rows = claim.attributions.select_related("speaker", "passage__document").order_by("pk")
    said = dict.fromkeys(_said(row, words) for row in rows if row.is_report and row.withdrawn_on is None and not row.is_coerced)
    named = "; ".join(list(said)[:MOST_SOURCES])
    standing = words.standing.format(standing=words.standing_of.get(claim.standing, claim.standing))
    return f"{named}; {standing}." if named else f"{standing[:1].upper()}{standing[1:]}."


def claim_address(claim: Claim, language: str) -> str:
    """Give the address of the claim's public page; ``""`` while it has none, so that no paper leads to a page that answers nobody."""
    if claim.published_at is None or claim.withdrawn_at is not None or not claim.crisis.is_public:
        return ""
    return public_address("public:claim", language, claim.crisis.slug, claim.reference)


def public_address(route: str, language: str, *arguments: str) -> str:
    """Give a public address with scheme and host, in the language if the public pages speak it, else in English."""
    base = language.split("-", maxsplit=1)[0]
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(route, args=[base if base in _SPOKEN else "en", *arguments])


def _said(row: Attribution, words: Furniture) -> str:
    document = row.passage.document if row.passage and row.passage.document.level != Level.ORGANISATION else None
    when = row.said or (document.published if document else "")
    named = _named(row.speaker.name, "" if row.passage else row.citation.strip(), words)
    return f"{named}{words.comma}{describe(when, words.language)}" if when else named


def _named(speaker: str, citation: str, words: Furniture) -> str:
    """Name who says it and in what; once, where the citation names them itself, and without one that is no more than a year."""
    if speaker.casefold() in citation.casefold():
        return citation
    return speaker if not citation or citation.isdigit() else f"{speaker}{words.comma}{citation}"
