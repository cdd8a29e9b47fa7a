"""Bring documents in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.crises.access import crisis_for
from safeconduct.desk.forms.bring import Bring
from safeconduct.evidence.actions.capture_document import Captured, capture_document, refuse_if_too_large
from safeconduct.evidence.fetching import fetch
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file, address or pasted text: taken in, or refused with a sentence."""

    name: str
    captured: Captured | None = None
    refusal: str = ""


@opens_to(Permission.DOCUMENT_CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the form; take in what comes, each by itself, so that one bad file spoils nothing."""
    crisis = crisis_for(request.member, slug)
    form = Bring(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "desk/bring.html", {"crisis": crisis, "form": form})
    lost = [Brought(name, refusal=_too_large()) for name in too_large_of(request)]
    if not form.is_valid() and not lost:
        return render(request, "desk/bring.html", {"crisis": crisis, "form": form}, status=422)
    brought = [*(_take_in(request, crisis, form) if form.is_valid() else ()), *lost]
    if len(brought) == 1 and brought[0].captured and brought[0].captured.is_new and not brought[0].captured.document.problem:
        return redirect("desk:review", crisis.slug, brought[0].captured.document.reference)
    if all(one.refusal for one in brought):
        return render(request, "desk/bring.html", {"crisis": crisis, "form": form, "brought": brought}, status=422)
    return render(request, "desk/brought.html", {"crisis": crisis, "brought": brought})


def _take_in(request: DeskRequest, crisis: Crisis, form: Bring) -> Iterator[Brought]:
    given = form.cleaned_data
    for file in given["files"]:
        yield _one(request, crisis, given["level"], name=file.name or "", way="upload", declared_type=file.content_type or "", file=file)
    if address := given["address"].strip():
        yield _one(request, crisis, given["level"], name=address, way="address", address=address)
    if given["text"].strip():
        yield _one(request, crisis, given["level"], name="", way="paste", declared_type="text/plain", data=given["text"].encode())


def _one(request: DeskRequest, crisis: Crisis, level: str, *, name: str, way: str, **found: object) -> Brought:
    try:
        captured = _capture(request, crisis, level, name, way, found)
    except Refused as refusal:
        return Brought(name or _("Pasted text"), refusal=str(refusal))
    return Brought(name or _("Pasted text"), captured=captured)


def _capture(request: DeskRequest, crisis: Crisis, level: str, name: str, way: str, found: dict[str, object]) -> Captured:
    data, declared_type, address = found.get("data", b""), str(found.get("declared_type", "")), str(found.get("address", ""))
    if file := found.get("file"):
        refuse_if_too_large(file.size)  # type: ignore[attr-defined]
        data = file.read()  # type: ignore[attr-defined]
    elif address:
        page = fetch(address, most_bytes=settings.LARGEST_CAPTURE)
        data, declared_type, address = page.data, page.declared_type, page.address
    assert isinstance(data, bytes)
    return capture_document(
        crisis=crisis, data=data, way=way, by=request.member, at=now(), name=name, declared_type=declared_type, address=address, level=level
    )


def _too_large() -> str:
    return _(
        "This file is larger than the %(limit)s MB that we take. Nothing was kept. Save only the pages you need, or paste the text."
    ) % {"limit": settings.LARGEST_CAPTURE // 1024 // 1024}
