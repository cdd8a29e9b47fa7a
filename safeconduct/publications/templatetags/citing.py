"""Let the page of a claim, which knows nothing of publications, show which of them cite it."""

from typing import Any

from django import template
from django.template import Context

from safeconduct.evidence.models import Claim
from safeconduct.publications.queries.citing import citing_lines

register = template.Library()


@register.inclusion_tag("publications/_citing.html", takes_context=True)
def publications_citing(context: Context, claim: Claim) -> dict[str, Any]:
    """Show the publications that the signed-in member may know of and that cite the claim."""
    return {"lines": citing_lines(context["member"], claim), "crisis": claim.crisis, "claim": claim}
