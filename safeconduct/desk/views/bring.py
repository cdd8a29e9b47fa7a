"""Bring documents in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.crises.access import crisis_for
from safeconduct.desk.forms.bring import Bring
from safeconduct.evidence.actions.capture_document import Captured, capture_document, refuse_if_too_large
from safeconduct.evidence.fetching import Fetched, fetch
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from safeconduct.crises.models import Crisis


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file, address or pasted text: taken in, or refused with a sentence."""

    name: str
    captured: Captured | None = None
    refusal: str = ""


class _Uploaded:
    """A file that arrived with the form."""

    way = "upload"

    def __init__(self, file: UploadedFile[Any]) -> None:
        self.file, self.name = file, file.name or ""

    def bytes(self) -> Fetched:
        """Give the bytes, unless there are too many."""
        refuse_if_too_large(self.file.size or 0)
        return Fetched(self.file.read(), self.file.content_type or "", "")


class _Fetched:
    """A page to be fetched from its address."""

    way = "address"

    def __init__(self, address: str) -> None:
        self.name = address

    def bytes(self) -> Fetched:
        """Fetch the page."""
        return fetch(self.name, most_bytes=settings.LARGEST_CAPTURE)


class _Pasted:
    """A text typed or pasted into the form."""

    way, name = "paste", ""

    def __init__(self, text: str) -> None:
        self.text = text

    def bytes(self) -> Fetched:
        """Give the text as UTF-8."""
        return Fetched(self.text.encode(), "text/plain", "")


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
        yield _one(request, crisis, given["level"], _Uploaded(file))
    if address := given["address"].strip():
        yield _one(request, crisis, given["level"], _Fetched(address))
    if given["text"].strip():
        yield _one(request, crisis, given["level"], _Pasted(given["text"]))


def _one(request: DeskRequest, crisis: Crisis, level: str, found: _Uploaded | _Fetched | _Pasted) -> Brought:
    try:
        bytes_ = found.bytes()
        captured = capture_document(
            crisis=crisis,
            data=bytes_.data,
            way=found.way,
            by=request.member,
            at=now(),
            name=found.name,
            declared_type=bytes_.declared_type,
            address=bytes_.address,
            level=level,
        )
    except Refused as refusal:
        return Brought(found.name or _("Pasted text"), refusal=str(refusal))
    return Brought(found.name or _("Pasted text"), captured=captured)


def _too_large() -> str:
    return _(
        "This file is larger than the %(limit)s MB that we take. Nothing was kept. Save only the pages you need, or paste the text."
    ) % {"limit": settings.LARGEST_CAPTURE // 1024 // 1024}
