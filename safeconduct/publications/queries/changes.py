"""Which claims and demands of a publication changed since somebody compared them with it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.advocacy.queries.demand_uses import changed_demand_uses, demand_fingerprint
from safeconduct.evidence.queries.uses import changed_uses, fingerprint
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.words import STANDING_NAMES
from safeconduct.kit.languages import text_in
from safeconduct.publications.models import Publication


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim or demand that reads otherwise now: our words, and its own as they are."""

    reference: str
    part: str
    language: str
    words: str
    says: str
    says_language: str
    standing: str  # in words; empty for a demand
    code: str  # of the standing, for its stamp


def changes_of(publication: Publication) -> list[Changed]:
    """Give what changed, claims first."""
    changed = []
    for use in changed_uses([publication.reference]):
        text = text_in(use.claim.texts.all(), use.language)
        standing = Standing(use.claim.standing)
        changed.append(
            Changed(
                reference=use.claim.reference,
                part=use.place,
                language=use.language,
                words=use.words,
                says=text.text if text else "",
                says_language=text.language if text else "",
                standing=str(STANDING_NAMES[standing]),
                code=standing,
            )
        )
    parts = {part.demand_id: part.reference for part in publication.parts.filter(demand__isnull=False)}
    for made in changed_demand_uses([publication.reference]):
        text_now = text_in(made.demand.texts.all(), publication.original)
        says, language = (text_now.text, text_now.language) if text_now else ("", "")
        part = parts.get(made.demand_id, "")
        changed.append(Changed(made.demand.reference, part, publication.original, "", says, language, "", ""))
    return changed


def changes_mark(publication: Publication) -> str:
    """Give the hash of what the changed claims and demands are now, so that "I looked" means what was shown."""
    now = sorted(
        {f"{use.claim.reference} {fingerprint(use.claim)}" for use in changed_uses([publication.reference])}
        | {f"{use.demand.reference} {demand_fingerprint(use.demand)}" for use in changed_demand_uses([publication.reference])}
    )
    return hashlib.sha256("\n".join(now).encode()).hexdigest()[:16]


def changed_counts(references: Iterable[str]) -> dict[str, int]:
    """Give how many claims and demands changed under each of these publications, in a few queries whatever their number."""
    wanted = list(references)
    found: dict[str, set[str]] = {}
    for use in changed_uses(wanted):
        found.setdefault(use.used_by, set()).add(use.claim.reference)
    for made in changed_demand_uses(wanted):
        found.setdefault(made.used_by, set()).add(made.demand.reference)
    return {reference: len(changed) for reference, changed in found.items()}
