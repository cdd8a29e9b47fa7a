"""What is out: versions, what each correction put right, what a recall says, and which facts have changed since."""

from collections.abc import Iterable

from safeconduct.evidence.queries.uses import changed_uses
from safeconduct.publications.models import Publication, Version


def use_of(version: Version) -> str:
    """Give the reference under which the register of claims knows a released version: PU-7Q4MZK/2."""
    return f"{version.publication.reference}/{version.number}"


def released_versions(publication: Publication) -> list[Version]:
    """Give the versions that are out, the newest first, with what each correction says."""
    rows = publication.versions.filter(released_at__isnull=False).order_by("-number").prefetch_related("change_texts")
    return list(rows.select_related("publication"))


def change_in(version: Version, language: str) -> tuple[str, str]:
    """Give what a correction put right, in the language or the nearest there is, and which language that is."""
    return _nearest(((row.language, row.text) for row in version.change_texts.all()), language, version.publication.original)


def recall_in(publication: Publication, language: str) -> tuple[str, str]:
    """Give what readers are told of a recall, in the language or the nearest there is, and which language that is."""
    return _nearest(((row.language, row.text) for row in publication.recall_texts.all()), language, publication.original)


def changed_facts(version: Version) -> set[str]:
    """Give the claims that are others now than when the version was released."""
    return {use.claim.reference for use in changed_uses([use_of(version)])}


def _nearest(texts: Iterable[tuple[str, str]], language: str, original: str) -> tuple[str, str]:
    by_language = dict(texts)
    for one in (language, "en", original, *by_language):
        if one in by_language:
            return by_language[one], one
    return "", original
