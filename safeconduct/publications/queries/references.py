"""What the references of a text lead to: claims and demands of the crisis, as the checks and the editor need them."""

from collections.abc import Iterable

from safeconduct.advocacy.models import Demand
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Claim
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.publications.rules.citing import Claimed, Demanded, Known
from safeconduct.publications.rules.content import Content
from safeconduct.publications.rules.prose import references_of


def references_in(content: Content) -> set[str]:
    """Give the references of all texts in all languages, and of the demands that parts make."""
    cited = {link.target for part in content.parts for text in part.texts.values() for link in references_of(text)}
    return cited | {part.demand for part in content.parts if part.demand}


def claim_rows(crisis: Crisis, references: Iterable[str]) -> dict[str, Claim]:
    """Give the claims of the crisis by reference, those that were joined into another one too."""
    rows = Claim.objects.filter(crisis=crisis, reference__in=[one for one in references if one.startswith("CL-")])
    return {row.reference: row for row in rows.select_related("joined_into").prefetch_related("texts")}


def demand_rows(crisis: Crisis, references: Iterable[str]) -> dict[str, Demand]:
    """Give the demands of the crisis by reference."""
    rows = Demand.objects.filter(crisis=crisis, reference__in=[one for one in references if one.startswith("DE-")])
    return {row.reference: row for row in rows.prefetch_related("texts")}


def known_of(crisis: Crisis, references: Iterable[str]) -> Known:
    """Give what the rules must know of these claims and demands; a reference that is missing leads nowhere in this crisis."""
    wanted = set(references)
    return Known(
        claims={reference: claimed(row) for reference, row in claim_rows(crisis, wanted).items()},
        demands={reference: demanded(row) for reference, row in demand_rows(crisis, wanted).items()},
    )


def claimed(row: Claim) -> Claimed:
    """Give a claim as the rules know it."""
    return Claimed(
        reference=row.reference,
        standing=row.standing,
        texts={text.language: text.text for text in row.texts.all()},
        quantity=_quantity(row),
        is_public=row.published_at is not None,
        joined_into=row.joined_into.reference if row.joined_into else "",
    )


def demanded(row: Demand) -> Demanded:
    """Give a demand as the rules know it."""
    return Demanded(
        reference=row.reference,
        texts={text.language: text.text for text in row.texts.all()},
        is_public=row.published_at is not None,
        is_withdrawn=row.withdrawn_at is not None,
    )


def _quantity(row: Claim) -> Quantity | None:
    if not row.qualifier:
        return None
    return Quantity(
        Qualifier(row.qualifier),
        row.quantity_verbatim,
        low=row.low,
        high=row.high,
        low_exclusive=row.low_exclusive,
        high_exclusive=row.high_exclusive,
        unit=row.unit,
    )
