"""What is known of an annex without reading it, and what the browser needs to compare it with what everybody will read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from safeconduct.publications.models import Annex, AnnexCheck, AnnexCopy, Publication, Version
from safeconduct.publications.queries.known import known_of
from safeconduct.publications.rules.content import Content, from_json
from safeconduct.publications.rules.kinds import Secrecy
from safeconduct.publications.rules.leaks import tables
from safeconduct.publications.rules.tokens import token_hash
from safeconduct.vault.models import Record


@dataclass(frozen=True, slots=True)
class Copy:
    """One sealed copy and how often it was fetched, in all and last on which day."""

    copy: AnnexCopy
    times: int
    latest: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class AnnexShown:
    """What the page of the annex shows. ``is_ready``: the newest check is of this version and of the annex as it is, and found nothing."""

    annex: Annex | None
    newest: int
    checks: tuple[AnnexCheck, ...]
    copies: tuple[Copy, ...]
    version: Version | None
    is_ready: bool


def annex_of(publication: Publication) -> Annex | None:
    """Give the publication's annex, or ``None``."""
    return Annex.objects.filter(publication=publication).select_related("vault", "created_by").first()


def newest_of(annex: Annex) -> int:
    """Give the number of the annex's newest sealed version; 0 while there is none."""
    newest = Record.objects.filter(vault=annex.vault_id, record=annex.record, is_newest=True).values_list("version", flat=True).first()
    return newest or 0


def is_annex_clean(version: Version) -> bool:
    """Tell whether the version may be released as far as the annex goes: there is none, or the newest check of both found nothing."""
    annex = annex_of(version.publication)
    if annex is None:
        return True
    check = annex.checks.filter(version=version).order_by("-pk").first()
    return check is not None and check.is_clean and check.record_version == newest_of(annex)


def annex_shown(publication: Publication, *, on: date) -> AnnexShown:
    """Give what the page shows on that day."""
    annex = annex_of(publication)
    version = publication.versions.order_by("-number").first()
    if annex is None:
        return AnnexShown(None, 0, (), (), version, is_ready=True)
    checks = annex.checks.select_related("version", "checked_by").order_by("-pk")
    return AnnexShown(
        annex,
        newest_of(annex),
        tuple(checks[:20]),
        tuple(_copies(annex, on)),
        version,
        is_ready=version is not None and is_annex_clean(version),
    )


def comparison(publication: Publication) -> dict[str, Any]:
    """Give what the browser compares the annex with: the newest version's public texts, what is known already, the words of the rules."""
    version = publication.versions.order_by("-number").first()
    content = from_json(version.content) if version else None
    known = known_of(content, publication.crisis) if content else None
    return {
        "version": version.number if version else 0,
        "hash": version.hash if version else "",
        "language": publication.original,
        "titles": content.titles if content else {},
        "public": _public(content) if content else [],
        "known": {"texts": list(known.texts), "language": known.language} if known else {"texts": [], "language": publication.original},
        "tables": tables(),
    }


def copy_behind(token: str, *, on: date) -> AnnexCopy | None:
    """Give the copy that an address leads to on that day; ``None`` for one that was recalled, is over, or never was."""
    return (
        AnnexCopy.objects.filter(token_hash=token_hash(token), recalled_at__isnull=True, expires_on__gte=on).select_related("annex").first()
    )


def _public(content: Content) -> list[dict[str, str]]:
    titles = [{"part": "title", "language": language, "text": text} for language, text in content.titles.items()]
    parts = [
        {"part": part.id, "language": language, "text": text}
        for part in content.parts
        if part.secrecy == Secrecy.PUBLIC
        for language, text in part.texts.items()
    ]
    return titles + parts


def _copies(annex: Annex, on: date) -> list[Copy]:
    copies = annex.copies.select_related("made_by").annotate(times=Sum("openings__times")).order_by("-pk")
    return [
        Copy(
            copy,
            getattr(copy, "times", 0) or 0,
            copy.openings.order_by("-on").values_list("on", flat=True).first(),
            is_open=copy.recalled_at is None and copy.expires_on >= on,
        )
        for copy in copies
    ]
