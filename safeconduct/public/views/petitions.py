"""Petitions: which there are, one of them with the form to sign it, and what happens once it is signed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.kit.doors import opens_to_everyone
from safeconduct.public.views.frame import in_language


@opens_to_everyone
@require_safe
@in_language
def listing(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List the petitions of a crisis."""
    raise Http404


@opens_to_everyone
@require_safe
@in_language
def page(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show one petition with the form to sign it."""
    raise Http404


@csrf_exempt
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def sign(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Take a signature."""
    raise Http404


@opens_to_everyone
@require_safe
@in_language
def signed(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Say what happens now."""
    raise Http404
