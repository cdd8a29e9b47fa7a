"""One part of a draft: written in one language, ordered, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.advocacy.access import demand_for
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import own_part_for, own_publication_for
from safeconduct.publications.actions.add_part import add_part
from safeconduct.publications.actions.move_part import move_part
from safeconduct.publications.actions.remove_part import remove_part
from safeconduct.publications.actions.set_part import PartFacts, set_part
from safeconduct.publications.actions.write_part import WrittenMeanwhile, write_part
from safeconduct.publications.forms.editing import AddPart, SetPart, WritePart
from safeconduct.publications.queries.choices import demand_choices, role_choices
from safeconduct.publications.queries.citable import find_citable
from safeconduct.publications.queries.editing import desk_of_part, seen_hash
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.rules.content import text_hash
from safeconduct.publications.rules.kinds import Role, Secrecy
from safeconduct.publications.views.editing import draft_page

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Part
    from safeconduct.publications.queries.editing import PartDesk


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: DeskRequest, slug: str, reference: str, part: str, code: str) -> HttpResponse:
    """Write a part in one language, beside the original and the checks; look for claims and demands to cite without losing a word."""
    crisis = crisis_for(request.member, slug)
    row = own_part_for(request.member, crisis, reference, part)
    desk = desk_of_part(row, code)
    if desk is None:
        messages.error(request, _("The publication is not written in this language yet. Add the language first."))
        return redirect("publications:page", slug, reference)
    if request.method != "POST":
        return _writing(request, crisis, desk, WritePart(initial=_before_writer(desk)))
    form = WritePart(request.POST)
    if not form.is_valid() or "find" in request.POST or "insert" in request.POST:
        return _writing(request, crisis, desk, _with_insertion(request, form, _before_writer(desk)))
    try:
        write_part(part=row, language=code, **_written(form, desk), by=request.member, at=now())
    except WrittenMeanwhile as refusal:
        form = WritePart(initial={**form.cleaned_data, "seen": text_hash(refusal.current.text)})
        return _writing(request, crisis, desk, form, refusal=refusal)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _writing(request, crisis, desk, form)
    messages.success(request, _("The text is kept."))
    return redirect(f"{reverse('publications:page', args=[slug, reference])}#{part}")


def _before_writer(desk: PartDesk) -> dict[str, Any]:
    own = "" if desk.text.is_of_demand else desk.text.source
    made_from = text_hash(desk.original.source) if desk.original else ""
    return {"text": own, "seen": seen_hash(desk.text), "made_from": made_from, "is_translated": True}


def _written(form: WritePart, desk: PartDesk) -> dict[str, Any]:
    """Give what is kept: a translation is made from the original that the writer saw, unless only a slip was put right."""
    given = form.cleaned_data
    kept: dict[str, Any] = {"text": given["text"], "seen": given["seen"]}
    if desk.original is not None:
        earlier = desk.text.written.made_from if desk.text.written else ""
        kept["made_from"] = given["made_from"] if given["is_translated"] or not earlier else earlier
    return kept


def _with_insertion(request: DeskRequest, form: WritePart, before: dict[str, Any]) -> WritePart:
    """Give the form as it was typed, with what was chosen put at the end of the text; nothing is kept yet."""
    typed = {name: request.POST.get(name, "") for name in ("text", "q", "seen", "made_from")}
    typed["text"] = typed["text"].replace("\r\n", "\n")
    if chosen := request.POST.get("insert", ""):
        typed["text"] = f"{typed['text'].rstrip()} {chosen}".strip()
    return WritePart(initial={**before, **typed, "is_translated": bool(request.POST.get("is_translated"))})


def _writing(
    request: DeskRequest, crisis: Crisis, desk: PartDesk, form: WritePart, *, refusal: WrittenMeanwhile | None = None
) -> HttpResponse:
    words = str(form["q"].value() or "")
    context = {
        "crisis": crisis,
        "publication": desk.publication,
        "heading": heading_of(desk.publication, now()),
        "current": "page",
        "desk": desk,
        "form": form,
        "conflict": refusal.current if refusal else None,
        "conflict_sentence": str(refusal) if refusal else "",
        "words": words,
        "citable": find_citable(request.member, crisis, words, language=desk.text.language) if words else [],
    }
    return render(request, "publications/write.html", context, status=NOT_TAKEN if refusal or form.errors else 200)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def add(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add a part."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    demands = demand_choices(request.member, crisis, get_language() or "en")
    form = AddPart(request.POST, roles=role_choices(publication), demands=demands, prefix="part")
    if not form.is_valid():
        return draft_page(request, crisis, publication, added_part=form)
    given = form.cleaned_data
    after = own_part_for(request.member, crisis, reference, given["after"]) if given["after"] else None
    demand = demand_for(request.member, crisis, given["demand"]) if given["demand"] else None
    place = "parts"
    with told(request, _("The part is added.")):
        made = add_part(publication=publication, role=Role(given["role"]), demand=demand, after=after, by=request.member, at=now())
        place = made.reference
    return _back(slug, reference, place)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: DeskRequest, slug: str, reference: str, part: str) -> HttpResponse:
    """Set what a part is for, who reads it, and of a quote who says it."""
    crisis = crisis_for(request.member, slug)
    row = own_part_for(request.member, crisis, reference, part)
    demands = demand_choices(request.member, crisis, get_language() or "en")
    form = SetPart(request.POST or None, roles=role_choices(row.publication), demands=demands, initial=_as_is(row))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = PartFacts(
            role=Role(given["role"]),
            secrecy=Secrecy(given["secrecy"]),
            demand=demand_for(request.member, crisis, given["demand"]) if given["demand"] else None,
            speaker=given["speaker"],
            approved_on=given["approved_on"],
            approval_note=given["approval_note"],
        )
        try:
            set_part(part=row, facts=facts, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The part is set."))
            return _back(slug, reference, part)
    context = {
        "crisis": crisis,
        "publication": row.publication,
        "heading": heading_of(row.publication, now()),
        "current": "page",
        "part": row,
        "form": form,
    }
    return render(request, "publications/arrange.html", context, status=NOT_TAKEN if form.errors else 200)


def _as_is(row: Part) -> dict[str, Any]:
    return {
        "role": row.role,
        "secrecy": row.secrecy,
        "demand": row.demand.reference if row.demand else "",
        "speaker": row.speaker,
        "approved_on": row.speaker_approved_on,
        "approval_note": row.speaker_approval_note,
    }


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def move(request: DeskRequest, slug: str, reference: str, part: str) -> HttpResponse:
    """Move a part up or down."""
    row = own_part_for(request.member, crisis_for(request.member, slug), reference, part)
    with told(request, _("The order is kept.")):
        move_part(part=row, up=request.POST.get("way") == "up", by=request.member, at=now())
    return _back(slug, reference, part)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def remove(request: DeskRequest, slug: str, reference: str, part: str) -> HttpResponse:
    """Take a part out."""
    row = own_part_for(request.member, crisis_for(request.member, slug), reference, part)
    with told(request, _("The part is taken out. Versions that were offered keep it.")):
        remove_part(part=row, by=request.member, at=now())
    return _back(slug, reference, "parts")


def _back(slug: str, reference: str, place: str) -> HttpResponse:
    return redirect(f"{reverse('publications:page', args=[slug, reference])}#{place}")
