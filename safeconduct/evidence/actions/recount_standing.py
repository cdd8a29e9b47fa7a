"""Count a claim's origins anew and set its standing by the rule, unless a person has set it against the rule."""

from dataclasses import asdict

from safeconduct.evidence.models import Assessment, Claim, RelationKind
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.rules.origins import OriginCount
from safeconduct.evidence.rules.standing import Standing, standing_of


def recount_standing(*, claim: Claim) -> OriginCount:
    """Store the origin count and the standing with the claim, and give the count."""
    count = graph_of(claim).count()
    claim.count = asdict(count)
    claim.standing = _standing(claim, count)
    claim.save(update_fields=["count", "standing"])
    return count


def _standing(claim: Claim, count: OriginCount) -> Standing:
    if claim.withdrawn_at is not None:
        return Standing.WITHDRAWN
    assessed = Assessment.objects.filter(claim=claim).order_by("-assessed_at", "-pk").first()
    # An assessment of "unassessed" hands the claim back to the rule.
    if assessed is not None and assessed.standing != Standing.UNASSESSED:
        return Standing(assessed.standing)
    contradicted = (
        claim.relations.filter(kind=RelationKind.CONTRADICTS, is_credible=True).exists()
        or claim.relations_to.filter(kind=RelationKind.CONTRADICTS, is_credible=True).exists()
    )
    # What nobody has read carries nothing by itself, so it cannot keep a claim up whose reports were all taken back.
    reports = [attribution for attribution in claim.attributions.all() if attribution.is_report]
    all_taken_back = bool(reports) and all(report.withdrawn_on is not None for report in reports)
    return standing_of(count, has_credible_contradiction=contradicted, is_withdrawn=all_taken_back)
