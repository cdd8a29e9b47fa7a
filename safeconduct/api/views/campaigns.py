"""Campaigns and their counts, for programs."""

from typing import Any

from django.http import Http404, HttpRequest

from safeconduct.api.answers import answers
from safeconduct.api.queries import counts, listed, told
from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.petitions.access import public_campaign_by_reference


@opens_to_everyone
@answers("GET")
def campaigns(_request: HttpRequest, slug: str) -> dict[str, Any]:
    """List the campaigns of a crisis."""
    return listed(public_crisis(slug), now())


@opens_to_everyone
@answers("GET")
def campaign(_request: HttpRequest, reference: str) -> dict[str, Any]:
    """Tell all of one campaign."""
    return told(public_campaign_by_reference(reference), now())


@opens_to_everyone
@answers("GET")
def count(_request: HttpRequest, reference: str) -> dict[str, Any]:
    """Tell the count of one campaign."""
    return counts(public_campaign_by_reference(reference), now())


@opens_to_everyone
@answers("GET", "POST")
def nothing(_request: HttpRequest, rest: str) -> dict[str, Any]:
    """Answer every other address in the same shape."""
    raise Http404
